/** The time of a drill, in ms; tests may run it on their own. */
export interface Clock {
  /** Monotonic. */
  now(): number;
  /** Rejects with an AbortError when the signal ends it. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
