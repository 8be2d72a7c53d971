import { print, visit } from 'graphql';
import type { ExecutedOperation } from '../../server/options.js';
import type { Veil } from './veil.js';

/**
 * The text of an operation as a case may hold it. What is registered says nothing of who asks; of other documents comments are
 * left out, and texts in them are replaced as variables are. Null: an id of the client itself stands in it all the same.
 */
export function recordedDocument(
  { document, isRegistered }: Pick<ExecutedOperation, 'document' | 'isRegistered'>,
  replace: (text: string) => string,
  veil: Veil,
): string | null {
  if (isRegistered) return document.loc?.source.body ?? print(document);
  const withTexts = (change: (text: string) => string): string =>
    print(visit(document, { StringValue: (node) => ({ ...node, value: change(node.value) }) }));
  // what was replaced shows nothing, but short ids are found in any cursor
  const kept = withTexts((text) => (replace(text) === text ? text : ''));
  return veil.isShowing(kept) ? null : withTexts(replace);
}
