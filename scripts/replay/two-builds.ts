import type { Comparison } from '../../rollout/comparing/observation.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import type { Figures } from '../../src/shadow/parity-figures.js';
import type { RecordedCase } from '../../src/shadow/spool/recorded-case.js';
import { ruleOf } from './played-arms.js';
import { isUnrecorded } from './unrecorded.js';
import type { WrittenAnswer, WrittenPlace } from './written-answer.js';

/** Under this name the report has what clients get, beside the rules. */
export const WHOLE_ANSWERS = 'answers';

/** What is beside each other instead of two paths: a rule may have had other paths in other cases. */
const BUILDS = { control: 'old build', treatment: 'this build' } as const;
const NO_TIME = { servedMs: 0, candidateMs: 0 };
const UNRECORDED = { kind: 'unrecorded-call' } as const;

/** Compares what two builds answer to one case: all that their paths said, `data`, and errors. */
export function compareBuilds(
  recorded: RecordedCase,
  old: WrittenAnswer,
  current: WrittenAnswer,
  figures: Figures,
): void {
  const { label: operation, client, arms } = recorded;
  const head = {
    operation,
    client: `${client.platform} ${client.appVersion ?? ''}`.trim(),
    isNoise: false,
  };
  for (const arm of arms)
    figures.add(ruleOf({ ...arm, ...BUILDS }), {
      ...head,
      ruleId: arm.rule,
      comparisons: placesOf(arm.rule, old).map((place) => compared(place, old, current)),
    });
  figures.add(WHOLE, { ...head, ruleId: WHOLE_ANSWERS, comparisons: wholeAnswers(old, current) });
}

const placesOf = (rule: string, { places }: WrittenAnswer): readonly WrittenPlace[] =>
  places.filter((place) => place.rule === rule);

function compared(place: WrittenPlace, old: WrittenAnswer, current: WrittenAnswer): Comparison {
  const { rule, coordinate, key, ranked, said } = place;
  const now = placesOf(rule, current).find((one) => one.coordinate === coordinate && one.key === key)?.said;
  const isOutside =
    isUnrecorded(said, new Set(old.unrecorded), ranked) ||
    (now !== undefined && isUnrecorded(now, new Set(current.unrecorded), ranked));
  const candidate = isOutside ? UNRECORDED : (now ?? { kind: 'not-comparable' as const });
  return { coordinate, key, ranked, served: said, candidate, ...NO_TIME };
}

/** A build that asks for more than was recorded answers less for that reason alone. */
function wholeAnswers(old: WrittenAnswer, current: WrittenAnswer): readonly Comparison[] {
  const isOutside = old.unrecorded.join() !== current.unrecorded.join();
  const place = (coordinate: string, served: Comparison['served'], candidate: Comparison['candidate']) => ({
    coordinate,
    key: '',
    ranked: false,
    served,
    candidate: isOutside ? UNRECORDED : candidate,
    ...NO_TIME,
  });
  return [
    place('Query', old.data, current.data),
    place('errors', { kind: 'value', value: old.errors }, { kind: 'value', value: current.errors }),
  ];
}

const WHOLE: Rule = ruleOf({
  rule: WHOLE_ANSWERS,
  salt: '',
  coordinates: ['Query', 'errors'],
  ...BUILDS,
  ranked: 'same',
  side: 'control',
  reason: 'STATE',
  isMoved: false,
});
