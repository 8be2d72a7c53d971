import type { Ruling } from '../../rollout/decision/ruling.js';
import type { FuseAction, FuseRecord } from '../../rollout/guardrails/fuse-record.js';
import { killedRules, type KillTrouble } from './kill-trouble.js';
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
export function rulingLine(ruling: Ruling): LogLine {
  const { version, rules } = ruling;
  const killed = killedRules(ruling);
  const fused = rules.flatMap(({ rule, isFused }) => (isFused ? [rule.id] : []));
  const fields = { rules: rules.map(({ rule }) => shareOf(rule)), killed, fused };
  const except = killed.length === 0 ? '' : `, killed: ${killed.join(', ')}`;
  return [fields, `rollout rules ${version ?? 0} in force${except}`];
}

/** What may keep the kill list from doing what somebody wanted of it, beside what there is to kill. */
export function killTroubleLine(trouble: KillTrouble, ruling: Ruling): LogLine {
  const { version, rules } = ruling;
  const ids = version === null ? [] : rules.map(({ rule }) => rule.id);
  return [
    { ...trouble, killed: killedRules(ruling), rules: ids },
    trouble.unread === null ? KILL_UNCLEAR : KILL_UNREAD,
  ];
}

const KILL_UNCLEAR =
  'the kill list has words that kill nothing, or lines that are unclear: write one id of `rules` per line, `*` for all, `#` before comments';
const KILL_UNREAD =
  'the kill list cannot be read: what it killed stays killed and a new kill may not arrive; mend its place, or publish bp 0';
