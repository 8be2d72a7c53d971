import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReasonCode } from '../../../schema/reason-codes.js';
import { Dropped, type FailureClass } from '../../../datasources/chain/outcome.js';
import type { PublicContext } from '../../../datasources/chain/source.js';
import { MediaPolicy } from '../../../datasources/parsing/media-url.js';
import type { Wire } from '../../support/records.js';

/** The frozen moment of all contract tests: 2019-11-11T00:00:00Z. */
export const NOW = 1_573_430_400_000;

/** A parser under test. */
export type Parser<V> = (record: Wire, id: string, context: PublicContext) => V | Dropped | FailureClass;

/** Dirt in a record and what becomes of it. */
export interface Row<V> {
  readonly dirt: Wire;
  /** Properties of the value, a failure class, or `drop(code)`. */
  readonly gives: Partial<V> | FailureClass | Dropped;
  /** Codes that the parser itself counts; none when left out. */
  readonly counts?: readonly ReasonCode[];
}

/** Expects an absence with this code. */
export const drop = (code: ReasonCode): Dropped => new Dropped(code);

/** A context that reports into a list and knows no viewer. */
export function contextAt(now: number): { context: PublicContext; counted: ReasonCode[] } {
  const counted: ReasonCode[] = [];
  const context: PublicContext = {
    now,
    media: new MediaPolicy(null),
    call: () => Promise.reject(new Error('a parser calls nobody')),
    report: (code) => void counted.push(code),
  };
  return { context, counted };
}

/** One test per row: `clean` with the row's dirt, through the parser, at `NOW`. */
export function checkRows<V extends object>(
  parse: Parser<V>,
  id: string,
  clean: Wire,
  rows: Readonly<Record<string, Row<V>>>,
): void {
  describe(parse.name, () => {
    for (const [name, { dirt, gives, counts = [] }] of Object.entries(rows))
      it(name, () => {
        const { context, counted } = contextAt(NOW);
        const value = parse({ ...clean, ...dirt }, id, context);
        if (typeof gives === 'string' || gives instanceof Dropped) assert.deepEqual(value, gives);
        else assert.deepEqual(pick(value, Object.keys(gives)), gives);
        assert.deepEqual(counted, counts);
      });
  });
}

function pick(value: unknown, keys: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Dropped) return value;
  return Object.fromEntries(keys.map((key) => [key, (value as Wire)[key]]));
}
