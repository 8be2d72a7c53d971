import { print } from 'graphql';
import type { CallParts, Recording } from '../../../datasources/http/recording.js';
import { RecordingTape } from '../../../datasources/http/tape.js';
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
import { replayCursor } from './replay-cursors.js';
import { Veil } from './veil.js';
import type { VeiledPlans } from './veiled-plans.js';

/** What the other side of a rule asked beyond the served one. */
export interface LegRecording {
  readonly ruleId: string;
  readonly added: Recording;
}

/** What cases of one process have in common. */
export interface CaseParts {
  readonly words: KeyedWords;
  readonly plans: VeiledPlans;
  /** Of the gateway. */
  readonly version: string;
  readonly settings: RecordedSettings;
}

/** The case of a request that was answered; null while nothing of it has run. */
export function makeCase(
  served: RequestContext,
  leg: LegRecording | null,
  { words, plans, version, settings }: CaseParts,
): RecordedCase | null {
  const { log, now, client, feed, facts } = served;
  if (!log?.operation || !log.polled || !(log.tape instanceof RecordingTape)) return null;
  const { label, document, operationName, variables } = log.operation;
  const viewer = viewerOf(facts.headers, () => undefined);
  const veil = new Veil(viewer, words);
  const text = (value: string): string =>
    replayCursor(value, viewer, feed.cursorKeys, veil) ?? veil.known(value);
  const polled = log.polled.facts();
  return {
    format: CASE_FORMAT,
    version,
    settings,
    label,
    document: document.loc?.source.body ?? print(document),
    operationName: operationName ?? null,
    variables: mapTexts(variables ?? {}, text) as RecordedCase['variables'], // the same names
    client,
    ...veil.viewer,
    now,
    ids: log.ids,
    rulesVersion: served.arms.ruling.version,
    arms: armsOf(served),
    polled: { ...polled, plans: polled.plans.map((plan) => plans.of(plan)) },
    exchanges: exchangesOf(log.tape.recording, veil),
    leg: leg && { rule: leg.ruleId, exchanges: exchangesOf(leg.added, veil) },
  };
}

const exchangesOf = (recording: Recording, veil: Veil): readonly RecordedExchange[] =>
  [...recording].map(([key, end]) => veil.exchange(JSON.parse(key) as CallParts, end)); // as keyOf wrote it

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
