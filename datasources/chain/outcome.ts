import type { ReasonCode } from '../../schema/reason-codes.js';

/**
 * Why a source could not answer for a key (source-chain vocabulary). Classes, never messages: they are metric labels and
 * decide what a chain does next.
 */
export type FailureClass =
  | 'CONNECT' // refused, no route
  | 'DNS' // the name cannot be resolved
  | 'CONNECT_TIMEOUT'
  | 'RESET' // closed before the first byte of an answer
  | 'RESET_REUSED' // the same on a connection that had answered before: its upstream had closed it meanwhile
  | 'RESET_BODY' // closed inside an answer
  | 'TIMEOUT' // the attempt's time is up, or the request's
  | 'UPSTREAM_5XX'
  | 'BAD_GATEWAY' // 502, or 503 without Retry-After: nobody began the work
  | 'UPSTREAM_BUSY' // 503 with Retry-After; LEGACY says that it is overloaded
  | 'UPSTREAM_LIMITED' // 429
  | 'UPSTREAM_AUTH' // 401, 403
  | 'UPSTREAM_4XX' // any other 4xx: our bug
  | 'NOT_FOUND' // 404 of a single resource: absent, for its caller to say
  | 'REDIRECT' // never followed
  | 'CONTENT_TYPE'
  | 'DECODE' // a content-encoding we did not ask for
  | 'TOO_LARGE'
  | 'EMPTY_BODY'
  | 'PARSE' // not JSON, or not even HTTP
  | 'SCHEMA' // JSON of the wrong shape
  | 'TOO_OLD' // older than the field allows
  | 'MISSING' // a key in no part of a batch answer
  | 'ITEM_ERROR' // a key in the `errors` of a batch answer
  | 'IDENTITY' // the answer belongs to another viewer
  | 'NOT_CONFIGURED' // the deployment has no such upstream (`none`)
  | 'CONFIG' // the gateway before LEGACY knows no such service: nothing helps until somebody changes that
  | 'ENVELOPE' // LEGACY is well and has nothing to serve
  | 'BREAKER_OPEN' // the upstream failed too often lately
  | 'BREAKER_HELD' // the upstream said that it is overloaded, and for how long
  | 'BULKHEAD' // as many calls in flight as the source may have
  | 'FALLBACK_CAP' // as many calls as LEGACY may get from those whose primary failed
  | 'FAULT' // code of ours threw, on a path that a rollout tries
  | 'CANCELLED'; // the client went away: a failure nowhere

/**
 * A record that exists but cannot become an object of the schema, and why. Absent to a chain, whereas a feed tells it from an
 * id that nobody knows. Counted where it is read, so not again by whoever meets it.
 */
export class Dropped {
  readonly kind = 'miss';

  constructor(readonly code: ReasonCode) {}
}

/** A hop behind a chain's first one. */
export type LaterHop = 'legacy' | 'lkg' | 'snapshot';

/** How a value was come by that its first source failed to give. */
export interface Detour {
  /** `primary`: kept from before, and a refresh has failed since. */
  readonly hop: 'primary' | LaterHop;
  /** Why the first source was left. */
  readonly cls: FailureClass;
  /** How old the value is, in ms, where the hop knows. */
  readonly ageMs?: number;
}

/** What a source, or a chain, says about one key. Always per key, never per batch. */
export type Outcome<V> =
  | {
      readonly kind: 'ok';
      readonly value: V;
      readonly detour?: Detour;
      /** How old it is, in ms, where it was kept and is served as if it had just come. */
      readonly ageMs?: number;
    }
  /** The owner says that there is no such thing. An answer, not a failure. */
  | { readonly kind: 'miss' }
  | Dropped
  | { readonly kind: 'fail'; readonly cls: FailureClass };

/** The one `miss`: it carries nothing, so all keys share it. */
export const MISS = Object.freeze({ kind: 'miss' } as const);

/** What the emergency list takes off: absent to all who read it. A feed tells it from an id that nobody knows. */
export const OFF = Object.freeze({ kind: 'miss', off: true } as const);

/** A good answer for one key. */
export const ok = <V>(value: V): Outcome<V> => ({ kind: 'ok', value });

/** A failed answer for one key. */
export const fail = (cls: FailureClass): Outcome<never> => ({ kind: 'fail', cls });
