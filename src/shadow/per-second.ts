/** Counts what begins, by rule: so many a second. A fraction holds on average: of 0.1 one begins in ten seconds, of 0 none. */
export class PerSecond {
  private readonly windows = new Map<string, { since: number; begun: number }>();

  /** `now`: monotonic ms. */
  constructor(private readonly now: () => number) {}

  /** Whether one more may begin. */
  hasRoom(ruleId: string, perSecond: number): boolean {
    if (perSecond <= 0) return false;
    const window = this.current(ruleId, perSecond);
    return !window || window.begun < Math.ceil(perSecond);
  }

  /** One begins. */
  count(ruleId: string, perSecond: number): void {
    const window = this.current(ruleId, perSecond);
    if (window) window.begun += 1;
    else this.windows.set(ruleId, { since: this.now(), begun: 1 });
  }

  /** As long as a whole number takes. */
  private current(ruleId: string, perSecond: number): { begun: number } | undefined {
    const window = this.windows.get(ruleId);
    const ms = (Math.ceil(perSecond) / perSecond) * 1_000;
    return window && this.now() - window.since < ms ? window : undefined;
  }
}
