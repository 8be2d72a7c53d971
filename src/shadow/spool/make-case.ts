import { print } from 'graphql';
import { RecordingTape, type CallParts, type Recording } from '../../../datasources/http/tape.js';
import type { RequestContext } from '../../context.js';
import { viewerOf } from '../../request-headers.js';
import type { KeyedWords } from './keyed-words.js';
import { mapTexts } from './map-texts.js';
import { CASE_FORMAT, type RecordedArm, type RecordedCase, type RecordedExchange } from './recorded-case.js';
import { replayCursor } from './replay-cursors.js';
import { Veil } from './veil.js';

/** What the other side of a rule asked beyond the served one. */
export interface LegRecording {
  readonly ruleId: string;
  readonly added: Recording;
}

/** The case of a request that was answered; null while nothing of it has run. */
export function makeCase(
  served: RequestContext,
  leg: LegRecording | null,
  { words, version }: { readonly words: KeyedWords; readonly version: string },
): RecordedCase | null {
  const { log, now, client, feed, facts } = served;
  if (!log?.operation || !log.polled || !(log.tape instanceof RecordingTape)) return null;
  const { label, document, operationName, variables } = log.operation;
  const viewer = viewerOf(facts.headers, () => undefined);
  const veil = new Veil(viewer, words);
  const text = (value: string): string =>
    replayCursor(value, viewer, feed.cursorKeys, veil) ?? veil.known(value);
  const exchanges = exchangesOf(log.tape.recording, veil);
  const added = leg && exchangesOf(leg.added, veil);
  return {
    format: CASE_FORMAT,
    version,
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
    polled: veil.published(log.polled.facts()), // once the crowds are known
    exchanges,
    leg: leg && added && { rule: leg.ruleId, exchanges: added },
  };
}

const exchangesOf = (recording: Recording, veil: Veil): readonly RecordedExchange[] =>
  [...recording].map(([key, end]) => veil.exchange(JSON.parse(key) as CallParts, end)); // as callKey wrote it

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
