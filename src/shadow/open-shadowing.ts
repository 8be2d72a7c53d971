import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { FieldGuide } from '../../rollout/comparing/field-guide.js';
import { parseIgnoreRules, type IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import { enumWords, Redactor } from '../../rollout/comparing/redact.js';
import { UNKNOWN_TO_LEGACY } from '../../resolvers/arms/unknown-to-legacy.js';
import { USUAL_RULES } from '../../rollout/comparing/usual-rules.js';
import { describeError } from '../observability/describe-error.js';
import { AnswerProbe } from './probe/answer-probe.js';
import { Shadowing, type ShadowingParts } from './shadowing.js';

/** Differences that are known and accepted for a time lie beside the rules. */
const IGNORE_FILE = 'ignore.yaml';
const KEY_BYTES = 16;

/** Opens what compares the two sides of rollouts. `rules`: where they are read from. */
export function openShadowing(
  rules: string,
  schema: GraphQLSchema,
  logger: Logger,
  parts: Omit<ShadowingParts, 'instance' | 'guide' | 'redactor' | 'ignore' | 'probe'>,
): Shadowing {
  const redactor = new Redactor(randomBytes(KEY_BYTES).toString('hex'), enumWords(schema));
  return new Shadowing({
    ...parts,
    instance: randomUUID(),
    probe: new AnswerProbe(schema, redactor),
    guide: new FieldGuide({ ...USUAL_RULES, ...UNKNOWN_TO_LEGACY }, schema),
    redactor,
    ignore: ignoreRulesBeside(rules, logger),
  });
}

/** None beside rules that come from a URL, and none that cannot be read: what compares answers must not keep them from being given. */
function ignoreRulesBeside(rules: string, logger: Logger): readonly IgnoreRule[] {
  if (/^https?:/i.test(rules)) return [];
  const path = join(dirname(rules), IGNORE_FILE);
  try {
    const file = statSync(path, { throwIfNoEntry: false });
    if (!file) return [];
    if (!file.isFile()) throw new Error('is no file');
    return parseIgnoreRules(readFileSync(path, 'utf8'));
  } catch (error) {
    logger.error(
      { path, error: describeError(error) },
      'accepted differences could not be read, so none is accepted; correct the file and restart',
    );
    return [];
  }
}
