import type { CallParts, RecordedEnd } from '../../../datasources/http/recording.js';
import type { DecisionReason } from '../../../rollout/decision/decide.js';
import type { Side } from '../../../rollout/rules/rule.types.js';
import type { Client } from '../../../resolvers/gateway-context.js';
import type { PolledFacts } from './noted-polled.js';

/** Stands in every case: a reader of another format leaves it alone. */
export const CASE_FORMAT = 'vitrine-case/1';

/** One upstream call with what it came to. Ids of viewers and devices are keyed hashes wherever they stand. */
export type RecordedExchange = readonly [call: CallParts, end: RecordedEnd];

/** The side that one rule gave the request, with as much of the rule as repeating it takes. */
export interface RecordedArm {
  readonly rule: string;
  readonly salt: string;
  readonly coordinates: readonly string[];
  readonly control: string;
  readonly treatment: string;
  readonly ranked: 'same' | 'different';
  readonly side: Side;
  readonly reason: DecisionReason;
  /** See Decision. */
  readonly isMoved: boolean;
}

/** The other side of one rule, as far as it was run beside the answer. */
export interface RecordedLeg {
  readonly rule: string;
  /** What it asked beyond the served side. */
  readonly exchanges: readonly RecordedExchange[];
}

/** Settings of the gateway that shape answers. */
export interface RecordedSettings {
  readonly videoPageUrl: string;
  readonly mediaHosts: readonly string[] | null;
  readonly localMediaOrigin: string | null;
}

/** One request with everything that answering it once more takes. Plain JSON. */
export interface RecordedCase {
  readonly format: typeof CASE_FORMAT;
  /** Of the gateway that recorded it. */
  readonly version: string;
  readonly settings: RecordedSettings;
  /** Name of the operation if it is registered, else its hash. */
  readonly label: string;
  readonly document: string;
  readonly operationName: string | null;
  /** Cursors of feeds are signed anew, with the key of replays. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly client: Client;
  /** Keyed hashes. */
  readonly viewerId: string | null;
  readonly deviceId: string | null;
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  /** Session and page view ids that were made, in order. */
  readonly ids: readonly string[];
  /** Null: no rules were ever read. */
  readonly rulesVersion: number | null;
  readonly arms: readonly RecordedArm[];
  readonly polled: PolledFacts;
  readonly exchanges: readonly RecordedExchange[];
  /** Null: none was run, as in functions. */
  readonly leg: RecordedLeg | null;
}
