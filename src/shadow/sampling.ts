import { createHmac, hash } from 'node:crypto';
import { murmur3x86 } from '../../rollout/bucketing/murmur3.js';
import type { Ruling } from '../../rollout/decision/ruling.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import { armsFor } from '../../resolvers/rulables.js';

const ALL = 10_000;
const NONE: readonly Rule[] = [];

/** Whether something is one of a share of all, by its name: the same answer in every process. */
const isOneOf = (shareBp: number, salt: string, name: string): boolean =>
  shareBp > 0 && murmur3x86(Buffer.from(`${salt}:${name}`), 0) % ALL < shareBp;

/**
 * Picks the requests that are compared, by their trace id: the same ones in every process with this key. Clients choose trace
 * ids, and a request that is compared costs more than others: without the key nobody can choose to be picked.
 */
export class Sampling {
  private readonly secret: string;

  /** `key`: of the deployment. */
  constructor(key: Buffer) {
    this.secret = createHmac('sha256', key).update('sampling').digest('hex');
  }

  /** The rules that a request is a sample of. A kill ends a rule's shadow too. */
  rulesFor({ rules }: Ruling, traceId: string): readonly Rule[] {
    const compared = rules.filter(({ rule, isKilled }) => !isKilled && isCompared(rule));
    if (compared.length === 0) return NONE;
    const name = hash('sha256', `${this.secret}${traceId}`);
    return compared.flatMap(({ rule }) =>
      isOneOf(rule.shadow.sampleBp, `sample-${rule.id}`, name) ? [rule] : NONE,
    );
  }
}

/** Whether a case of a rule also tells the noise. */
export const isNoiseSample = ({ id, shadow }: Rule, traceId: string): boolean =>
  isOneOf(shadow.aaBp, `noise-${id}`, traceId);

/** One case in ten. */
const PROBED_BP = 1_000;

/** Whether the whole answers of a case are compared. Of the few cases that tell the noise, all are. */
export const isProbeSample = ({ id }: Pick<Rule, 'id'>, traceId: string, isNoise: boolean): boolean =>
  isNoise || isOneOf(PROBED_BP, `answer-${id}`, traceId);

const isCompared = ({ coordinates: [coordinate = ''], shadow: { mode } }: Rule): boolean =>
  mode !== 'off' && (armsFor(coordinate)?.compared ?? 'nothing') !== 'nothing';
