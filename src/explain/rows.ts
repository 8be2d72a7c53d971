import { MAX_IDS, PARALLEL_CHUNKS } from '../../datasources/batching/create-loader.js';
import { chunk } from '../../datasources/batching/chunk.js';
import type { Asked, Asking, Ledger, Target } from './ledger.js';

/** What one target is asked in one hop. */
export interface Row {
  readonly target: Target;
  readonly hop: number;
  /** Ids that come out of the same answer, and so are asked for in one turn. */
  readonly turns: readonly (readonly string[])[];
  readonly isListed: boolean;
  readonly isExact: boolean;
  readonly onlyIf: string | null;
  readonly fields: readonly string[];
}

/** The rows of a ledger, hop by hop. */
export const rowsOf = ({ asked }: Ledger): readonly Row[] =>
  [...asked.values()].flatMap(rowsOfTarget).sort((a, b) => a.hop - b.hop);

function rowsOfTarget({ target, keys, fields }: Asked): readonly Row[] {
  const byHop = Map.groupBy(keys, ([, { hop }]) => hop);
  return [...byHop].map(([hop, entries]) => {
    const askings = entries.map(([, asking]) => asking);
    return {
      target,
      hop,
      turns: [...Map.groupBy(entries, ([, { from }]) => from).values()].map((turn) =>
        turn.map(([key]) => key),
      ),
      isListed: askings.some(({ isListed }) => isListed),
      isExact: askings.every(({ isExact }) => isExact),
      onlyIf: conditionOf(askings),
      fields: [...fields].sort(),
    };
  });
}

/** A batch is made if any of its ids is asked for. */
function conditionOf(askings: readonly Asking[]): string | null {
  const conditions = new Set(askings.map(({ onlyIf }) => onlyIf));
  if (conditions.has(null)) return null;
  return [...conditions].join(', or ');
}

/** Calls of a row, at most. */
export const callsOf = ({ target, turns }: Row): number =>
  target.maxBatch === null ? turns.flat().length : callsFor(turns, target.maxBatch);

/** Calls for ids that are asked for in turns, at most so many in each. */
export const callsFor = (turns: readonly (readonly string[])[], maxBatch: number): number =>
  batchesOf(turns, maxBatch).length;

/** The ids of each call. */
export const batchesOf = (
  turns: readonly (readonly string[])[],
  maxBatch: number,
): readonly (readonly string[])[] =>
  turns.flatMap((keys) => loadersBatches(keys).flatMap((batch) => chunk(batch, maxBatch)));

/** A loader collects no more into one batch. */
const loadersBatches = (keys: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(keys.length / MAX_IDS) }, (_, i) =>
    keys.slice(i * MAX_IDS, (i + 1) * MAX_IDS),
  );

/** How often calls of a row wait for others of the same row, the first time included. */
export const wavesOf = (row: Row): number =>
  row.target.maxBatch === null ? 1 : Math.ceil(callsOf(row) / PARALLEL_CHUNKS);

/** Calls of several rows, at most. */
export const totalCalls = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + callsOf(row), 0);

/** Rows that a client without any id has. */
export const anonymousRows = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ target }) => target.forWhom === 'EVERYBODY');

/** Hops that wait for each other, each as often as it has waves. */
export const hopsIn = (rows: readonly Row[]): number =>
  [...Map.groupBy(rows, ({ hop }) => hop).values()].reduce(
    (sum, hop) => sum + Math.max(...hop.map(wavesOf)),
    0,
  );
