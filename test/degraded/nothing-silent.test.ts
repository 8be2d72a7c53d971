import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse, type GraphQLSchema } from 'graphql';
import { DEGRADED_SOURCES, type DegradedSource } from '../../datasources/chain/degradation.js';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { coordinatesOf, readDeclared } from '../../src/explain/declared.js';
import { emptyFields } from '../../src/execution/empty-fields.js';
import { operationOf } from '../../src/execution/operation-of.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { startScenes } from '../calls/support/scenes.js';
import { operationText, startGateway, VIEWER, type Answer, type TestGateway } from '../support/gateway.js';
import { countedBetween, readCounters, rowsOf } from './support/degraded-values.js';

const worst = (sources: ReadonlySet<string>): DegradedSource =>
  DEGRADED_SOURCES.findLast((source) => sources.has(source ?? 'none')) ?? null;

/** Asks and compares what was counted meanwhile with what the answer reports, cell by cell. */
async function askAndCompare(
  gateway: TestGateway,
  operation: string,
  variables: object,
  cell: string,
): Promise<Answer> {
  const earlier = await readCounters(gateway.url);
  const answer = await gateway.run(operation, variables);
  const counted = countedBetween(earlier, await readCounters(gateway.url));
  const asRows = [...counted].map(([coordinate, { values, sources }]) => [
    coordinate,
    worst(sources),
    values,
  ]);
  const reported = rowsOf(answer).map(({ coordinate, source, items }) => [coordinate, source, items]);
  assert.deepEqual(reported.sort(), asRows.sort(), cell);
  return answer;
}

describe('no value is degraded in silence', () => {
  let gateway: TestGateway;
  let schema: GraphQLSchema;
  let declared: ReadonlySet<string>;
  before(async () => {
    schema = await buildGatewaySchema();
    declared = new Set(coordinatesOf(await readDeclared()));
    gateway = await startGateway({ upstreams: await startScenes() });
  });
  after(() => gateway.close());

  /** How many places of an answer are empty, by declared coordinate. */
  const emptyPlaces = (operation: string, variables: object, data: unknown): Map<string, number> => {
    const document = parse(operationText(operation));
    const defined = operationOf(document, null);
    assert.ok(defined);
    const facts = { schema, document, operation: defined, variables: { ...variables }, data };
    return new Map(
      [...emptyFields(facts, declared, Infinity)].map(([field, paths]) => [field, paths.length]),
    );
  };

  it('every outage of every operation is reported as it is counted, and as the data shows it', async () => {
    let values = 0;
    for (const budget of BUDGETS) {
      gateway.upstreams.reset();
      const { operation } = budget;
      const variables = await variablesOf(budget, gateway, VIEWER);
      const healthy = await askAndCompare(gateway, operation, variables, `${operation}, healthy`);
      assert.deepEqual(rowsOf(healthy), [], operation);
      const usual = emptyPlaces(operation, variables, healthy.data);
      for (const upstream of UPSTREAM_NAMES) {
        const cell = `${operation} without ${upstream}`;
        gateway.upstreams.reset();
        gateway.upstreams.fail(upstream);
        const answer = await askAndCompare(gateway, operation, variables, cell);
        if (answer.data === null) continue; // a feed without any tier left: its error says so
        const reported = new Map(rowsOf(answer).map(({ coordinate, items }) => [coordinate, items]));
        for (const [field, places] of emptyPlaces(operation, variables, answer.data)) {
          if (field.startsWith('Query.')) continue; // an error of its own
          const lost = places - (usual.get(field) ?? 0);
          assert.equal(reported.get(field) ?? 0, lost, `${cell}: ${field}`);
          values += lost;
        }
        const unreadable = (answer.errors ?? []).length;
        const byId = [...reported].filter(([field]) => field.startsWith('Query.') && field !== 'Query.feed');
        assert.equal(byId.reduce((sum, [, items]) => sum + items, 0), unreadable, cell); // prettier-ignore
      }
    }
    assert.ok(values > 500, `${values} values were lost, and all told`);
  });
});

describe('no kept record is served in silence', () => {
  it('every outage of every operation that was read before is reported as it is counted', async () => {
    const gateway = await startGateway({ upstreams: await startScenes(), internals: { keepsRecords: true } });
    const sources = new Set<string | null>();
    try {
      for (const budget of BUDGETS) {
        gateway.upstreams.reset();
        const { operation } = budget;
        const variables = await variablesOf(budget, gateway, VIEWER);
        await gateway.run(operation, variables);
        for (const upstream of UPSTREAM_NAMES) {
          gateway.upstreams.reset();
          gateway.upstreams.fail(upstream);
          const answer = await askAndCompare(
            gateway,
            operation,
            variables,
            `${operation} without ${upstream}`,
          );
          for (const { source } of rowsOf(answer)) sources.add(source);
        }
      }
    } finally {
      await gateway.close();
    }
    assert.ok(sources.has('lkg') && sources.has(null), [...sources].join());
  });
});

describe('no value of LEGACY is served in silence', () => {
  let sandbox: Sandbox;
  let gateway: TestGateway;
  before(async () => {
    sandbox = await startSandbox();
    gateway = await startGateway({
      env: Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url])),
      localMediaOrigin: sandbox.mediaOrigin,
    });
  });
  after(async () => {
    await gateway.close();
    await sandbox.close();
  });

  for (const upstream of ['CONTENT', 'CATALOG', 'PRICING', 'INVENTORY', 'ACCOUNTS'] as const)
    it(`${upstream}: what is counted is reported, and whoever asked LEGACY says so`, async () => {
      for (const name of UPSTREAM_NAMES) await sandbox.setFaults(name, []);
      await sandbox.setFaults(upstream, [{ kind: 'STATUS', args: { status: 500 } }]);
      sandbox.resetCalls();
      const variables = { sceneId: 'related', first: 10 };
      const answer = await askAndCompare(gateway, 'feed-full', variables, upstream);
      const sources = rowsOf(answer).map(({ source }) => source);
      assert.ok(Object.values(sandbox.calls().LEGACY).some(({ calls }) => calls > 0));
      assert.ok(sources.includes('legacy'), JSON.stringify(rowsOf(answer)));
    });
});
