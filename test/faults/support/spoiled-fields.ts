import type { UpstreamName } from '../../../datasources/upstreams.js';
import type { SpoiledFields } from './faults.types.js';

const NONE: SpoiledFields = { required: 'subject', number: null, word: null, text: null };

/** By upstream. Where no number fails a record, as a counter never does, none is named. */
export const SPOILED_FIELDS: Readonly<Record<UpstreamName, SpoiledFields>> = {
  ALGORITHM: { required: 'contentId', number: null, word: 'contentType', text: null },
  CONTENT: { required: 'durationMs', number: 'publishAt', word: 'status', text: 'title' },
  CATALOG: { required: 'restricted', number: null, word: 'status', text: 'title' },
  PRICING: { required: 'currency', number: 'saleCents', word: 'coupons.audience', text: null },
  INVENTORY: { required: 'asOf', number: 'asOf', word: 'state', text: null },
  ACCOUNTS: { required: 'name', number: null, word: 'kind', text: 'name' },
  LIVE: { required: 'roomId', number: 'startAt', word: 'state', text: 'title' },
  ENGAGEMENT: { required: 'liked', number: null, word: null, text: null },
  EXPOSURE: NONE,
  SLOTS: { required: 'planVersion', number: 'publishedAt', word: null, text: null },
  LEGACY: { required: 'contentId', number: null, word: null, text: null },
  SNAPSHOT: { required: 'hash', number: null, word: null, text: null },
};
