import type { ExecutionResult } from 'graphql';
import { observe } from '../../rollout/comparing/normalise.js';
import type { Observed } from '../../rollout/comparing/observation.js';
import type { RecordedCase } from '../../src/shadow/spool/recorded-case.js';
import { armsFor } from '../../resolvers/rulables.js';
import { answerCase } from './answer-case.js';
import type { ReplayWorld } from './replay-world.js';

/** Stands in every line; a file of another format is refused. */
export const ANSWERS_FORMAT = 'vitrine-answers/1';

/** One place of an answer. */
export interface WrittenPlace {
  /** Rule whose path said it. */
  readonly rule: string;
  readonly coordinate: string;
  readonly key: string;
  readonly ranked: boolean;
  readonly said: Observed;
}

/** What one build answers to a case. One line of a file. */
export interface WrittenAnswer {
  readonly format: typeof ANSWERS_FORMAT;
  /** Of the case. */
  readonly id: string;
  /** GraphQL `data`, normalised. */
  readonly data: Observed;
  /** `feed.edges UPSTREAM_FAILED` */
  readonly errors: readonly string[];
  readonly places: readonly WrittenPlace[];
  /** Endpoints that were asked something which is not in the case. */
  readonly unrecorded: readonly string[];
}

/** Answers a case on the arms it was served by. */
export async function writtenAnswer(
  id: string,
  recorded: RecordedCase,
  world: ReplayWorld,
): Promise<WrittenAnswer> {
  const { context, result, unrecorded } = await answerCase(recorded, world);
  const places = recorded.arms.flatMap(({ rule }) =>
    [...(context.log?.sights.seen(rule).values() ?? [])].flatMap(({ coordinate, key, sight }) => {
      if (sight.kind === 'kept') return [];
      const said = sight.kind === 'failed' ? sight : observe(coordinate, sight.value, world.guide);
      return [{ rule, coordinate, key, ranked: armsFor(coordinate)?.compared === 'ranked list', said }];
    }),
  );
  return {
    format: ANSWERS_FORMAT,
    id,
    data: dataOf(result, world),
    errors: errorsOf(result),
    places,
    unrecorded: [...unrecorded].sort(),
  };
}

const dataOf = ({ data }: ExecutionResult, { guide }: ReplayWorld): Observed =>
  data ? observe('Query', data, guide) : { kind: 'failed', cls: 'NO_DATA' };

const errorsOf = ({ errors = [] }: ExecutionResult): readonly string[] =>
  errors.map(({ path = [], extensions: { code } }) => `${path.join('.')} ${codeOf(code)}`).sort();

const codeOf = (code: unknown): string => (typeof code === 'string' ? code : 'without a code');
