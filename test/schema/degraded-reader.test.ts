import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { emitDegradedReader } from '../../scripts/emit-degraded-reader.js';
import { coordinatesOf, readDeclared } from '../../src/explain/declared.js';
import { startGateway } from '../support/gateway.js';
import { itemId } from '../support/records.js';

const FILE = new URL('../../../examples/web-client/__generated__/degraded.ts', import.meta.url);

test('the reader of degraded fields names what is declared', async () => {
  const coordinates = coordinatesOf(await readDeclared());
  assert.ok(coordinates.includes('Product.pricing') && coordinates.includes('Query.feed'));
  assert.equal(readFileSync(FILE, 'utf8'), emitDegradedReader(coordinates), 'stale: npm run codegen');
});

test('the reader of degraded fields reads answers of the gateway', async () => {
  const { degradedOf } = (await import(FILE.href)) as {
    degradedOf: (answer: unknown, of: string) => unknown;
  };
  const gateway = await startGateway();
  try {
    gateway.upstreams.fail('PRICING');
    const document =
      'query ($id: ID!) { product(id: $id) { pricing { salePrice { amount } } availability { state } } }';
    const { text } = await gateway.ask(document, { id: globalId('Product', itemId(1)) });
    const { source, reason, items } = degradedOf(JSON.parse(text), 'Product.pricing') as Record<
      string,
      unknown
    >;
    assert.deepEqual({ source, reason, items }, { source: null, reason: 'UPSTREAM_ERROR', items: 1 });
    assert.equal(degradedOf(JSON.parse(text), 'Product.availability'), undefined);
    assert.equal(degradedOf({ data: {} }, 'Product.pricing'), undefined);
  } finally {
    await gateway.close();
  }
});
