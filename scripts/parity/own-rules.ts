import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument, isMap, isSeq } from 'yaml';

const EXAMPLE = join(import.meta.dirname, '../../../rollout/rules.example.yaml');

/** Everything is compared, and much of it twice: a sandbox has nobody to spare. */
const SHADOW = { sampleBp: 10_000, maxRps: 1_000, maxConcurrent: 4, aaBp: 1_000 };

/** The rules of the example as a file of their own, with every request compared. */
export interface OwnRules {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes them, and beside them what is accepted: a copy of the file `ignore`. */
export async function writeOwnRules(ignore: string): Promise<OwnRules> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-parity-'));
  const rules = parseDocument(await readFile(EXAMPLE, 'utf8'));
  const list = rules.get('rules');
  for (const rule of isSeq(list) ? list.items : [])
    if (isMap(rule) && isMap(rule.get('shadow')))
      for (const [key, value] of Object.entries(SHADOW)) rule.setIn(['shadow', key], value);
  const path = join(folder, 'rules.yaml');
  await writeFile(path, rules.toString());
  await copyFile(ignore, join(folder, 'ignore.yaml'));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
