/**
 * Shows that the tests of mixing bite: seeds one fault at a time into a copy of the compiled code, runs the tests on it and
 * expects a failure. Writes the table to docs/mixing-faults.md; exits 1 if a fault survives. Needs a fresh build.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { run } from 'node:test';

import { type Fault, FAULTS } from './mixing-faults.js';

const PARALLEL = 2;
const ROOT = resolve(import.meta.dirname, '../..');
const REPORT = join(ROOT, 'docs/mixing-faults.md');

/** Copies what the tests of mixing need; modules are found through links to the project's own. */
function copyBuild(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mixing-fault-'));
  for (const folder of ['mixing', 'schema', 'test/mixing']) {
    cpSync(join(ROOT, 'dist', folder), join(copy, 'dist', folder), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  return copy;
}

/** The compiled file with the fault in it. Throws when the text to replace is not found exactly once. */
function faultyCode({ file, find, replace }: Fault): string {
  const parts = readFileSync(join(ROOT, 'dist/mixing', file), 'utf8').split(find);
  if (parts.length !== 2) throw new Error(`${file}: "${find}" is there ${parts.length - 1} times, not once`);
  return parts.join(replace);
}

/** What one run of the tests showed. */
interface Outcome {
  /** The first test that failed, with its file. */
  failure: string | null;
  /** Milliseconds each finished test file took. */
  durations: Map<string, number>;
}

/** Test files in the order they are run: properties first, which the faults are meant to prove; then the quickest. */
function testFiles(copy: string, durations: ReadonlyMap<string, number>): string[] {
  const names = readdirSync(join(copy, 'dist/test/mixing')).filter((name) => name.endsWith('.test.js'));
  const rank = (name: string): number =>
    (name.includes('.properties.') ? 0 : Number.MAX_SAFE_INTEGER / 2) + (durations.get(name) ?? 0);
  return names.sort((a, b) => rank(a) - rank(b)).map((name) => join(copy, 'dist/test/mixing', name));
}

/** Runs the tests on a copy until one fails. */
async function runTests(copy: string, known: ReadonlyMap<string, number>): Promise<Outcome> {
  const stop = new AbortController();
  const events = run({
    files: testFiles(copy, known),
    concurrency: 1,
    signal: stop.signal,
  });
  const failures: string[] = [];
  const durations = new Map<string, number>();
  events.on('test:pass', ({ file, details }) => {
    const name = basename(file ?? '');
    durations.set(name, (durations.get(name) ?? 0) + details.duration_ms);
  });
  events.on('test:fail', ({ name, file }) => {
    failures.push(`${basename(file ?? '', '.test.js')}: ${name}`);
    stop.abort();
  });
  // The stream must be read to its end for the events to come.
  events.resume();
  await new Promise((settle) => events.once('close', settle));
  if (failures.length + durations.size === 0) throw new Error('No test ran: build first');
  return { failure: failures[0] ?? null, durations };
}

async function judge(fault: Fault | null, known: Outcome['durations']): Promise<Outcome> {
  const copy = copyBuild();
  try {
    if (fault !== null) writeFileSync(join(copy, 'dist/mixing', fault.file), faultyCode(fault));
    return await runTests(copy, known);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function tableRow({ file, breaks }: Fault, caughtBy: string | null): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return `| ${file.replace('.js', '.ts')} | ${cell(breaks)} | ${cell(caughtBy ?? 'SURVIVED')} |`;
}

async function judgeAll(durations: Outcome['durations']): Promise<(string | null)[]> {
  const verdicts: (string | null)[] = [];
  const waiting = [...FAULTS.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, fault] = next;
      const { failure } = await judge(fault, durations);
      verdicts[index] = failure;
      console.log(tableRow(fault, failure));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return verdicts;
}

// A fault that no longer fits the code must be seen before minutes of work, not after.
FAULTS.forEach(faultyCode);
// Read by checkProperty in the tests: no shrinking, and coverage does not count as catching a fault.
process.env['MIXING_FAULT_RUN'] = '1';
const faultless = await judge(null, new Map());
if (faultless.failure !== null) throw new Error(`Fails without any fault: ${faultless.failure}`);
const verdicts = await judgeAll(faultless.durations);
const survivors = verdicts.filter((caughtBy) => caughtBy === null).length;
const rows = FAULTS.map((fault, index) => tableRow(fault, verdicts[index] ?? null));
writeFileSync(
  REPORT,
  [
    '# Seeded faults in mixing',
    '',
    'Written by `scripts/mutate-mixing.ts`: each fault is put alone into the compiled code, and the tests of mixing, properties first,',
    `must fail. ${FAULTS.length} faults, ${FAULTS.length - survivors} caught.`,
    '',
    '| File | What the fault breaks | First test that fails |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n'),
);
process.exitCode = survivors === 0 ? 0 : 1;
