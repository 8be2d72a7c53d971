import type { Fault } from './village-data.js';

/** Every coordinate that can be broken, with the ways it can. */
export const FAULTS: readonly (readonly [string, readonly Fault[]])[] = [
  ...Object.entries({
    Query: ['person', 'people', 'thing', 'entities', 'echo'],
    Person: ['owner', 'friends', 'bestFriend', 'secret', 'things'],
    Item: ['owner'],
    Crate: ['count', 'owner'],
  }).flatMap(([type, fields]) =>
    fields.map(
      (field) => [`${type}.${field}`, ['throw', 'null', 'bad-value', 'error-value', 'coded']] as const,
    ),
  ),
  ['Person.letters', ['reject', 'throw', 'null']],
  ['Person.notes', ['reject', 'throw', 'null']],
  ...Object.entries({
    Person: ['label', 'name', 'age', 'score', 'active', 'role', 'born', 'matrix'],
    Item: ['label', 'price', 'tags', 'weight'],
    Crate: ['label', 'contents', 'shelves', 'lid', 'manifest'],
  }).flatMap(([type, fields]) =>
    fields.map((field) => [`${type}.${field}`, ['null', 'bad-value', 'error-value']] as const),
  ),
];
