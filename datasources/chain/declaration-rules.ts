import type { UpstreamName } from '../upstreams.js';
import type { End } from './chain.js';
import type { Ages } from './keep.js';
import type { Source } from './source.js';

/** A chain or view that must not be served from, and what to do about it. Thrown where it is declared, so nothing starts. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';

  constructor(
    /** `Product#offer`, `Product.pricing` */
    readonly declared: string,
    problem: string,
    remedy: string,
  ) {
    super(`${declared}: ${problem}. Remedy: ${remedy}.`);
  }
}

/** What a chain declares, whatever its records are. */
export interface ChainShape {
  readonly record: string;
  readonly primary: Source<unknown>;
  readonly secondary?: { readonly source: Source<unknown> };
  readonly lkg?: { readonly ages: Ages };
  readonly snapshot?: unknown;
}

/** What a view declares, whatever it reads. */
export interface ViewShape {
  readonly coordinate: string;
  readonly chain: ChainShape;
  readonly end: End<unknown>;
  readonly maxMs?: number;
}

interface Rule<T> {
  readonly breaks: (declared: T) => boolean;
  readonly problem: string;
  readonly remedy: string;
}

/** What changes by the second: nothing of it outlives a minute, and none of it is published or made up. */
const QUICK: readonly UpstreamName[] = ['PRICING', 'INVENTORY', 'LIVE'];
const QUICK_MAX_MS = 60_000;
/** Half of the time that a request has where its caller does not say: the other half belongs to the list above. */
const MOST_CHAIN_MS = 400;

const CHAIN_RULES: readonly Rule<ChainShape>[] = [
  {
    breaks: ({ lkg }) => lkg !== undefined && !(lkg.ages.maxMs > 0 && Number.isFinite(lkg.ages.maxMs)),
    problem: 'its records are kept without a hard maximum age',
    remedy: 'give lkg.ages.maxMs, in ms',
  },
  {
    breaks: ({ lkg }) => lkg !== undefined && !isRising(lkg.ages),
    problem: 'its ages are not freshMs ≤ staleOkMs ≤ maxMs',
    remedy: 'order them',
  },
  {
    breaks: ({ primary, lkg }) => QUICK.includes(primary.upstream) && (lkg?.ages.maxMs ?? 0) > QUICK_MAX_MS,
    problem: 'money, stock and live states are kept for more than 60 s',
    remedy: 'lower lkg.ages.maxMs: none is better than an old one shown as new',
  },
  {
    breaks: ({ primary, snapshot }) => QUICK.includes(primary.upstream) && snapshot !== undefined,
    problem: 'money, stock and live states are read out of snapshots',
    remedy: 'leave out the snapshot',
  },
  {
    breaks: ({ primary, lkg }) => primary.scope === 'VIEWER' && lkg !== undefined,
    problem: 'it keeps what belongs to one viewer',
    remedy: 'leave out lkg; values of viewers live in their request alone',
  },
  {
    breaks: ({ primary, snapshot }) => primary.scope !== 'PUBLIC' && snapshot !== undefined,
    problem: 'a snapshot, which is for everybody, stands in for what is not',
    remedy: 'leave out the snapshot; a list for everybody is a tier of its list',
  },
  {
    breaks: ({ secondary }) => secondary !== undefined && secondary.source.upstream !== 'LEGACY',
    problem: 'its secondary is not LEGACY, so no cap holds for it',
    remedy: 'read the secondary with fromLegacy()',
  },
  {
    breaks: ({ primary, secondary }) => secondary !== undefined && primary.upstream === 'LEGACY',
    problem: 'both of its remote hops ask LEGACY',
    remedy: 'leave out the secondary',
  },
  {
    breaks: ({ primary, secondary }) =>
      secondary !== undefined && secondary.source.scope !== primary.scope && primary.scope === 'VIEWER',
    problem: 'what everybody may know stands in for what is known of one viewer',
    remedy: 'leave out the secondary: unknown is not the same as no',
  },
  {
    breaks: ({ primary, secondary }) =>
      primary.timeoutMs + (secondary?.source.timeoutMs ?? 0) > MOST_CHAIN_MS,
    problem: `its remote hops may take more than ${MOST_CHAIN_MS} ms together`,
    remedy: 'lower the time-outs of their endpoints, or leave out the secondary',
  },
];

const VIEW_RULES: readonly Rule<ViewShape>[] = [
  {
    breaks: ({ coordinate }) => !/^[A-Z]\w*\.[a-z]\w*(\(\w+\))?$/.test(coordinate),
    problem: 'it is no schema coordinate',
    remedy: 'write Type.field',
  },
  {
    breaks: ({ coordinate }) => coordinate.startsWith('Mutation.'),
    problem: 'a mutation has no chain',
    remedy: 'make one attempt in its resolver; a time-out after sending is OUTCOME_UNKNOWN',
  },
  {
    breaks: ({ maxMs = 0, chain }) => maxMs > (chain.lkg?.ages.maxMs ?? Infinity),
    problem: 'it outlives the record that it is read out of',
    remedy: 'lower its maxMs, or leave it out',
  },
  {
    breaks: ({ maxMs, chain: { lkg } }) =>
      maxMs !== undefined &&
      lkg !== undefined &&
      maxMs < lkg.ages.staleOkMs &&
      lkg.ages.staleOkMs !== lkg.ages.freshMs,
    problem: 'its maxMs is below the staleOkMs of its record, which is served without asking',
    remedy: 'raise its maxMs, or lower staleOkMs to freshMs',
  },
  {
    breaks: ({ end, chain }) =>
      end.policy === 'DEFAULT' && QUICK.includes(chain.primary.upstream) && !saysNothing(end.value),
    problem: 'it ends in an invented price, stock or live state',
    remedy: 'end it in NULL, or in a constant of UNKNOWN and nulls',
  },
];

/** @throws DeclarationError for the first rule that a chain breaks */
export const assertChain = (chain: ChainShape): void => assertRules(CHAIN_RULES, chain, chain.record);

/** @throws DeclarationError for the first rule that a view breaks */
export const assertView = (view: ViewShape): void => assertRules(VIEW_RULES, view, view.coordinate);

/**
 * Fields that have to agree with each other are views of one record: same hop, same moment.
 * @throws DeclarationError when they are read out of several
 */
export function assertConsistent(views: readonly ViewShape[]): void {
  const records = new Set(views.map(({ chain }) => chain.record));
  if (records.size <= 1) return;
  throw new DeclarationError(
    views.map(({ coordinate }) => coordinate).join(', '),
    `they have to agree with each other, but are read out of ${[...records].join(' and ')}`,
    'make them views of one chain',
  );
}

function assertRules<T>(rules: readonly Rule<T>[], declared: T, name: string): void {
  const broken = rules.find(({ breaks }) => breaks(declared));
  if (broken) throw new DeclarationError(name, broken.problem, broken.remedy);
}

const isRising = ({ freshMs, staleOkMs, maxMs }: Ages): boolean =>
  freshMs >= 0 && freshMs <= staleOkMs && staleOkMs <= maxMs;

/** Nothing but nulls and UNKNOWN, however deep. */
const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === 'UNKNOWN' ||
  (typeof value === 'object' && Object.values(value).every((member) => saysNothing(member)));
