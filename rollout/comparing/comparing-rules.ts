/** Ways of saying nothing, which may mean the same at a place. */
export type Blank = 'missing' | 'null' | 'empty-text' | 'empty-list';

/** What a field holds, as far as comparing it depends on that. `private`: says something about one viewer; it is compared, and no report shows it. */
export type FieldKind = 'id' | 'time' | 'url' | 'decimal' | 'private' | 'other';

/** How one field is compared where "exactly" would be wrong. Everything may be left out. */
export interface FieldRule {
  /** Where the schema does not say it: raw fields. */
  readonly kind?: FieldKind;
  /** Why it can never agree: `leaveOut: 'made anew for each answer'`. The field is not compared. */
  readonly leaveOut?: string;
  /** Why one side may know nothing of it: null on one side alone is no difference. Two values are compared. */
  readonly mayLack?: string;
  /** Decimals and numbers: the greatest difference that counts as none, as a decimal. Times: the same in ms. */
  readonly tolerance?: string;
  /** These count as the same here. */
  readonly equivalent?: readonly Blank[];
  /**
   * A list that is ranked, and measured as such elsewhere: of its members those are compared that both sides have, wherever they
   * stand. `same`: its length, too.
   */
  readonly ranked?: 'same' | 'different';
  /** Parameters of an address that say nothing about what it shows. */
  readonly dropParameters?: readonly string[];
}

/**
 * Rules by path (`Product.coupons[].amount.amount`: a coordinate, then the way inside it) or by coordinate of the schema
 * (`Money.amount`: wherever it stands). The longest wins.
 */
export type ComparingRules = Readonly<Record<string, FieldRule>>;
