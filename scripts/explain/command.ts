import { readFile, writeFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { readDeclared } from '../../src/explain/declared.js';
import { explainOperation } from '../../src/explain/explain-operation.js';
import { PlanIndex } from '../../src/explain/plan-index.js';
import { readOperation } from '../../src/explain/read-operation.js';
import { renderTree } from '../../src/explain/render-tree.js';
import { Unexplainable } from '../../src/explain/unexplainable.js';
import { readOptions, USAGE, type OneOperation } from './options.js';
import { EXPLAINED_PAGE, explainedPage } from './page.js';

/** Where the command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the command line; resolves to the exit code. */
export async function runExplain(args: readonly string[], { out, err }: Output): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === null) out(`${USAGE}\n`);
    else if ('all' in options) return await writePage(options.check, err);
    else out(await explained(options));
    return 0;
  } catch (error) {
    if (!(error instanceof Unexplainable)) throw error;
    err(`${error.message}\nRemedy: ${error.remedy}\n`);
    return 2;
  }
}

async function explained({ file, variables, operation, deadlineMs, json }: OneOperation): Promise<string> {
  const text = await textOf(file);
  const given = variables === undefined ? {} : await variablesOf(variables);
  const [schema, declared] = await Promise.all([buildGatewaySchema(), readDeclared()]);
  const read = readOperation(schema, text, operation);
  const plans = new PlanIndex(declared);
  try {
    const explanation = explainOperation({ ...read, schema, plans, variables: given, deadlineMs });
    return json ? `${JSON.stringify(explanation, null, 2)}\n` : renderTree(explanation);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Unexplainable(error.message, 'Correct the variables, or leave them out to have them assumed.');
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new Unexplainable(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`,
      'Give the path of a file, for example test/operations/feed-full.graphql.',
    );
  }
}

async function variablesOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const remedy = 'Give an object of variables, for example {"sceneId":"home"}.';
  const text = await textOf(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Unexplainable(`${file} is no JSON: ${String(error)}.`, remedy);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unexplainable(`${file} holds no object.`, remedy);
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
