import { anonymousHops, viewerHops, type Budget } from './budgets.js';
import { callsIn } from './calls-of-request.js';

const HEAD = `# Call budgets

What one request asks of its upstreams, exactly: calls, ids of each call of a batch, and hops that wait for each other.
The table is written from \`test/calls/support/budgets.ts\`, which the tests beside it hold to real HTTP calls; after a
change of a row, run \`npm run build && UPDATE_CALL_BUDGETS=1 npx node --test dist/test/calls/document.test.js\`.

- *Calls* are those an answer waits for; *Anonymous*: without the ones in italics, which are made for viewers with an id only.
- \`23+22\` is a batch above the limit of its service, sent as two calls at the same time.
- Scenes, slot plans, the emergency list and hot lists are read from memory: no request calls for them.
- Feeds of \`home\` are videos alone; to \`related\` the algorithm adds a live room; in \`channel\` slots place a video, a
  banner and a live room. Every video has three products.
- A failed upstream adds no call.

`;

const COLUMNS = [
  'Operation',
  'Asks for',
  'Calls',
  'Anonymous',
  'Hop 1',
  'Hop 2',
  'Hop 3',
  'After the answer',
];

/** The Markdown page of the budgets. */
export function budgetDocument(budgets: readonly Budget[]): string {
  const rows = [COLUMNS, COLUMNS.map(() => '---'), ...budgets.map(rowOf)];
  return `${HEAD}${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function rowOf(budget: Budget): string[] {
  const hop = (index: number) => (budget.hops[index] ?? []).map(cellOf).join('<br>');
  return [
    `\`${budget.operation}\``,
    budget.asks,
    String(total(viewerHops(budget))),
    String(total(anonymousHops(budget))),
    hop(0),
    hop(1),
    hop(2),
    budget.after.join('<br>'),
  ];
}

const cellOf = (call: Budget['hops'][number][number]): string =>
  typeof call === 'string' ? call : `*${call.forViewer}*`;

/** Calls that an answer waits for. */
const total = (hops: readonly (readonly string[])[]): number =>
  hops.flat().reduce((sum, line) => sum + callsIn(line), 0);
