import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const PROGRAM = 'examples/java/CheckVectors.java';
const VECTORS = 'rollout/vectors.json';
/** A file of source is compiled before it is run, which a mere runtime cannot do. */
const HAS_JDK = /^jdk\.compiler@(1[7-9]|[2-9]\d)/m.test(String(spawnSync('java', ['--list-modules']).stdout));

interface Ran {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

const check = (path: string): Promise<Ran> =>
  new Promise((resolve) =>
    execFile('java', [PROGRAM, path], (error, out, err) => resolve({ code: error?.code ?? 0, out, err })),
  );

describe(
  'the vectors in Java',
  { skip: HAS_JDK ? false : 'there is no JDK 17 or later', concurrency: 2 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-vectors-'));
    after(() => rmSync(folder, { recursive: true }));

    it('hold, every one of them', async () => {
      const { hashes, buckets, arms } = JSON.parse(readFileSync(VECTORS, 'utf8')) as Record<
        string,
        unknown[]
      >;
      const { code, out, err } = await check(VECTORS);
      assert.equal(code, 0, err);
      const all = `${hashes?.length} hashes, ${buckets?.length} buckets, ${arms?.length} arms: all hold`;
      assert.equal(out.trim(), all);
    });

    it('do not hold when one of each kind is damaged', async () => {
      const damaged = join(folder, 'damaged.json');
      writeFileSync(
        damaged,
        readFileSync(VECTORS, 'utf8')
          .replace('"hash": "283e0130"', '"hash": "283e0131"')
          .replace('"bucket": 7624', '"bucket": 7625')
          .replace(/"treated": true(?![^]*"treated": true)/, '"treated": false'),
      );
      const { code, out, err } = await check(damaged);
      assert.equal(code, 1, err);
      assert.match(out, /3 do not hold/);
      assert.match(err, /the hash is 283e0130/);
      assert.match(err, /the bucket is 7624/);
      assert.match(err, /treated is true/);
    });
  },
);
