import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/** What stands in for a package in the bundle, as the text of a CommonJS module. */
const SUBSTITUTES: ReadonlyMap<string, string> = new Map([
  // Half a megabyte of fetch, caches and mocks hangs on undici's index; its connections and errors are used.
  [
    'undici',
    `Object.assign(require('undici/lib/dispatcher/dispatcher.js').prototype, require('undici/lib/api/index.js'));
     exports.Client = require('undici/lib/dispatcher/client.js');
     exports.Pool = require('undici/lib/dispatcher/pool.js');
     exports.buildConnector = require('undici/lib/core/connect.js');
     exports.errors = require('undici/lib/core/errors.js');`,
  ],
  // Apollo Server looks for node:crypto in a way that no bundle has, and would hash every query in JavaScript.
  ['sha.js', `const { createHash } = require('node:crypto'); module.exports = (name) => createHash(name);`],
  // Upstreams are asked over HTTP/1.1 only, and node:http2 is dear to load.
  ['./client-h2.js', `module.exports = () => { throw new Error('HTTP/2 is left out of the bundle'); };`],
  // An operation is compiled at its third use: the first answer does not wait for the compiler.
  ['graphql-jit', lazily('graphql-jit', ['compileQuery', 'isCompiledQuery'])],
]);

/** Never reached: parts of libraries that are switched off. They would fail where they are asked for. */
export const LEFT_OUT = ['class-validator', '@apollo/usage-reporting-protobuf'];

const NAMESPACE = 'substitute';

/**
 * Puts the substitutes into a bundle, and one form of graphql: as modules it is joined with what uses it, as CommonJS its 200
 * exports are copied for every file that imports one of them.
 */
export const substitutes: Plugin = {
  name: NAMESPACE,
  setup(build) {
    const resolveDir = build.initialOptions.absWorkingDir ?? process.cwd();
    build.onResolve({ filter: /^graphql(\/|$)/ }, ({ path }) => ({ path: graphqlModule(path) }));
    build.onResolve({ filter: /.*/ }, ({ path, namespace }) =>
      SUBSTITUTES.has(path) && namespace !== NAMESPACE ? { path, namespace: NAMESPACE } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: SUBSTITUTES.get(path) ?? '',
      resolveDir,
    }));
  },
};

/** The file of graphql, or of a part of it, in the form of modules. */
function graphqlModule(path: string): string {
  return require.resolve(path).replace(/\.js$/, '.mjs');
}

/** A module whose package is loaded when one of its exports is used. */
function lazily(name: string, exported: readonly string[]): string {
  const getters = exported.map((key) => `get ${key}() { return require('${name}').${key}; }`);
  return `module.exports = { __esModule: true, ${getters.join(', ')} };`;
}
