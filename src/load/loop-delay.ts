import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const WINDOW_MS = 2_000;

/** How late the event loop is. */
export interface LoopDelay {
  /** The 99th percentile of the last while, in ms. */
  p99(): number;
  stop(): void;
}

/** For a process that serves nobody but itself: it may be as late as it is. */
export const NEVER_LATE: LoopDelay = { p99: () => 0, stop: () => undefined };

/** Watches the event loop of this process; read when it is asked for, so that an idle process does nothing. */
export function watchLoop(monotonicNow: () => number): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let readAt = monotonicNow();
  let p99 = 0;
  return {
    p99() {
      const now = monotonicNow();
      if (now - readAt >= WINDOW_MS) {
        p99 = Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION_MS); // a punctual loop measures the resolution
        histogram.reset();
        readAt = now;
      }
      return p99;
    },
    stop: () => void histogram.disable(),
  };
}
