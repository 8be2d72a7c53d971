import type { Fault, ListenerMode } from './fault.js';
import { wholeServiceMode } from './fault.js';

/** A call, as far as faults look at it. */
export interface FaultTarget {
  readonly path: string;
  readonly ids: readonly string[];
}

/** A fault that hits one call. */
export interface StruckFault {
  readonly fault: Fault;
  /** Milliseconds since the fault was set. */
  readonly ageMs: number;
}

interface Armed {
  readonly fault: Fault;
  readonly armedAt: number;
  matched: number;
}

/** Rounding guard: 0.29 * 100 must count as 29. */
const EPSILON = 1e-9;

/** Faults of one service, with their counters. Durations use the monotonic clock. */
export class FaultBoard {
  private armed: readonly Armed[] = [];

  /** Replaces all faults; counters start at zero. */
  arm(faults: readonly Fault[]): void {
    const armedAt = performance.now();
    this.armed = faults.map((fault) => ({ fault, armedAt, matched: 0 }));
  }

  /** Faults that have not ended, in the order they were set. */
  list(): Fault[] {
    return this.live().map(({ fault }) => fault);
  }

  /** Counts a call and returns the first fault that hits it; null for none. */
  strike(target: FaultTarget): StruckFault | null {
    for (const armed of this.live()) {
      if (!matches(armed.fault, target)) continue;
      armed.matched += 1;
      if (wholeServiceMode(armed.fault.kind) === null && isDue(armed)) {
        return { fault: armed.fault, ageMs: performance.now() - armed.armedAt };
      }
    }
    return null;
  }

  /** State the listener should be in: the first fault of the whole service that is due decides. */
  mode(): ListenerMode {
    const due = this.live().find(({ fault, matched }) => {
      return wholeServiceMode(fault.kind) !== null && matched >= (fault.afterCalls ?? 0);
    });
    return due ? (wholeServiceMode(due.fault.kind) ?? 'open') : 'open';
  }

  /** Milliseconds until the next fault ends by itself; null when none does. */
  nextEndMs(): number | null {
    const ends = this.live().flatMap(({ fault, armedAt }) =>
      fault.forMs === undefined ? [] : [armedAt + fault.forMs],
    );
    return ends.length === 0 ? null : Math.max(0, Math.min(...ends) - performance.now());
  }

  private live(): readonly Armed[] {
    const now = performance.now();
    return this.armed.filter(({ fault, armedAt }) => now - armedAt < (fault.forMs ?? Infinity));
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  if (wholeServiceMode(fault.kind) !== null) return true;
  if (fault.path !== undefined && !target.path.startsWith(fault.path)) return false;
  return fault.ids === undefined || fault.ids.some((id) => target.ids.includes(id));
}

function isDue({ fault, matched }: Armed): boolean {
  const call = matched - (fault.afterCalls ?? 0);
  if (call < 1) return false;
  const rate = fault.rate ?? 1;
  return Math.floor(call * rate + EPSILON) > Math.floor((call - 1) * rate + EPSILON);
}
