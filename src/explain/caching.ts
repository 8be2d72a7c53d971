import type { ChainShape, ViewShape } from '../../datasources/chain/declaration-rules.js';
import type { Scope } from '../../datasources/http/endpoint.js';
import { cacheHeaders } from '../cache-policy.js';
import type { ByViewer, ExplainedPrivacy } from './explanation.types.js';
import { anonymousRows, type Row } from './rows.js';

const SCOPES: readonly Scope[] = ['PUBLIC', 'SEGMENT', 'VIEWER'];

const widest = (rows: readonly Row[]): Scope =>
  SCOPES.findLast((scope) => rows.some(({ target }) => target.scope === scope)) ?? 'PUBLIC';

/** Who may influence an answer, and the fields because of which. */
export function privacyOf(rows: readonly Row[]): ExplainedPrivacy {
  const scope = widest(rows);
  const fields = rows.filter(({ target }) => target.scope === scope).flatMap((row) => row.fields);
  return { scope, fields: scope === 'PUBLIC' ? [] : [...new Set(fields)].sort() };
}

/** What caches are told of a healthy answer. Fields of viewers make it personal even where nobody is found. */
export function cacheControlOf(
  rows: readonly Row[],
  views: ReadonlySet<ViewShape>,
  readsMemory: boolean,
): ByViewer<string> {
  const lookedAtViewer = rows.some(({ target }) => target.scope === 'VIEWER');
  const freshForMs = () => (readsMemory || views.size === 0 ? 0 : Math.min(...[...views].map(freshMs)));
  const controlFor = (made: readonly Row[]): string =>
    cacheHeaders({ scope: widest(made), lookedAtViewer, isImpaired: false, freshForMs })['cache-control'] ??
    '';
  return { viewer: controlFor(rows), anonymous: controlFor(anonymousRows(rows)) };
}

const freshMs = ({ chain }: { readonly chain: ChainShape }): number => chain.lkg?.ages.freshMs ?? 0;
