/** What LEGACY is known not to tell, by its contract: different on every record that has it, whatever is switched off. */
export interface ContractDifference {
  /** The coordinate and the way inside it. */
  readonly at: string;
  readonly class: 'value' | 'nullness';
  readonly reason: string;
}

/** All of them at coordinates that can be ruled. An ignore rule for each leaves a parity report with what is worth reading. */
export const BY_CONTRACT: readonly ContractDifference[] = [
  {
    at: 'Product.pricing.finalPrice',
    class: 'nullness',
    reason: 'LEGACY knows no coupons, so no price after them.',
  },
  { at: 'Product.pricing.priceLabel', class: 'nullness', reason: 'LEGACY has no labels.' },
  {
    at: 'Video.author.shop.kind',
    class: 'value',
    reason: "LEGACY knows id and name of an account's shop; its kind reads as OTHER.",
  },
  { at: 'Video.author.shop.logo', class: 'nullness', reason: 'LEGACY has no logos of shops.' },
  { at: 'Video.author.shop.url', class: 'nullness', reason: 'LEGACY has no pages of shops.' },
];
