import * as z from 'zod';
import type { Rule } from './rule.types.js';

/** First line of every file of rules. */
export const RULES_FORMAT = 'vitrine-rollout/1';

/** More rules than coordinates that can be ruled make no sense. */
const MOST_RULES = 100;
const MOST_COORDINATES = 50;

const name = z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected 1 to 40 of a-z, 0-9 and -');
const text = z.string().min(1).max(200);
const texts = z.array(text).default([]);
const crowds = z.array(z.string().regex(/^[a-z0-9-]{1,32}$/, 'expected a crowd such as staff')).default([]);
const BASIS_POINTS = 'expected 0 to 10000, in hundredths of a percent: 500 is 5 %';
const basisPoints = z.int(BASIS_POINTS).min(0, BASIS_POINTS).max(10_000, BASIS_POINTS);

const guardrails = z.strictObject({
  ratePoints: z.number().positive().max(100).default(0.5),
  latencyRatio: z.number().min(1).max(100).default(1.2),
  latencyFloorMs: z.number().min(0).max(10_000).default(20),
  callsRatio: z.number().min(1).max(100).default(1.1),
});

const shadow = z.strictObject({
  mode: z.enum(['off', 'shadow', 'reverse']).default('off'),
  sampleBp: basisPoints.default(100),
  maxRps: z.number().min(0).max(1_000).default(5),
  maxConcurrent: z.int().min(0).max(100).default(4),
  aaBp: basisPoints.default(1_000),
  ranked: z.enum(['same', 'different']).default('same'),
});

const constraints = z.strictObject({
  regions: z.array(z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, 'expected CN or CN-BJ')).default([]),
  platforms: texts,
  minAppVersion: z
    .string('expected a text: put the version in quotes')
    .regex(/^\d{1,6}(?:\.\d{1,6}){0,5}$/, 'expected dotted numbers')
    .nullable()
    .default(null),
});

const allow = z.strictObject({ viewers: texts, crowds });
const deny = z.strictObject({ viewers: texts, scenes: texts });

/** One rule as it is written; what may be left out gets its usual value. */
export const ruleSchema = z.strictObject({
  id: name,
  coordinates: z.array(text).min(1).max(MOST_COORDINATES),
  control: name,
  treatment: name,
  state: z.enum(['draft', 'running', 'retired']),
  unit: z
    .array(z.enum(['viewer', 'device']))
    .min(1)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'expected each kind once')
    .default(['viewer', 'device']),
  salt: name,
  bp: basisPoints,
  holdbackBp: basisPoints.default(0),
  allow: allow.prefault({}),
  deny: deny.prefault({}),
  constraints: constraints.prefault({}),
  guardrails: guardrails.prefault({}),
  shadow: shadow.prefault({}),
  correlateWith: name.nullable().default(null),
  owner: text,
  expires: z.iso.date('expected a date of the calendar such as "2027-09-30"'),
  force: z.strictObject({ reason: text }).nullable().default(null),
}) satisfies z.ZodType<Rule>;

/** What stands around the rules, which are judged one by one so that each problem names its rule. */
export const rulesSchema = z.strictObject({
  format: z.literal(RULES_FORMAT),
  version: z.int().positive(),
  rules: z.array(z.unknown()).max(MOST_RULES),
});

/** Every key that has a meaning somewhere in a file of rules. */
export const RULE_KEYS: readonly string[] = [
  ...new Set(
    [rulesSchema, ruleSchema, allow, deny, constraints, guardrails, shadow].flatMap(({ shape }) =>
      Object.keys(shape),
    ),
  ),
];
