import { evaluate } from './evaluate.js';
import type { BenchRecord } from './record.js';
import { claimTable, figureTable, markdownTable } from './tables.js';

const HEAD = `# Results of the benchmark

Printed from the raw samples in this folder by \`npm run bench\`. How they are measured, and what the columns mean, stands in
[docs/benchmarking.md](../../docs/benchmarking.md). Ratios are taken round by round; numbers of different scenarios, days or
machines cannot be compared.
`;

const NOTHING = 'Nothing has been measured yet.\n';
const TAILCALL =
  'Tailcall is `@tailcallhq/core-linux-x64-gnu@1.0.0`, the newest build on npm that runs with glibc 2.36.\n';

/** The report about some scenarios, in Markdown. It says nothing that is not in their records. */
export function renderMarkdown(records: readonly BenchRecord[], chart: string | null): string {
  const image = chart === null ? [] : [`![CPU per answer](${chart})\n`];
  const sections = records.length > 0 ? records.map(section) : [NOTHING];
  return [HEAD, ...image, ...sections].join('\n');
}

function section(record: BenchRecord): string {
  const { scenario, entrants, notes, amounts, surroundings, startedAt, command } = record;
  const evaluation = evaluate(record);
  const { flaws } = evaluation;
  const versions = Object.entries(surroundings.versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `## ${scenario.id}. ${scenario.title}\n`,
    `${scenario.about}\n`,
    ...flaws.map((flaw) => `> **Void.** ${flaw}\n`),
    `${markdownTable(claimTable(evaluation), 1)}\n`,
    `${markdownTable(figureTable(record, evaluation.rows), 2)}\n`,
    ...notes.map((note) => `${note}\n`),
    ...(entrants.some(({ name }) => name.startsWith('tailcall')) ? [TAILCALL] : []),
    `${markdownTable([['Server', 'Configuration', 'Started as'], ...entrants.map((one) => [one.title, one.configuration, `\`${one.command}\``])], 3)}\n`,
    `${amounts.rounds} rounds of ${amounts.seconds} s for each server. ${startedAt.slice(0, 10)}, commit ` +
      `\`${surroundings.commit}\`, ${surroundings.cpu}, ${surroundings.cores} cores, ${surroundings.memoryGb} GB, Linux ` +
      `${surroundings.kernel}${surroundings.pinned ? '' : ', **processes not kept on their cores**'}; ${versions.join(', ')}.\n`,
    `Reproduced by \`${command}\`.\n`,
  ];
  return lines.join('\n');
}
