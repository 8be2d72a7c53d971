import type { HttpDefect } from './defect.js';
import { ALIGNMENT, ERRORS } from './defects/answers.js';
import { ELIGIBILITY } from './defects/eligibility.js';
import { LISTS } from './defects/lists.js';
import { MAPPING } from './defects/mapping.js';
import { NULLNESS } from './defects/nullness.js';
import { PAGING } from './defects/paging.js';
import { PRIVACY } from './defects/privacy.js';

/** The mistakes that a running gateway has to find, by kind. */
export const HTTP_DEFECTS: readonly HttpDefect[] = [
  ...MAPPING,
  ...NULLNESS,
  ...LISTS,
  ...ELIGIBILITY,
  ...ERRORS,
  ...ALIGNMENT,
  ...PAGING,
  ...PRIVACY,
];
