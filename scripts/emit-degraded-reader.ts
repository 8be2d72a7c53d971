import { readFile, writeFile } from 'node:fs/promises';
import { DEGRADED_SOURCES } from '../datasources/chain/degradation.js';
import { DEGRADED_REASONS } from '../datasources/chain/reason.js';
import { coordinatesOf, readDeclared } from '../src/explain/declared.js';
import { staleLines } from './emit-schema.js';

const PATH = 'examples/web-client/__generated__/degraded.ts';
const FILE = new URL(`../../${PATH}`, import.meta.url);

/** The types and the reader of `extensions.degraded` for clients in TypeScript; what may be named is what is declared. */
export const emitDegradedReader = (coordinates: readonly string[]): string => `\
// Written by \`npm run codegen\` from the source chains of the gateway; do not edit.

/** What may be answered with less than its first source. */
export type DegradedCoordinate =${union(coordinates)};

/** Where the value came from instead, best first; null where no source was left. */
export type DegradedSource =${union(DEGRADED_SOURCES)};

/** Why its first source did not give it. */
export type DegradedReason =${union(DEGRADED_REASONS)};

/** What became of one field, over all objects of the answer that have it. */
export interface DegradedField {
  readonly coordinate: DegradedCoordinate;
  /** The worst that any of them came from. */
  readonly source: DegradedSource;
  readonly reason: DegradedReason;
  /** How many objects. */
  readonly items: number;
  /** Age in ms of the oldest, where it is known. */
  readonly ageMs?: number;
  /** A list for everybody stands in the place of one for this viewer. */
  readonly personalized?: false;
  /** Where in \`data\` some of them are, when no source was left. */
  readonly paths?: readonly (readonly (string | number)[])[];
}

/** The part of an answer that says how much of it is as usual. */
export interface WithDegraded {
  readonly extensions?: {
    readonly degraded?: {
      readonly v: 1;
      /** Whether there was more to say. */
      readonly truncated: boolean;
      readonly fields: readonly DegradedField[];
    };
  };
}

/** How a field was degraded in an answer; undefined when it was not. */
export const degradedOf = (
  { extensions }: WithDegraded,
  coordinate: DegradedCoordinate,
): DegradedField | undefined =>
  extensions?.degraded?.fields.find((field) => field.coordinate === coordinate);
`;

const union = (values: readonly (string | null)[]): string =>
  values.map((value) => `\n  | ${value === null ? 'null' : `'${value}'`}`).join('');

async function main(check: boolean): Promise<void> {
  const emitted = emitDegradedReader(coordinatesOf(await readDeclared()));
  if (!check) return writeFile(FILE, emitted);
  const stale = staleLines(await readFile(FILE, 'utf8'), emitted);
  if (stale.length === 0) return;
  process.stderr.write(`${PATH} is stale:\n${stale.join('\n')}\nRemedy: npm run codegen\n`);
  process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.includes('--check'));
