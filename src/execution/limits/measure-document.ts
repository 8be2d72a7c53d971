import { Kind, TokenKind } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  ExecutableDefinitionNode,
  FragmentDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../fragments-of.js';
import type { DocumentLimit } from './document-limits.js';

/** The size of a document under each limit. */
export type DocumentMeasures = Readonly<Record<DocumentLimit, number>>;

interface SelectionMeasures {
  readonly depth: number;
  readonly aliases: number;
  readonly selections: number;
  /** Fields of the selection set itself. */
  readonly width: number;
  /** The largest width in it. */
  readonly maxWidth: number;
}

const NOTHING: SelectionMeasures = { depth: 0, aliases: 0, selections: 0, width: 0, maxWidth: 0 };

/** Measures a document in time linear to its text: each fragment is measured once, however often it is spread. */
export function measureDocument(document: DocumentNode): DocumentMeasures {
  const measure = measurer(fragmentsOf(document));
  const definitions = document.definitions.filter(isExecutable);
  const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const measures = definitions.map(({ selectionSet }) => measure(selectionSet));
  const roots = operations.map(({ selectionSet }) => measure(selectionSet));
  return {
    MAX_DEPTH: largest(measures, 'depth'),
    MAX_ALIASES: largest(measures, 'aliases'),
    MAX_FIELDS: largest(measures, 'maxWidth'),
    MAX_SELECTIONS: largest(measures, 'selections'),
    MAX_ROOT_FIELDS: largest(roots, 'width'),
    MAX_OPERATIONS: operations.length,
    ...measureTokens(document),
  };
}

/** Whether a definition is an operation or a fragment. */
export function isExecutable(definition: DefinitionNode): definition is ExecutableDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION;
}

function largest(measures: readonly SelectionMeasures[], key: keyof SelectionMeasures): number {
  return measures.reduce((most, each) => Math.max(most, each[key]), 0);
}

function measurer(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selectionSet: SelectionSetNode) => SelectionMeasures {
  const measured = new Map<SelectionSetNode, SelectionMeasures>();
  const measure = (selectionSet: SelectionSetNode): SelectionMeasures => {
    const known = measured.get(selectionSet);
    if (known) return known;
    measured.set(selectionSet, NOTHING); // a fragment inside itself; another rule refuses it
    const total = { ...NOTHING };
    for (const selection of selectionSet.selections) {
      const isField = selection.kind === Kind.FIELD;
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const inner = body?.selectionSet ? measure(body.selectionSet) : NOTHING;
      total.depth = Math.max(total.depth, inner.depth + (isField ? 1 : 0));
      total.aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
      total.selections += inner.selections + 1;
      total.width += isField ? 1 : inner.width;
      total.maxWidth = Math.max(total.maxWidth, inner.maxWidth);
    }
    total.maxWidth = Math.max(total.maxWidth, total.width);
    measured.set(selectionSet, total);
    return total;
  };
  return measure;
}

function measureTokens(
  document: DocumentNode,
): Pick<DocumentMeasures, 'MAX_DIRECTIVES' | 'MAX_NAME_LENGTH' | 'MAX_STRING_LENGTH'> {
  const measures = { MAX_DIRECTIVES: 0, MAX_NAME_LENGTH: 0, MAX_STRING_LENGTH: 0 };
  for (let token = document.loc?.startToken ?? null; token; token = token.next) {
    if (token.kind === TokenKind.AT) measures.MAX_DIRECTIVES++;
    if (token.kind === TokenKind.COMMENT) continue;
    const isString = token.kind === TokenKind.STRING || token.kind === TokenKind.BLOCK_STRING;
    const key = isString ? 'MAX_STRING_LENGTH' : 'MAX_NAME_LENGTH';
    measures[key] = Math.max(measures[key], token.end - token.start);
  }
  return measures;
}
