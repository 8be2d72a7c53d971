import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXAMPLE = join(import.meta.dirname, '../../../rollout/rules.example.yaml');

/** How much is compared, as the example of the rules is changed. */
export type Shadowed = 'nothing' | 'as in the example' | 'all that bounds let through';

/** Every rule of the example shadows one request of a hundred. */
const CHANGES: Readonly<Record<Shadowed, readonly [from: string, to: string]>> = {
  nothing: ['mode: shadow', "mode: 'off'"],
  'as in the example': ['sampleBp: 100', 'sampleBp: 100'],
  'all that bounds let through': ['sampleBp: 100', 'sampleBp: 10000'],
};

/** Files of rules in a folder of their own. */
export interface RulesFiles {
  /** Path of the rules of the example that shadow so much. */
  of(shadowed: Shadowed): string;
  remove(): void;
}

/** Makes the folder. */
export function rulesFiles(): RulesFiles {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  const example = readFileSync(EXAMPLE, 'utf8');
  let files = 0;
  return {
    of(shadowed) {
      const [from, to] = CHANGES[shadowed];
      if (!example.includes(from)) throw new Error(`The example of the rules has no "${from}".`);
      const path = join(folder, `${(files += 1)}.yaml`);
      writeFileSync(path, example.replaceAll(from, to));
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
