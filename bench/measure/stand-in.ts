import type { Calls } from '../stand-in/serve.js';
import type { Running } from './processes.js';

/** How the stand-in delays its answers: all by `ms`, or log-normally around it (`sigma` of the underlying normal). */
export interface Delay {
  readonly ms: number;
  readonly sigma?: number;
}

/** The stand-in, as the suite sees it. */
export interface StandIn extends Running {
  /** Calls since it began, those that gateways make by themselves (plans, lists) left out. */
  calls(): Promise<number>;
  /** Sets the delay of all answers from now on. */
  delay(delay: Delay): Promise<void>;
}

/** Polled by gateways, whether or not anybody asks. */
const POLLED = /^\/(slots|algorithm\/scenes)\//;

/** Talks to a stand-in that runs. */
export function reachStandIn(running: Running): StandIn {
  const control = async (query: string): Promise<Calls> => {
    const answer = await fetch(`${running.url}/bench/${query}`);
    return (await answer.json()) as Calls;
  };
  return {
    ...running,
    async calls() {
      const { byPath } = await control('calls');
      return Object.entries(byPath)
        .filter(([path]) => !POLLED.test(path))
        .reduce((sum, [, times]) => sum + times, 0);
    },
    async delay({ ms, sigma = 0 }) {
      await control(`?delayMs=${ms}&sigma=${sigma}`);
    },
  };
}
