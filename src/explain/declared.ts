import { globSync } from 'node:fs';
import type { Arms } from '../../datasources/chain/arms.js';
import type { ChainShape, ViewShape } from '../../datasources/chain/declaration-rules.js';
import type {
  ComposedField,
  ConsistentFields,
  PlacedRecord,
  PolledField,
  TieredList,
} from '../../datasources/chain/list-declarations.js';
import type { FieldPlan, ListPlan } from '../../resolvers/plans.js';

/** Everything that says where values come from, by kind. The types of records do not matter to those who walk it. */
export interface Declared {
  readonly chains: readonly ChainShape[];
  readonly views: readonly ViewShape[];
  readonly placed: readonly PlacedRecord<never>[];
  readonly composed: readonly ComposedField[];
  readonly polled: readonly PolledField[];
  readonly lists: readonly TieredList[];
  readonly consistent: readonly ConsistentFields[];
  readonly arms: readonly Arms[];
  readonly fieldPlans: readonly FieldPlan[];
  readonly listPlans: readonly ListPlan[];
}

const RESOLVERS = new URL('../../resolvers/', import.meta.url);

/** What `resolvers/` declares: found in the exports of its `*.chains.ts` and `*.plan.ts`, never listed by hand. Templates are left out. */
export async function readDeclared(folder: URL = RESOLVERS): Promise<Declared> {
  const files = globSync('**/*.{chains,plan}.js', { cwd: folder }).filter((file) => !/(^|\/)_/.test(file));
  const modules = await Promise.all(
    files.sort().map((file) => import(new URL(file, folder).href) as Promise<object>),
  );
  return sortDeclared(modules.flatMap((module) => Object.values(module) as unknown[]));
}

/** Sorts exports by what they declare; what declares nothing is left out. */
export function sortDeclared(exported: readonly unknown[]): Declared {
  const found = exported.filter((each): each is object => typeof each === 'object' && each !== null);
  const having = <T>(...members: string[]): T[] =>
    found.filter((each) => members.every((member) => member in each)) as T[];
  return {
    chains: having('record', 'primary'),
    views: having('coordinate', 'chain'),
    placed: having('coordinate', 'placed'),
    composed: having('coordinate', 'reads'),
    polled: having('coordinate', 'polled'),
    lists: having('coordinate', 'tiers'),
    consistent: having('consistent'),
    arms: having('armed', 'starts'),
    fieldPlans: having('coordinate', 'breadth'),
    listPlans: having('coordinate', 'listFor'),
  };
}

/** Every coordinate that a report may name, sorted. */
export const coordinatesOf = ({ views, placed, lists }: Declared): readonly string[] =>
  [...new Set([...views, ...placed, ...lists].map(({ coordinate }) => coordinate))].sort();
