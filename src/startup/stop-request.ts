/** The operator's wish to stop the process, as it arrives in signals. */
export interface StopRequest {
  /** Aborted by the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** Resolves when stopping has to be by force: a second signal, or the grace time is over. */
  forced: Promise<void>;
}

/** How patient stopping is. */
export interface StopPatience {
  /** Milliseconds between the first signal and the use of force. */
  graceMs: number;
  /** Signals closer together than this, in milliseconds, are one request: npm repeats the Ctrl-C that the terminal sends to all. */
  sameRequestMs: number;
}

/** Watches SIGINT and SIGTERM of this process. Meant to be called once, before anything that has to be stopped starts. */
export function watchStopSignals({ graceMs, sameRequestMs }: StopPatience): StopRequest {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let firstAt: number | null = null;
  const onSignal = () => {
    const now = performance.now();
    if (firstAt === null) {
      firstAt = now;
      setTimeout(resolve, graceMs, undefined).unref();
      controller.abort();
    } else if (now - firstAt >= sameRequestMs) {
      resolve(undefined);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return { signal: controller.signal, forced: promise };
}
