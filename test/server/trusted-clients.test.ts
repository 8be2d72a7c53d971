import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { print, type DocumentNode } from 'graphql';
import { readTrustedDocuments } from '../../src/read-trusted-documents.js';

const GENERATED = 'examples/web-client/__generated__/graphql.ts';
const DOCUMENT = /^export const (\w+)Document = (\{.*\}) as unknown as/gm;

test('every document that codegen gives a client is registered, as the client prints it', () => {
  const trusted = readTrustedDocuments();
  const documents = [...readFileSync(GENERATED, 'utf8').matchAll(DOCUMENT)];
  assert.ok(documents.length >= 15, 'codegen writes documents in another form');
  for (const [, name, json = ''] of documents)
    assert.ok(trusted.has(print(JSON.parse(json) as DocumentNode)), name);
});
