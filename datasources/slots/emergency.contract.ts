import * as z from 'zod';

const MAX_ENTRIES = 5_000;
const ids = z.array(z.string()).max(MAX_ENTRIES);
const emergencyRecord = z.object({
  version: z.int().min(0),
  updatedAt: z.int(),
  contents: ids,
  products: ids,
  authors: ids,
  shops: ids,
});

/** What must not be shown anywhere, at once. */
export interface EmergencyOffline {
  readonly version: number;
  /** Content keys. */
  readonly contents: ReadonlySet<string>;
  readonly products: ReadonlySet<string>;
  /** Account ids: every video, room and product of theirs is off. */
  readonly authors: ReadonlySet<string>;
  readonly shops: ReadonlySet<string>;
}

/** Nothing is off. */
export const NOTHING_OFF: EmergencyOffline = {
  version: -1,
  contents: new Set(),
  products: new Set(),
  authors: new Set(),
  shops: new Set(),
};

/**
 * Reads the emergency list.
 * @throws ZodError when it is no such list: the former one stays in force
 */
export function parseEmergency(json: unknown): EmergencyOffline {
  const { version, contents, products, authors, shops } = emergencyRecord.parse(json);
  return {
    version,
    contents: new Set(contents),
    products: new Set(products),
    authors: new Set(authors),
    shops: new Set(shops),
  };
}
