import { believable } from '../parsing/as-of.js';
import { isRecord } from '../parsing/json.js';
import { isId } from '../parsing/record-reader.js';
import { Poller, type PollingOptions } from '../polling/poller.js';

const EVERY_MS = 60_000;
const MAX_AGE_MS = 24 * 3_600_000;
const MAX_ITEMS = 100;

interface HotList {
  readonly generatedAt: number;
  readonly keys: readonly string[];
}

/** What requests read of the store. */
export type HotListReader = Pick<HotListStore, 'keys'>;

/** Popular videos of each scene, polled into memory; they fill pages that are too short. */
export class HotListStore {
  private readonly lists = new Map<string, HotList>();
  private readonly pollers = new Map<string, Poller>();

  constructor(
    /** Base URL of ALGORITHM. */
    private readonly url: string,
    private readonly options: PollingOptions,
  ) {}

  /** Keeps the list of a scene fresh from now on; resolves when it was tried once. */
  async watch(sceneId: string): Promise<void> {
    if (this.pollers.has(sceneId)) return;
    const poller = new Poller(
      {
        upstream: 'ALGORITHM',
        operation: 'ALGORITHM.hot',
        url: `${this.url}/scenes/${sceneId}/hot`,
        everyMs: EVERY_MS,
        accept: (json) => this.lists.set(sceneId, parseHotList(json, this.options.now())),
      },
      this.options,
    );
    this.pollers.set(sceneId, poller);
    await poller.start();
  }

  /** Ends that; for a scene that is no more. */
  forget(sceneId: string): void {
    void this.pollers.get(sceneId)?.stop();
    this.pollers.delete(sceneId);
    this.lists.delete(sceneId);
  }

  /** Content keys, most popular first; empty when there is no list or it is older than a day. */
  keys(sceneId: string, now: number): readonly string[] {
    const list = this.lists.get(sceneId);
    return list && now - list.generatedAt <= MAX_AGE_MS ? list.keys : [];
  }

  /** Ends polling. */
  async stop(): Promise<void> {
    await Promise.all([...this.pollers.values()].map((poller) => poller.stop()));
  }
}

function parseHotList(json: unknown, now: number): HotList {
  if (!isRecord(json) || !Array.isArray(json['items']) || !Number.isSafeInteger(json['generatedAt']))
    throw new Error('no hot list');
  const items = json['items'] as unknown[];
  const keys = items.flatMap((item) =>
    isRecord(item) && item['contentType'] === 'shortvideo' && isId(item['contentId'])
      ? `VIDEO:${item['contentId']}`
      : [],
  );
  const generatedAt = believable(json['generatedAt'] as number, now);
  return { generatedAt, keys: keys.slice(0, MAX_ITEMS) };
}
