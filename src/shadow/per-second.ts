/** Counts what begins in each second, by rule. */
export class PerSecond {
  private readonly seconds = new Map<string, { at: number; begun: number }>();

  /** `now`: monotonic ms. */
  constructor(private readonly now: () => number) {}

  /** Whether one more may begin. */
  hasRoom(ruleId: string, most: number): boolean {
    const second = this.current(ruleId);
    return !second || second.begun < most;
  }

  /** One begins. */
  count(ruleId: string): void {
    const second = this.current(ruleId);
    if (second) second.begun += 1;
    else this.seconds.set(ruleId, { at: this.now(), begun: 1 });
  }

  private current(ruleId: string): { at: number; begun: number } | undefined {
    const second = this.seconds.get(ruleId);
    return second && this.now() - second.at < 1_000 ? second : undefined;
  }
}
