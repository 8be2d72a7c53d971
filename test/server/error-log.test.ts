import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Writable } from 'node:stream';
import { createErrorLog } from '../../src/observability/error-log.js';
import { createLogger } from '../../src/observability/logger.js';

/** A logger that keeps its lines. */
function recordLines(): { lines: string[]; logger: ReturnType<typeof createLogger> } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, logger: createLogger('info', stream) };
}

test('an outage writes at most 100 error lines a second, and says how many it left out', () => {
  let now = 0;
  const { lines, logger } = recordLines();
  const log = createErrorLog(logger, () => now);
  for (let n = 0; n < 250; n++) log(`e${n}`, new Error('down'));
  assert.equal(lines.length, 100);
  now = 1_000;
  log('next', new Error('still down'));
  assert.match(lines[100] ?? '', /"leftOut":150/);
  assert.match(lines[101] ?? '', /"errorId":"next"/);
});

test('a line is one line of less than 8 KiB, whatever the error holds', () => {
  const { lines, logger } = recordLines();
  const log = createErrorLog(logger, () => 0);
  log('a', new Error(`\n\u2028\u001b"${'\u732b'.repeat(50_000)}`));
  log('b', new Error('"\\'.repeat(50_000)));
  for (const line of lines) {
    assert.ok(Buffer.byteLength(line) < 8_192, `${Buffer.byteLength(line)} bytes`);
    assert.equal(line.trimEnd().split(/[\n\u2028]/).length, 1);
    JSON.parse(line);
  }
});
