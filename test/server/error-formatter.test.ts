import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphQLError, locatedError } from 'graphql';
import { gatewayError } from '../../schema/error-codes.js';
import { createErrorFormatter } from '../../src/errors.js';
import type { FormatError } from '../../src/errors.js';
import { describeError } from '../../src/observability/describe-error.js';

/** A formatter that numbers its errors, and what it masked. */
function createFormatter(hideDetails = false): { format: FormatError; masked: Map<string, unknown> } {
  const masked = new Map<string, unknown>();
  const format = createErrorFormatter({
    hideDetails,
    newErrorId: () => `e${masked.size + 1}`,
    onMasked: (errorId, thrown) => masked.set(errorId, thrown),
  });
  return { format, masked };
}

const formattedOf = (error: GraphQLError) => ({ ...error.toJSON(), extensions: { ...error.extensions } });

test('an error with a code of the table passes with its place', () => {
  const { format, masked } = createFormatter();
  const error = locatedError(gatewayError('SCENE_DISABLED', 'The scene home is off.'), undefined, ['feed']);
  assert.deepEqual(format(formattedOf(error), error), {
    message: 'The scene home is off.',
    path: ['feed'],
    extensions: { code: 'SCENE_DISABLED' },
  });
  assert.equal(masked.size, 0);
});

test('every other error is masked under an id, with its place', () => {
  const { format, masked } = createFormatter();
  const cause = new Error('connect ECONNREFUSED 10.0.0.1:80');
  const error = locatedError(cause, undefined, ['feed', 0]);
  assert.deepEqual(format(formattedOf(error), error), {
    message: 'Internal server error',
    path: ['feed', 0],
    extensions: { errorId: 'e1', code: 'INTERNAL_SERVER_ERROR' },
  });
  assert.equal(masked.get('e1'), error);
});

test('a code outside the table, or on an error that was not raised for clients, does not pass', () => {
  const { format } = createFormatter();
  const unknown = new GraphQLError('x', { extensions: { code: 'UNHEARD_OF' } });
  const upstream = Object.assign(new Error('secret'), { extensions: { code: 'BAD_USER_INPUT' } });
  for (const error of [unknown, locatedError(upstream, undefined, ['a'])]) {
    assert.equal(format(formattedOf(error), error).message, 'Internal server error');
  }
});

test('extensions beyond the list stay inside', () => {
  const { format } = createFormatter();
  const error = gatewayError('BAD_USER_INPUT', 'no', {
    reason: 'R',
    url: 'http://10.0.0.1',
    stacktrace: ['x'],
  });
  assert.deepEqual(format(formattedOf(error), error).extensions, { reason: 'R', code: 'BAD_USER_INPUT' });
});

test('a message is cut at 200 characters and its control characters are written out', () => {
  const { format } = createFormatter();
  const error = gatewayError('BAD_USER_INPUT', `a\u0000b\u001b[31m${'x'.repeat(5_000)}`);
  const { message } = format(formattedOf(error), error);
  assert.ok(message.startsWith('a\\u0000b\\u001b[31mxxx'));
  assert.ok(message.length < 230);
});

test('without details, faults against the schema read alike and limits keep their name', () => {
  const { format } = createFormatter(true);
  const fault = (message: string, extensions = {}) =>
    new GraphQLError(message, { extensions: { ...extensions, code: 'GRAPHQL_VALIDATION_FAILED' } });
  const [one, two] = [fault('Cannot query field "a" on type "Query".'), fault('Unknown type "Foo".')];
  assert.equal(format(formattedOf(one), one).message, format(formattedOf(two), two).message);
  const limit = fault('The document exceeds MAX_DEPTH.', { reason: 'MAX_DEPTH' });
  assert.match(format(formattedOf(limit), limit).message, /MAX_DEPTH/);
});

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const throwing = Object.defineProperty(new Error('x'), 'message', {
  get: () => {
    throw new Error('even the message throws');
  },
});
const proxied = new Proxy(new Error('x'), {
  get: () => {
    throw new Error('nothing can be read');
  },
});
const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['a cycle', Object.assign(new Error('x'), { cause: cyclic, cyclic })],
  ['a message that throws', throwing],
  ['a proxy that throws', proxied],
  ['ten megabytes', new Error('x'.repeat(10_000_000))],
  ['undefined', undefined],
  ['a symbol', Symbol('x')],
  ['a bigint', 7n],
];

for (const [what, thrown] of HOSTILE) {
  test(`formatting and describing survive ${what}`, () => {
    const { format, masked } = createFormatter();
    const formatted = format({ message: 'm', extensions: {} }, thrown);
    assert.equal(formatted.extensions?.['code'], 'INTERNAL_SERVER_ERROR');
    assert.equal(masked.size, 1);
    assert.ok(describeError(thrown).length < 7_000);
  });
}
