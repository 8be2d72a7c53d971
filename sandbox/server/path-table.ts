import { ServiceError, notFound } from './service-error.js';

/** Anything reached by method and path. */
export interface Addressed {
  readonly method: string;
  /** Path with `{name}` segments. */
  readonly path: string;
}

/** What a method and path lead to. */
export interface PathMatch<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds routes by method and path. */
export class PathTable<R extends Addressed> {
  private readonly entries: readonly { readonly route: R; readonly pattern: RegExp }[];

  constructor(routes: readonly R[]) {
    this.entries = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  }

  /** The route of a request; the refusal is 404 for an unknown path, 405 with `allow` for another method. */
  find(method: string, path: string): PathMatch<R> | ServiceError {
    const hits = this.entries.filter(({ pattern }) => pattern.test(path));
    const hit = hits.find(({ route }) => route.method === method);
    if (hit) return { route: hit.route, params: hit.pattern.exec(path)?.groups ?? {} };
    if (hits.length === 0) return notFound('unknown path');
    const allow = hits.map(({ route }) => route.method).join(', ');
    return new ServiceError(405, 'INVALID_ARGUMENT', 'method not allowed', { allow });
  }
}

function patternOf(path: string): RegExp {
  const escaped = path.replaceAll(/[.+*?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
