import type { RuleProblemReason } from '../../../rollout/rules/rule-problem.js';

/** A text that no gateway may take, and why. */
export interface Malformed {
  readonly text: string;
  readonly reason: RuleProblemReason;
}

type Change = (file: Record<string, unknown>, rule: Record<string, unknown>) => unknown;

/** A hundred and more files, each a good one with one thing wrong; `good` is JSON with one rule of `Query.feed`. */
export function malformedFiles(good: string): readonly Malformed[] {
  const changed = (reason: RuleProblemReason, change: Change): Malformed => {
    const file = JSON.parse(good) as { rules: [Record<string, unknown>] } & Record<string, unknown>;
    change(file, file.rules[0]);
    return { text: JSON.stringify(file), reason };
  };
  const key = (reason: RuleProblemReason, name: string, ...values: readonly unknown[]): Malformed[] =>
    values.map((value) => changed(reason, (_, rule) => (rule[name] = value)));
  const cut = Array.from({ length: 30 }, (_, nth) =>
    good.slice(0, Math.floor((good.length * (nth + 1)) / 32)),
  );
  const required = ['id', 'coordinates', 'control', 'treatment', 'state', 'salt', 'bp', 'owner', 'expires'];
  return [
    ...cut.map((text): Malformed => ({ text, reason: 'SYNTAX' })),
    ...['{', ']', '- a\nb', '"', '%', '`', '@', 'a: b: c', '\t- x:\t\ty: [}'].map((text): Malformed => ({
      text,
      reason: 'SYNTAX',
    })),
    ...['\0', '', '1', 'null', 'text', '[]', '{}', '<html></html>', '# nothing'].map((text): Malformed => ({
      text,
      reason: 'BAD_SHAPE',
    })),
    { text: `${good} # ${'x'.repeat(256 * 1024)}`, reason: 'TOO_LARGE' },
    { text: '[&a x, *a]', reason: 'ALIAS' },
    { text: '!x {}', reason: 'TAG' },
    { text: '{a: 1, a: 2}', reason: 'DUPLICATE_KEY' },
    ...required.map((name) => changed('BAD_SHAPE', (_, rule) => Reflect.deleteProperty(rule, name))),
    changed('BAD_SHAPE', (file) => (file['rules'] = {})),
    changed('UNKNOWN_KEY', (file) => (file['comment'] = 'x')),
    changed('OUT_OF_RANGE', (file) => (file['version'] = -1)),
    changed('VERSION', (file) => (file['version'] = 1)),
    changed('ID_TWICE', (file) => (file['rules'] as unknown[]).push((file['rules'] as unknown[])[0])),
    ...key('BAD_SHAPE', 'id', '', 'A', 'a b', 'a'.repeat(41), 7, null),
    ...key('BAD_SHAPE', 'coordinates', [], 'Query.feed', [1], null),
    ...key('UNKNOWN_COORDINATE', 'coordinates', ['Query.node'], ['Mutation.report'], ['query.feed']),
    ...key('INCOMPLETE_GROUP', 'coordinates', ['Product.coupons'], ['Query.feed', 'Video.viewer']),
    ...key('UNKNOWN_PATH', 'control', 'primary', 'java', 'none'),
    ...key('BAD_SHAPE', 'state', 'on', true, null),
    ...key('BAD_SHAPE', 'unit', [], ['cookie'], 'viewer'),
    ...key('BAD_SHAPE', 'salt', '', 'a:b', 1),
    ...key('OUT_OF_RANGE', 'bp', -1, 10_001, 1e9),
    ...key('BAD_SHAPE', 'bp', '500', 1.5, null, '5%'),
    ...key('OUT_OF_RANGE', 'holdbackBp', -1, 10_001),
    ...key('BAD_SHAPE', 'allow', [], { viewers: 'v-1' }, { viewers: [1] }, { crowds: ['Staff'] }),
    ...key('UNKNOWN_KEY', 'deny', { crowds: ['staff'] }, { viewer: [] }),
    ...key('BAD_SHAPE', 'constraints', { regions: ['cn'] }, { minAppVersion: 'new' }, { minAppVersion: 9 }),
    ...key('UNKNOWN_PLATFORM', 'constraints', { platforms: ['symbian'] }),
    ...key('OUT_OF_RANGE', 'guardrails', { ratePoints: 0 }, { latencyRatio: 0.5 }),
    ...key('BAD_SHAPE', 'shadow', { mode: 'on' }, { ranked: true }, 'shadow'),
    ...key('OUT_OF_RANGE', 'shadow', { sampleBp: 20_000 }, { maxConcurrent: -1 }),
    ...key('CORRELATION', 'correlateWith', 'somebody'),
    ...key('BAD_SHAPE', 'expires', '2027-02-30', 'soon', 20270930, '2027-09-30T00:00:00Z'),
    ...key('BAD_SHAPE', 'force', true, {}, { reason: '' }),
    ...key('UNKNOWN_KEY', 'enabled', true),
  ];
}
