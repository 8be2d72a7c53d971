import { isMap, isScalar, isSeq, parseDocument, type Document, type Scalar } from 'yaml';
import type { BasisPoints } from '../rules/rule.types.js';

/** Thrown when a share would not become lower, or the text is none that a share can be lowered in. Nothing was changed. */
export class ReduceError extends Error {
  override readonly name = 'ReduceError';
}

/** What came of lowering a share. */
export interface Reduced {
  readonly text: string;
  /** Version of the text. */
  readonly version: number;
}

/**
 * Lowers the share of one rule in a text of rules, YAML or JSON, and raises its version by one. The only way in which a program
 * writes `bp`: everything else of the text stays as it is, to the last blank.
 * @throws ReduceError unless `toBp` is lower than what stands there
 */
export function reduce(text: string, ruleId: string, toBp: BasisPoints): Reduced {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new ReduceError(`The rules cannot be read: ${error.message}`);
  const bp = wholeNumber(scalarOf(document, ['rules', indexOf(document, ruleId), 'bp']), `bp of ${ruleId}`);
  const version = wholeNumber(scalarOf(document, ['version']), 'version');
  if (!Number.isSafeInteger(toBp) || toBp < 0 || toBp >= bp.value)
    throw new ReduceError(`bp of ${ruleId} is ${bp.value}: a program may only lower it, not to ${toBp}.`);
  const next = version.value + 1;
  if (!Number.isSafeInteger(next))
    throw new ReduceError(`version is ${version.value}: there is none above it.`);
  return {
    text: splice(text, [
      { ...bp, value: toBp },
      { ...version, value: next },
    ]),
    version: next,
  };
}

interface WrittenNumber {
  readonly value: number;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
}

function indexOf(document: Document.Parsed, ruleId: string): number {
  const rules = document.get('rules');
  const index = isSeq(rules) ? rules.items.findIndex((rule) => isMap(rule) && rule.get('id') === ruleId) : -1;
  if (index < 0) throw new ReduceError(`There is no rule ${ruleId}.`);
  return index;
}

function scalarOf(document: Document.Parsed, path: readonly (string | number)[]): Scalar | null {
  const node = document.getIn(path, true);
  return isScalar(node) ? node : null;
}

function wholeNumber(scalar: Scalar | null, what: string): WrittenNumber {
  const { value, range } = scalar ?? {};
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || !range)
    throw new ReduceError(`${what} is no whole number.`);
  return { value, from: range[0], to: range[1] };
}

/** From the end, so that places before it stay where they are. */
function splice(text: string, numbers: readonly WrittenNumber[]): string {
  return [...numbers]
    .sort((a, b) => b.from - a.from)
    .reduce((result, { from, to, value }) => result.slice(0, from) + String(value) + result.slice(to), text);
}
