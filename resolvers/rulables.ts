import type { Rulable } from '../rollout/rules/rule.types.js';

/** Every group of coordinates that a rule may move. */
export const RULABLES: readonly Rulable[] = [
  { coordinates: ['Query.feed'], paths: ['legacy', 'primary'], compared: 'ranked list' },
  {
    coordinates: ['Product.pricing', 'Product.coupons', 'Product.promotions'],
    paths: ['legacy-items', 'pricing'],
    compared: 'exact',
  },
  { coordinates: ['Video.author'], paths: ['legacy-detail', 'accounts'], compared: 'exact' },
  { coordinates: ['Video.viewer'], paths: ['none', 'engagement'], compared: 'nothing' },
];
