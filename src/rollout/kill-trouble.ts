import { idsOfNone } from '../../rollout/live/kill-list.js';
import type { KillState } from '../../rollout/live/kill-switch.js';
import type { Ruling } from '../../rollout/decision/ruling.js';

/** What may keep the kill list from doing what somebody wanted of it. */
export interface KillTrouble {
  /** Why it could not be read for more than ten seconds; null: it was. */
  readonly unread: string | null;
  /** Lines that are more, or other, than ids; cut. */
  readonly unclear: readonly string[];
  /** Ids that no rule in force has; none while there are no rules. */
  readonly unknown: readonly string[];
}

/** Compares the list with the rules in force. */
export const killTrouble = (state: KillState, { version, rules }: Ruling): KillTrouble => ({
  unread: state.alarm ? state.failure : null,
  unclear: state.unclear,
  unknown:
    version === null
      ? []
      : idsOfNone(
          state,
          rules.map(({ rule }) => rule.id),
        ),
});

/** Rules in force that somebody has stopped. While none were read, all is on control and nothing is left to stop. */
export const killedRules = ({ version, rules }: Ruling): readonly string[] =>
  version === null ? [] : rules.filter(({ isKilled }) => isKilled).map(({ rule }) => rule.id);

/** Lines and ids of a log line. */
const MOST_TOLD = 10;

/** Tells about trouble when it changes, cut to what a log line holds. */
export class KillTroubleTeller {
  private told = '';

  constructor(private readonly onTrouble: (trouble: KillTrouble) => void) {}

  /** Takes in how it is now. */
  note({ unread, unclear, unknown }: KillTrouble): void {
    const trouble = {
      unread,
      unclear: unclear.slice(0, MOST_TOLD),
      unknown: unknown.slice(0, MOST_TOLD),
    };
    const text = JSON.stringify(trouble);
    if (text === this.told) return;
    this.told = text;
    if (unread !== null || unclear.length > 0 || unknown.length > 0) this.onTrouble(trouble);
  }
}
