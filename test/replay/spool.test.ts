import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { CaseSpool, type SpoolBounds } from '../../src/shadow/spool/case-spool.js';
import { MOST_RECORD_BYTES } from '../../src/shadow/spool/frame.js';

const HOUR_MS = 3_600_000;

describe('a spool of cases', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'vitrine-spool-')), 'cases');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  const opened = (bounds?: SpoolBounds) =>
    new CaseSpool({ folder, now: Date.now, instance: 'test', ...(bounds && { bounds }) });
  const names = (end: string) => readdirSync(folder).filter((name) => name.endsWith(end));

  it('drops a case that is too large', async () => {
    const spool = opened();
    assert.equal(await spool.append(Buffer.alloc(MOST_RECORD_BYTES + 1)), 'too-large');
    assert.equal(await spool.append(Buffer.alloc(MOST_RECORD_BYTES)), 'written');
    await spool.close();
  });

  it('gives a full file a finished name, once somebody asks', async () => {
    const spool = opened({ fileBytes: 100, files: 8 });
    await spool.append(Buffer.alloc(88));
    assert.equal(names('.open').length, 1);
    await spool.shipFull();
    assert.deepEqual([names('.open').length, names('.cases').length], [0, 1]);
  });

  it('begins another file when the next case does not fit', async () => {
    const spool = opened({ fileBytes: 150, files: 8 });
    for (let n = 0; n < 3; n++) assert.equal(await spool.append(Buffer.alloc(88)), 'written');
    assert.deepEqual([names('.open').length, names('.cases').length], [1, 2]);
    await spool.close();
    assert.deepEqual([names('.open').length, names('.cases').length], [0, 3]);
  });

  it('drops cases while nobody takes the finished files', async () => {
    const spool = opened({ fileBytes: 100, files: 2 });
    const results = [];
    for (let n = 0; n < 4; n++) results.push(await spool.append(Buffer.alloc(88)));
    assert.deepEqual(results, ['written', 'written', 'full', 'full']);
    await spool.close();
  });

  it('lets few cases wait, and skips one whose time is up before its turn', async () => {
    const spool = opened();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) => spool.append(Buffer.alloc(88), () => n !== 3)),
    );
    assert.deepEqual(
      results,
      [...'0123456789'].map((n) => (n === '3' ? 'late' : Number(n) < 8 ? 'written' : 'busy')),
    );
    await spool.close();
  });

  it('removes files that are older than 72 hours at its start, and no others', async () => {
    mkdirSync(folder);
    for (const [name, hours] of [
      ['a.cases', 73],
      ['b.open', 73],
      ['c.cases', 71],
      ['notes.txt', 99],
    ] as const) {
      writeFileSync(join(folder, name), 'x');
      const at = new Date(Date.now() - hours * HOUR_MS);
      utimesSync(join(folder, name), at, at);
    }
    const spool = opened();
    await spool.close();
    assert.deepEqual(readdirSync(folder).sort(), ['c.cases', 'notes.txt']);
  });

  it('finishes what killed processes have left, and takes no other one for killed', async () => {
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    mkdirSync(folder);
    const left = [`1000-${gone}-a-1`, `1000-${process.pid}-b-1`, 'of-another-form'];
    const written = `1000-${process.ppid}-c-1`;
    for (const name of [...left, written]) writeFileSync(join(folder, `${name}.open`), 'x');
    const spool = opened({ fileBytes: 100, files: 5 });
    assert.equal(await spool.append(Buffer.alloc(88)), 'written');
    assert.deepEqual(names('.cases').sort(), left.map((name) => `${name}.cases`).sort());
    assert.ok(names('.open').includes(`${written}.open`));
    await spool.close();
  });

  it('makes room when files grow too old while it runs', async () => {
    let now = Date.now();
    const bounds = { fileBytes: 100, files: 2 };
    const spool = new CaseSpool({ folder, now: () => now, instance: 'test', bounds });
    for (let n = 0; n < 2; n++) assert.equal(await spool.append(Buffer.alloc(88)), 'written');
    assert.equal(await spool.append(Buffer.alloc(88)), 'full');
    now += 73 * HOUR_MS;
    assert.equal(await spool.append(Buffer.alloc(88)), 'written');
    await spool.close();
  });

  it('tells that it cannot write, and throws nothing', async () => {
    writeFileSync(folder, 'a file in the place of the folder');
    assert.equal(await opened().append(Buffer.alloc(88)), 'failed');
  });
});
