import type { CallParts } from '../../../datasources/http/recording.js';
import { RecordingTape } from '../../../datasources/http/tape.js';
import type { Steps } from '../../../rollout/comparing/worklist.js';
import type { RequestContext } from '../../context.js';
import { viewerOf } from '../../request-headers.js';
import type { KeyedWords } from './keyed-words.js';
import { mapTexts } from './map-texts.js';
import {
  CASE_FORMAT,
  type RecordedArm,
  type RecordedCase,
  type RecordedExchange,
  type RecordedSettings,
} from './recorded-case.js';
import { recordedDocument } from './recorded-document.js';
import { replayCursor } from './replay-cursors.js';
import { Veil } from './veil.js';
import type { VeiledPlans } from './veiled-plans.js';

/** What the other side of a rule asked beyond the served one. */
export interface LegRecording {
  readonly ruleId: string;
  readonly added: RecordingTape;
}

/** What cases of one process have in common. */
export interface CaseParts {
  readonly words: KeyedWords;
  readonly plans: VeiledPlans;
  /** Of the gateway. */
  readonly version: string;
  readonly settings: RecordedSettings;
}

/** Why there is no case of a request: there is too much of it, it would say who asked, or nothing of it has run. */
export type NoCase = 'too-large' | 'private' | 'failed';

/** The case of a request that was answered, in small steps. */
export function* makeCase(
  served: RequestContext,
  leg: LegRecording | null,
  { words, plans, version, settings }: CaseParts,
): Steps<RecordedCase | NoCase> {
  const { log, now, client, feed, facts } = served;
  if (!log?.operation || !log.polled || !(log.tape instanceof RecordingTape)) return 'failed';
  if (log.tape.isTooLarge || leg?.added.isTooLarge) return 'too-large';
  const { label, operationName, variables } = log.operation;
  const viewer = viewerOf(facts.headers, () => undefined);
  const veil = new Veil(viewer, words);
  const text = (value: string): string =>
    replayCursor(value, viewer, feed.cursorKeys, veil) ?? veil.known(value);
  const document = recordedDocument(log.operation, text, veil);
  if (document === null) return 'private';
  const polled = log.polled.facts();
  return {
    format: CASE_FORMAT,
    version,
    settings,
    label,
    document,
    operationName: operationName ?? null,
    variables: (yield* mapTexts(variables ?? {}, text)) as RecordedCase['variables'], // the same names
    client,
    ...veil.viewer,
    now,
    ids: log.ids,
    rulesVersion: served.arms.ruling.version,
    arms: armsOf(served),
    polled: { ...polled, plans: yield* each(polled.plans, (plan) => plans.of(plan)) },
    exchanges: yield* exchangesOf(log.tape, veil),
    leg: leg && { rule: leg.ruleId, exchanges: yield* exchangesOf(leg.added, veil) },
  };
}

const exchangesOf = ({ recording }: RecordingTape, veil: Veil): Steps<readonly RecordedExchange[]> =>
  each([...recording], ([key, end]) => veil.exchange(JSON.parse(key) as CallParts, end)); // as keyOf wrote it

function* each<T, R>(all: readonly T[], make: (one: T) => Steps<R>): Steps<readonly R[]> {
  const made: R[] = [];
  for (const one of all) made.push(yield* make(one));
  return made;
}

const armsOf = ({ arms }: RequestContext): readonly RecordedArm[] =>
  arms.all().map(({ rule, side, reason, isMoved }) => ({
    rule: rule.id,
    salt: rule.salt,
    coordinates: rule.coordinates,
    control: rule.control,
    treatment: rule.treatment,
    ranked: rule.shadow.ranked,
    side,
    reason,
    isMoved,
  }));
