import assert from 'node:assert/strict';
import { globalId } from '../../../schema/global-id.js';
import { videoId } from '../../support/records.js';
import type { Answer } from '../../support/gateway.js';

/** What a page shows, in order: `video 7`, `live 3`, `banner c-1`; numbers are indexes of default records. */
export const shown = ({ data }: Answer): string[] =>
  data.feed.edges.map(({ tracking: { args } }: { tracking: { args: Record<string, string> } }) => {
    const id = String(args['x_object_id']);
    return `${String(args['x_object_type'])} ${/^\d{12}$/.test(id) ? Number(id.slice(-9)) : id}`;
  });

/** `video 3` to `video 12`, as `shown` has them. */
export const videos = (from: number, to: number): string[] => numbers(from, to).map((n) => `video ${n}`);

/** Ids of videos `from` to `to`. */
export const videoIds = (from: number, to: number): string[] => numbers(from, to).map(videoId);

/** Global id of the n-th default video. */
export const videoGlobalId = (index: number): string => globalId('Video', videoId(index));

/** Asserts that a field was refused with a code, and that this is the only error. */
export function assertRefused({ data, errors }: Answer, code: string): void {
  assert.deepEqual(
    errors?.map(({ extensions }) => extensions['code']),
    [code],
  );
  assert.equal(data?.feed ?? null, null);
}

/** Asserts that the page is one of the packaged list, which is the next tier of a deployment without LEGACY and SNAPSHOT. */
export function assertNextTier({ data, errors }: Answer): void {
  assert.equal(errors, undefined);
  assert.equal(data.feed.serving.tier, 'BUILT_IN');
  assert.ok(data.feed.edges.length > 0);
  for (const { source, tracking } of data.feed.edges) {
    assert.equal(source, 'BUILT_IN');
    assert.equal(tracking.args.tier, 'BUILT_IN');
  }
}

/** Waits for something that happens after a response went out. */
export async function eventually(check: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  const endsAt = performance.now() + ms;
  while (!(await check())) {
    assert.ok(performance.now() < endsAt, 'it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
