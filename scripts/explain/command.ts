import { readFile, writeFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { readDeclared } from '../../src/explain/declared.js';
import { explainOperation } from '../../src/explain/explain-operation.js';
import { PlanIndex } from '../../src/explain/plan-index.js';
import { readOperation } from '../../src/explain/read-operation.js';
import { renderTree } from '../../src/explain/render-tree.js';
import { Unexplainable } from '../../src/explain/unexplainable.js';
import { runCommand, type Output } from '../shared/run-command.js';
import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';
import { readOptions, USAGE, type ExplainOptions, type OneOperation } from './options.js';
import { EXPLAINED_PAGE, explainedPage } from './page.js';

const FILE_REMEDY = 'Give the path of a file, for example test/operations/feed-full.graphql.';

/** Carries out one command line; resolves to the exit code. */
export function runExplain(args: readonly string[], output: Output): Promise<number> {
  const carryOut = async (options: ExplainOptions): Promise<number> => {
    if ('all' in options) return writePage(options.check, output.err);
    output.out(await explained(options));
    return 0;
  };
  return runCommand(args, output, { usage: USAGE, readOptions, carryOut, refused: 2 });
}

async function explained({ file, variables, operation, deadlineMs, json }: OneOperation): Promise<string> {
  const text = await textOf(file, FILE_REMEDY);
  const given = variables === undefined ? {} : await variablesOf(variables);
  const [schema, declared] = await Promise.all([buildGatewaySchema(), readDeclared()]);
  const plans = new PlanIndex(declared);
  try {
    const read = readOperation(schema, text, operation);
    const explanation = explainOperation({ ...read, schema, plans, variables: given, deadlineMs });
    return json ? `${JSON.stringify(explanation, null, 2)}\n` : renderTree(explanation);
  } catch (error) {
    if (error instanceof Unexplainable) throw new UsageError(error.message, error.remedy);
    if (!(error instanceof GraphQLError)) throw error;
    throw new UsageError(error.message, 'Correct the variables, or leave them out to have them assumed.');
  }
}

async function variablesOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const remedy = 'Give an object of variables, for example {"sceneId":"home"}.';
  const text = await textOf(file, FILE_REMEDY);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${String(error)}.`, remedy);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} holds no object.`, remedy);
  return value as Readonly<Record<string, unknown>>;
}

async function writePage(check: boolean, err: Output['err']): Promise<number> {
  const text = await explainedPage();
  if (!check) {
    await writeFile(EXPLAINED_PAGE, text);
    return 0;
  }
  const committed = await readFile(EXPLAINED_PAGE, 'utf8').catch(() => '');
  if (committed === text) return 0;
  err('docs/operations-explained.md is stale.\nRemedy: npm run explain -- --all\n');
  return 1;
}
