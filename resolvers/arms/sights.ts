import type { Lead, Sight } from '../../datasources/chain/lead.js';

/** A coordinate and key that were looked at. */
export interface Sighted {
  readonly coordinate: string;
  readonly key: string;
  readonly sight: Sight;
}

/** What the leading sources of one request said, by rule and place; kept for as long as the request is compared. */
export class Sights {
  private readonly byRule = new Map<string, Map<string, Sighted>>();

  /** Rules that are looked at. */
  constructor(rules: readonly string[]) {
    for (const rule of rules) this.byRule.set(rule, new Map());
  }

  /** Takes in what is said on a rule's path; undefined: nobody looks. The first word counts: fields of one record ask again. */
  of(rule: string): Lead['sighted'] {
    const places = this.byRule.get(rule);
    return (
      places &&
      ((coordinate, key, sight) => {
        const place = `${coordinate} ${key}`;
        if (!places.has(place)) places.set(place, { coordinate, key, sight });
      })
    );
  }

  /** What was said on a rule's path, by place. */
  seen(rule: string): ReadonlyMap<string, Sighted> {
    return this.byRule.get(rule) ?? NOTHING;
  }
}

const NOTHING: ReadonlyMap<string, Sighted> = new Map();
