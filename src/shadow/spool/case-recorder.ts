import type { Steps } from '../../../rollout/comparing/worklist.js';
import type { RequestContext } from '../../context.js';
import { inTurns } from '../probe/in-turns.js';
import type { CaseSpool, SpoolResult } from './case-spool.js';
import { makeCase, type CaseParts, type LegRecording } from './make-case.js';

/** Of cases whose two sides agree, one in so many is recorded. */
const AGREEING_ONE_IN = 50;

/** What recording needs of its process. */
export interface CaseRecorderParts extends CaseParts {
  readonly spool: CaseSpool;
  /** Monotonic ms. */
  readonly now: () => number;
}

/** Records requests so that they can be answered once more, elsewhere. */
export class CaseRecorder {
  /** Cases by what became of them. */
  readonly results = new Map<SpoolResult, number>();
  private readonly underWay = new Set<Promise<void>>();
  private agreeing = 0;

  constructor(private readonly parts: CaseRecorderParts) {}

  /** Takes a request whose sides were compared: all that differ, and some that agree. Resolves when it is recorded. */
  async compared(served: RequestContext, leg: LegRecording, agrees: boolean): Promise<void> {
    if (agrees && this.agreeing++ % AGREEING_ONE_IN > 0) return;
    await this.record(served, leg, Infinity);
  }

  /** Records a request within so long (ms), or counts it as late. Without `leg`: as it was served. Never rejects. */
  record(served: RequestContext, leg: LegRecording | null, mostMs: number): Promise<void> {
    const task = this.write(served, leg, this.parts.now() + mostMs)
      .catch((): SpoolResult => 'failed') // an answer too deep for JSON, for example
      .then((result) => void this.results.set(result, (this.results.get(result) ?? 0) + 1))
      .finally(() => this.underWay.delete(task));
    this.underWay.add(task);
    return task;
  }

  /** Resolves when nothing is being recorded. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Gives a full file its finished name. */
  async shipFull(): Promise<void> {
    await this.parts.spool.shipFull();
  }

  /** Ends what is being recorded, and finishes the file. */
  async stop(): Promise<void> {
    await this.settled();
    await this.parts.spool.close();
  }

  private async write(served: RequestContext, leg: LegRecording | null, until: number): Promise<SpoolResult> {
    const { spool, now } = this.parts;
    const steps = makeCase(served, leg, this.parts);
    const made = until === Infinity ? await inTurns(steps) : inOneGo(steps, () => now() <= until);
    if (typeof made === 'string') return made;
    const content = Buffer.from(JSON.stringify(made));
    if (now() > until) return 'late';
    const written = spool.append(content, () => now() <= until);
    return until === Infinity ? written : inTime(written, until - now());
  }
}

/** Does all steps while there is time. */
function inOneGo<T>(steps: Steps<T>, isInTime: () => boolean): T | 'late' {
  while (isInTime()) {
    const { done, value } = steps.next();
    if (done) return value;
  }
  return 'late';
}

/** A write that takes longer goes on by itself: what comes of it is whole or torn, and counts as late. */
async function inTime(written: Promise<SpoolResult>, ms: number): Promise<SpoolResult> {
  const late = Promise.withResolvers<SpoolResult>();
  const timer = setTimeout(() => late.resolve('late'), Math.max(0, ms));
  try {
    return await Promise.race([written, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
