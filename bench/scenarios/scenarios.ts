import type { Scenario } from '../suite/scenario.js';
import { S1 } from './s1-feed.js';
import { S2 } from './s2-production.js';
import { S3 } from './s3-identical.js';
import { S4 } from './s4-posts-users.js';
import { S5 } from './s5-latency.js';
import { S6 } from './s6-large-answers.js';
import { S7 } from './s7-hostile-documents.js';
import { S8 } from './s8-error-path.js';
import { S9 } from './s9-cold-start.js';
import { S10 } from './s10-shadows.js';
import { YOUNG_GENERATION } from './young-generation.js';

/** All scenarios, in the order in which they run and are reported. */
export const SCENARIOS: readonly Scenario[] = [S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, YOUNG_GENERATION];
