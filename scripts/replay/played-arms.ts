import { Arms } from '../../rollout/decision/arms.js';
import type { Decision } from '../../rollout/decision/decide.js';
import { allOnControl, inForce } from '../../rollout/decision/ruling.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import type { RecordedArm, RecordedCase } from '../../src/shadow/spool/recorded-case.js';

/** A replay measures no time: what it takes says nothing of an upstream. */
const NEVER_LATE_MS = 60_000;

/** The rule of a recorded arm, as far as answering and comparing need it. */
export function ruleOf({ rule: id, salt, coordinates, control, treatment, ranked }: RecordedArm): Rule {
  const [template] = allOnControl([{ coordinates, paths: [control, treatment], compared: 'exact' }]);
  if (!template) throw new RangeError('A rule of every declaration');
  return {
    ...template,
    ...{ id, salt, state: 'running' },
    guardrails: { ...template.guardrails, latencyFloorMs: NEVER_LATE_MS },
    shadow: { ...template.shadow, mode: 'shadow', ranked },
  };
}

/** The arms of a case; `swapped`: id of the rule whose other side is wanted. */
export function playedArms({ arms, rulesVersion }: RecordedCase, swapped: string | null): Arms {
  const decisions = arms.map((arm) => decisionOf(arm, arm.rule === swapped));
  const rules = inForce(
    decisions.map(({ rule }) => rule),
    { isKilled: () => false, isFused: () => false },
  );
  return Arms.settled({ generation: 0, version: rulesVersion, rules }, decisions);
}

function decisionOf(arm: RecordedArm, isSwapped: boolean): Decision {
  const rule = ruleOf(arm);
  if (!isSwapped)
    return { rule, side: arm.side, path: rule[arm.side], reason: arm.reason, isMoved: arm.isMoved };
  const side = arm.side === 'control' ? 'treatment' : 'control';
  return { rule, side, path: rule[side], reason: 'OVERRIDE', isMoved: false };
}
