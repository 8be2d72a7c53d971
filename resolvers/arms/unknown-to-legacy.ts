import type { ComparingRules } from '../../rollout/comparing/comparing-rules.js';

const unknown = (mayLack: string) => ({ mayLack });

/**
 * What LEGACY does not know by contract: its path cannot agree with another one there, and nobody has to accept it again and again.
 * Whatever else differs is a difference, also here between two answers of another path.
 */
export const UNKNOWN_TO_LEGACY: ComparingRules = {
  'Product.pricing.finalPrice': unknown('LEGACY knows no coupons, so no price after them'),
  'Product.pricing.priceLabel': unknown('LEGACY has no labels of prices'),
  'Video.author.shop.kind': { leaveOut: 'LEGACY does not say which kind of shop it is, so all are OTHER' },
  'Video.author.shop.logo': unknown('LEGACY embeds shops without a logo'),
  'Video.author.shop.url': unknown('LEGACY embeds shops without an address'),
};

/** The same of the videos on cards of its feed, which it embeds: seen in whole answers alone. */
export const UNKNOWN_TO_LEGACY_CARDS: ComparingRules = {
  'Video.sources': { leaveOut: 'LEGACY cards have one source, in SD' },
  'Video.category.name': unknown('LEGACY knows no names of categories'),
  'Video.stats': { leaveOut: 'LEGACY counts at the moment it is asked, CONTENT some minutes before' },
  'VideoProductEdge.anchorMs': unknown('LEGACY knows no moments of products in a video'),
};
