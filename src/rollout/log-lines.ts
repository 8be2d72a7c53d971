import type { Ruling } from '../../rollout/decision/ruling.js';
import type { FuseAction, FuseRecord } from '../../rollout/guardrails/fuse-record.js';
import { shareOf } from './rollout-summary.js';

/** Fields of a log line, and its message. */
export type LogLine = readonly [fields: Readonly<Record<string, unknown>>, message: string];

const DECIMALS = 4;
const share = (value: number): number => Number(value.toFixed(DECIMALS));

/** What a fuse did. `now`: epoch ms; the record itself knows no time of day. */
export function fuseLine(record: FuseRecord, now: number): LogLine {
  const { rule, rulesVersion, action, offMs, overMs, control, treatment, difference, why } = record;
  const fields = {
    rule,
    rulesVersion,
    action,
    until: offMs === null ? null : new Date(now + offMs).toISOString(),
    overMs: Math.round(overMs),
    control,
    treatment,
    difference: { low: share(difference.low), high: share(difference.high) },
    why,
  };
  return [fields, `rollout fuse: treatment of ${rule} is ${FUSE_WORDS[action]}`];
}

const FUSE_WORDS: Readonly<Record<FuseAction, string>> = {
  trip: 'off for a while',
  hold: 'off until other rules are published',
  close: 'on again',
};

/** Rules that have come into force, or of which others are killed or fused. */
export function rulingLine({ version, rules }: Ruling): LogLine {
  const killed = rules.flatMap(({ rule, isKilled }) => (isKilled ? [rule.id] : []));
  const fused = rules.flatMap(({ rule, isFused }) => (isFused ? [rule.id] : []));
  const fields = { rules: rules.map(({ rule }) => shareOf(rule)), killed, fused };
  const except = killed.length === 0 ? '' : `, killed: ${killed.join(', ')}`;
  return [fields, `rollout rules ${version ?? 0} in force${except}`];
}
