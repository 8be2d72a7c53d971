import type { ExecutionResult } from 'graphql';
import { RecordingTape, type Tape } from '../../datasources/http/tape.js';
import { Sights } from '../../resolvers/arms/sights.js';
import type { ExecutedOperation } from '../server/options.js';
import { NotedPolled } from './spool/noted-polled.js';

/** What is remembered of one request while it is answered, so that another leg of it can be compared with it. */
export class RequestLog<T extends Tape = RecordingTape> {
  readonly sights: Sights;
  /** Session and page view ids that were made, in order. */
  readonly ids: string[] = [];
  /** Set once the operation has run. */
  operation: ExecutedOperation | undefined;
  /** What it came to, where whole answers are compared. */
  answer: ExecutionResult | undefined;

  /**
   * `toRepeat`: ids that are given out again before new ones are made; `polled`: set where the request is recorded;
   * `keepsAnswer`: whether the whole answer is remembered.
   */
  constructor(
    rules: readonly string[],
    readonly tape: T,
    private readonly toRepeat: string[] = [],
    readonly polled: NotedPolled | null = null,
    private readonly keepsAnswer = false,
  ) {
    this.sights = new Sights(rules);
  }

  /** Makes an id, and remembers it. */
  made(make: () => string): string {
    const id = this.toRepeat.shift() ?? make();
    this.ids.push(id);
    return id;
  }

  /** The operation has run. */
  ran(operation: ExecutedOperation, answer: ExecutionResult): void {
    this.operation = operation;
    if (this.keepsAnswer) this.answer = answer;
  }
}

/** For a request that is answered now; `isRecorded`: so that it can be answered once more elsewhere. */
export const newLog = (
  rules: readonly string[],
  { isRecorded, keepsAnswer }: { readonly isRecorded: boolean; readonly keepsAnswer: boolean },
): RequestLog =>
  new RequestLog(rules, new RecordingTape(), [], isRecorded ? new NotedPolled() : null, keepsAnswer);
