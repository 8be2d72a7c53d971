import { ALIGNMENT, ERRORS } from './defects/answers.js';
import type { Defect } from './defects/defect.js';
import { ELIGIBILITY, LISTS, PAGING } from './defects/lists.js';
import { MAPPING, NULLNESS, PRIVACY } from './defects/values.js';

/** The mistakes that comparing has to find, by kind. */
export const DEFECTS: readonly Defect[] = [
  ...MAPPING,
  ...NULLNESS,
  ...LISTS,
  ...ELIGIBILITY,
  ...ERRORS,
  ...ALIGNMENT,
  ...PAGING,
  ...PRIVACY,
];
