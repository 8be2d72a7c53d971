import type { LookupFunction } from 'node:net';

/** What becomes of names: found on loopback, unknown, nobody to ask, or no answer at all. */
export type NameService = 'ok' | 'ENOTFOUND' | 'EAI_AGAIN' | 'silent';

/** A lookup that knows every name as loopback, or fails as told at that moment. */
export const lookupOf =
  (state: () => NameService): LookupFunction =>
  (hostname, options, callback) => {
    const now = state();
    if (now === 'silent') return;
    const error =
      now === 'ok' ? null : Object.assign(new Error(`getaddrinfo ${now} ${hostname}`), { code: now });
    setImmediate(() =>
      options.all ? callback(error, [{ address: '127.0.0.1', family: 4 }]) : callback(error, '127.0.0.1', 4),
    );
  };
