import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, type ExecutionResult } from 'graphql';
import { rankedAnswerRules } from '../../rollout/comparing/answer-rules.js';
import { compareAnswers } from '../../rollout/comparing/compare-answers.js';
import type { ComparingRules } from '../../rollout/comparing/comparing-rules.js';
import { FieldGuide } from '../../rollout/comparing/field-guide.js';
import { allAtOnce, type Steps } from '../../rollout/comparing/worklist.js';
import { parityFigures } from '../../rollout/parity/parity-figures.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import { ParityTally } from '../../rollout/parity/parity-tally.js';
import { renderHtml } from '../../scripts/parity/render/html.js';
import { renderText } from '../../scripts/parity/render/text.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { answerPlan } from '../../src/shadow/probe/answer-plan.js';
import { isLightEnough } from '../../src/shadow/probe/answer-weight.js';
import { readAnswer } from '../../src/shadow/probe/read-answer.js';
import { REDACTOR, tallyOf } from './support/compare-paths.js';

const SCHEMA = await buildGatewaySchema();
const HEAD = { ruleId: 'all', operation: 'NodesById', client: 'IOS 9.4.0', isNoise: false };

/** Compares two answers to one operation. */
function compared(
  text: string,
  served: ExecutionResult,
  candidate: ExecutionResult,
  rules: ComparingRules = {},
) {
  const plan = answerPlan(SCHEMA, { document: parse(text), operationName: undefined, variables: {} });
  assert.ok(plan);
  const guide = new FieldGuide(rules, SCHEMA);
  const [a, b] = [served, candidate].map((one) => allAtOnce(readAnswer(one, plan, guide)));
  assert.ok(a && b);
  return allAtOnce(compareAnswers(a, b, { guide, redactor: REDACTOR }));
}

const found = (...parts: Parameters<typeof compared>): readonly string[] => {
  const outcome = compared(...parts);
  assert.ok(outcome.kind !== 'outside');
  return outcome.differences.map(
    ({ at, class: cls, served, candidate }) => `${at} ${cls}: ${served}, ${candidate}`,
  );
};

/** How often others might have had their turn. */
function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (!steps.next().done) count += 1;
  return count;
}

const failing = (path: (string | number)[], code: string) =>
  ({ path, extensions: { code } }) as unknown as NonNullable<ExecutionResult['errors']>[number];

describe('two whole answers', () => {
  it('are compared under the names of the schema, whatever a client calls its fields', () => {
    const text = `{ first: node(id: "a") { ... on Product { soldOn: availability { at: asOf } } ... on Video { name: title } }
      second: node(id: "b") { ... on Product { soldOn: availability { at: asOf } } ... on Video { name: title } } }`;
    const product = (at: string) => ({ soldOn: { at } });
    const served = { data: { first: { name: 'x' }, second: product('2026-01-01T00:00:00.000Z') } };
    const later = { data: { first: { name: 'x' }, second: product('2026-01-01T00:00:09.000Z') } };
    const at = 'Query.node[].availability.asOf';
    assert.deepEqual(found(text, served, later), [
      `${at} value: 2026-01-01T00:00:00.000Z, 2026-01-01T00:00:09.000Z`,
    ]);
    assert.deepEqual(found(text, served, later, { 'Availability.asOf': { leaveOut: 'a test' } }), []);
    assert.deepEqual(
      found(text, served, { data: { ...later.data, first: product('x'), second: null } })
        .map((one) => one.split(':')[0])
        .toSorted(),
      [
        'Query.node[] nullness',
        'Query.node[].__typename value',
        'Query.node[].availability extra',
        'Query.node[].title missing',
      ],
    );
  });

  it('differ by an error where one has data, and not by the null beside it', () => {
    const text = '{ videos(ids: ["a", "b"]) { title author { name } } }';
    const video = (author: object | null) => ({ title: 'x', author });
    const author = { name: 'y' };
    const served = { data: { videos: [video(author), video(null)] } };
    const failed = {
      data: { videos: [video(null), video(null)] },
      errors: [failing(['videos', 0, 'author', 'name'], 'INTERNAL_SERVER_ERROR')],
    };
    const at = 'Query.videos[].author.name error-vs-data';
    assert.deepEqual(found(text, served, failed), [`${at}: no error, INTERNAL_SERVER_ERROR`]);
    assert.deepEqual(found(text, failed, failed), []);
    assert.deepEqual(found(text, served, { data: null, errors: failed.errors }).length, 2);
  });

  it('of two rankings are compared in the items that both have', () => {
    const text = '{ feed(sceneId: "s") { edges { position node { id targetUrl } } } }';
    const edge = (id: string, position: number, targetUrl = `https://a/${id}`) => ({
      position,
      node: { id, targetUrl },
    });
    const page = (...edges: object[]) => ({ data: { feed: { edges } } });
    const [served, other] = [
      page(edge('1', 0), edge('2', 1)),
      page(edge('3', 0), edge('2', 1, 'https://a/x'), edge('1', 2)),
    ];
    const at = 'Query.feed.edges[].node.targetUrl value';
    const shown = (rules: ComparingRules) =>
      found(text, served, other, rules).map((one) => one.split(':')[0]);
    assert.deepEqual(shown(rankedAnswerRules('different')), [at]);
    assert.deepEqual(shown(rankedAnswerRules('same')), ['Query.feed.edges count', at]);
    assert.ok(shown({}).length > 3);
  });
});

