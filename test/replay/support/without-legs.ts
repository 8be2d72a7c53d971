import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frame } from '../../../src/shadow/spool/frame.js';
import { casesIn } from '../../../src/shadow/spool/read-cases.js';

/** Copies the cases of a folder as a function would have recorded them: no other side was run. Returns how many there are. */
export function withoutLegs(from: string, to: string): number {
  mkdirSync(to);
  const cases = readdirSync(from).flatMap((name) => casesIn(readFileSync(join(from, name))).cases);
  const records = cases.map(({ recorded }) => frame(Buffer.from(JSON.stringify({ ...recorded, leg: null }))));
  writeFileSync(join(to, 'alone.cases'), Buffer.concat(records));
  return cases.length;
}
