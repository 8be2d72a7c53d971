import { MAX_ANCHORS } from '../datasources/content/anchors.contract.js';
import { fieldPlan } from './plans.js';
import { productPageSize, windowSize } from './video-products.js';

/** The products of a video: behind a cursor any of them may be needed. */
export const videoProductsPlan = fieldPlan('Video.products', ({ first, after }) => {
  const shows = productPageSize(typeof first === 'number' ? first : null);
  return { reads: after ? MAX_ANCHORS : windowSize(shows), shows };
});
