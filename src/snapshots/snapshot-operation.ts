import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { OPERATIONS_FOLDER } from '../read-trusted-documents.js';

/** The committed operation that documents answer. */
const COMMITTED = 'snapshot-feed.graphql';
const PUBLISH = parse('query SnapshotPublish { serving { tier degraded configVersion } }', {
  noLocation: true,
});

let made: string | undefined;

/**
 * What the publisher asks, page by page: the committed operation `SnapshotFeed`, and where each page came from. The latter
 * decides whether the list is published and is no part of it.
 */
export function publishOperation(): string {
  made ??= addServing(readFileSync(join(OPERATIONS_FOLDER, COMMITTED), 'utf8'));
  return made;
}

function addServing(committed: string): string {
  const [publish] = PUBLISH.definitions;
  if (publish?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('this is no operation');
  const renamed = (node: OperationDefinitionNode) => ({ ...node, name: publish.name });
  const served = (node: FieldNode) => {
    if (node.name.value !== 'feed' || !node.selectionSet) return undefined;
    const selections = [...publish.selectionSet.selections, ...node.selectionSet.selections];
    return { ...node, selectionSet: { ...node.selectionSet, selections } };
  };
  return print(visit(parse(committed), { OperationDefinition: renamed, Field: served }));
}
