import type { ExecutionResult } from 'graphql';
import type { SourceAccess } from '../../datasources/connections.js';
import { RecordingTape, type Tape } from '../../datasources/http/tape.js';
import { Sights } from '../../resolvers/arms/sights.js';
import type { FeedSettings } from '../../resolvers/gateway-context.js';
import type { Watching } from '../rollout/rollout.js';
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

  /** The feed's settings with ids that are remembered: they are the same in every leg of a request. */
  idsOf(feed: FeedSettings): FeedSettings {
    const made = (make: () => string): string => {
      const id = this.toRepeat.shift() ?? make();
      this.ids.push(id);
      return id;
    };
    return {
      ...feed,
      newSessionId: () => made(feed.newSessionId),
      newPvid: () => made(feed.newPvid),
    };
  }

  /** A request that is recorded asks for itself: what others asked for would not be on its tape. */
  sourcesOf(access: SourceAccess): SourceAccess {
    if (!this.polled) return access;
    return this.polled.over({ ...access, shared: null, stores: { ...access.stores, servesFresh: false } });
  }

  /** The operation has run. */
  ran(operation: ExecutedOperation, answer: ExecutionResult): void {
    this.operation = operation;
    if (this.keepsAnswer) this.answer = answer;
  }
}

/** For a request that is answered now. */
export function newLog({ rules, isRecorded, keepsAnswer }: Watching): RequestLog {
  const ids = rules.map(({ id }) => id);
  return new RequestLog(ids, new RecordingTape(), [], isRecorded ? new NotedPolled() : null, keepsAnswer);
}
