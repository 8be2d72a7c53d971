import { readdirSync, readFileSync } from 'node:fs';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { readDeclared } from '../../src/explain/declared.js';
import { explainOperation } from '../../src/explain/explain-operation.js';
import type { ByViewer, Explanation } from '../../src/explain/explanation.types.js';
import { PlanIndex } from '../../src/explain/plan-index.js';
import { readOperation } from '../../src/explain/read-operation.js';
import { renderTree } from '../../src/explain/render-tree.js';
import { PAGE_DEADLINE_MS } from './options.js';

const OPERATIONS = new URL('../../../test/operations/', import.meta.url);

/** The committed page. */
export const EXPLAINED_PAGE = new URL('../../../docs/operations-explained.md', import.meta.url);

const HEAD = `# Operations, explained

*Written from \`test/operations/*.graphql\` and the declarations in \`resolvers/\` by \`npm run explain -- --all\`; what it says
is held to real HTTP calls by \`test/explain/prediction.test.ts\`. How to read it: [explain](explain.md).*

Without variables: one id, or 50 where a list of them is taken; pages of the size that is usual. \`7 / 5\` is for clients with a
viewer id / without any id. *At worst* is the one upstream whose failure costs most, then everything at once.

`;

const COLUMNS = ['Operation', 'Calls', 'Hops', 'Time', 'At worst', 'Caches', 'Privacy'];

interface Page {
  readonly file: string;
  readonly explanation: Explanation;
}

/** The Markdown page of all committed operations: a table, and the tree of each. */
export async function explainedPage(): Promise<string> {
  const [schema, declared] = await Promise.all([buildGatewaySchema(), readDeclared()]);
  const plans = new PlanIndex(declared);
  const pages = readdirSync(OPERATIONS)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file): Page => {
      const read = readOperation(schema, readFileSync(new URL(file, OPERATIONS), 'utf8'), undefined);
      const request = { ...read, schema, plans, variables: {}, deadlineMs: PAGE_DEADLINE_MS };
      return { file: file.replace('.graphql', ''), explanation: explainOperation(request) };
    });
  const rows = [COLUMNS, COLUMNS.map(() => '---'), ...pages.map(rowOf)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const trees = pages.map(
    ({ file, explanation }) => `## ${file}\n\n\`\`\`text\n${renderTree(explanation)}\`\`\`\n`,
  );
  return `${HEAD}${table}\n\n${trees.join('\n')}`;
}

function rowOf({ file, explanation }: Page): string[] {
  const { calls, sequentialHops, budget, worstCase, cacheControl, privacy } = explanation;
  const { outages, everything } = worstCase;
  const [worst] = outages;
  return [
    `[\`${file}\`](#${file})`,
    both(calls),
    both(sequentialHops),
    `${budget.sumMs} ms`,
    worst ? `${worst.calls} without ${worst.upstream}; ${everything.calls}` : '0',
    both(cacheControl),
    privacy.scope,
  ];
}

const both = <T>({ viewer, anonymous }: ByViewer<T>): string =>
  viewer === anonymous ? String(viewer) : `${String(viewer)} / ${String(anonymous)}`;