describe('comparing whole answers', () => {
  const text =
    '{ feed(sceneId: "s") { edges { tracking { scm args } node { id ... on BannerCard { title } } } } }';
  const page = (count: number, mark: string) => ({
    data: {
      feed: {
        edges: Array.from({ length: count }, (_, n) => ({
          tracking: { scm: mark, args: { session_id: mark, [`of ${mark}`]: mark } },
          node: { id: `c-${n}`, title: mark },
        })),
      },
    },
  });

  it('takes one member of a list at a time, so that others have their turn', () => {
    const plan = answerPlan(SCHEMA, { document: parse(text), operationName: undefined, variables: {} });
    assert.ok(plan);
    const guide = new FieldGuide({}, SCHEMA);
    const read = (mark: string) => readAnswer(page(300, mark), plan, guide);
    const [a, b] = [allAtOnce(read('a')), allAtOnce(read('b'))];
    assert.equal(stepsOf(read('a')), 300);
    assert.equal(stepsOf(compareAnswers(a, b, { guide, redactor: REDACTOR })), 300);
  });

  it('shows nothing of what viewers got', () => {
    const tally = tallyOf(() => 0);
    tally.addAnswer(HEAD, compared(text, page(2, 'MARKED words'), page(2, 'MARKED 13800138000')), []);
    const written = JSON.stringify(tally.snapshot());
    assert.match(written, /Query\.feed\.edges\[\]\.tracking\.args\.session_id/);
    assert.doesNotMatch(written, /MARKED|1380013|c-0/);
  });

  it('keeps no answer that is larger than a case may be', () => {
    assert.equal(isLightEnough(page(20, 'x'.repeat(1_000))), true);
    assert.equal(isLightEnough(page(20, 'x'.repeat(10_000))), false);
  });
});

describe('figures of whole answers', () => {
  const TEXT = '{ products(ids: ["a"]) { title pricing { priceLabel salePrice { amount } } } }';
  const answer = (amount: unknown, priceLabel: string | null) => ({
    data: { products: [{ title: 'x', pricing: { priceLabel, salePrice: { amount } } }] },
  });
  const label = { owner: 'a', expires: '2099-01-01', reason: 'known for a long time' } as const;
  const now = () => 1_000;
  const count = (tally: ParityTally, amount: unknown, head = HEAD) =>
    tally.addAnswer(head, compared(TEXT, answer('1.00', 'a'), answer(amount, null)), ['Product.pricing']);

  it('stand by operation and client, in bounds, with what is accepted taken out', () => {
    const tally = tallyOf(now, [{ ...label, at: 'ProductPricing.priceLabel', class: 'nullness' }]);
    assert.equal(count(tally, '1.00'), true);
    for (let n = 0; n < 9; n++) assert.equal(count(tally, `${n}.50`), false);
    count(tally, '1.00', { ...HEAD, client: 'IOS 9.5.0' });
    for (let n = 0; n < 200; n++) count(tally, '1.00', { ...HEAD, operation: `o-${n}` });
    const figures = parityFigures.parse(ParityTally.merge([tally.snapshot(), tally.snapshot()]));
    const { answers = {} } = figures.rules['all'] ?? {};
    assert.equal(Object.keys(answers).length, 101);
    assert.equal(answers['others']?.ab.n, 204);
    const { ab, elsewhere } = answers['NodesById, IOS 9.4.0'] ?? assert.fail();
    assert.deepEqual([ab.n, ab.equal, ab.rawEqual, elsewhere], [20, 2, 0, 0]);
    const { value } = ab.classes['Query.products[].pricing.salePrice.amount'] ?? {};
    assert.deepEqual([value?.count, value?.exemplars.length], [18, 5]);
  });

  it('close the gate with another type, and are shown with what differs', () => {
    const tally = tallyOf(now);
    count(tally, '2.00');
    const report = parityReport(tally.snapshot(), { ignore: [], selected: null, now: 1_000 });
    const typesOf = ({ rules }: typeof report) =>
      rules['all']?.gate.conditions.find(({ name }) => name === 'types')?.met;
    assert.equal(typesOf(report), true);
    for (const rendered of [renderText(report), renderHtml(report)])
      assert.match(rendered, /NodesById, IOS 9\.4\.0[^]*Query\.products\[\]\.pricing\.salePrice\.amount/);
    count(tally, 2);
    const { answers, gate } = parityReport(tally.snapshot(), { ignore: [], selected: null, now: 1_000 })
      .rules['all'] ?? { answers: [], gate: null };
    assert.equal(answers[0]?.n, 2);
    assert.equal(gate?.conditions.find(({ name }) => name === 'types')?.met, false);
  });
});
