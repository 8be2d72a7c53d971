import type { JudgedRule, Verdict } from '../../rollout/fleet/evaluate.js';
import { countsOf, type Evidence } from '../../rollout/fleet/evidence.js';
import type { RuleFigures } from '../../rollout/fleet/fleet-figures.js';
import type { InstanceState } from '../../rollout/fleet/fleet-window.js';
import type { FleetFiles } from './fleet-files.js';
import type { Surroundings } from './sub-command.js';

/** A verdict that asks for something, and what it rests on. */
export interface Action {
  readonly rule: JudgedRule;
  /** Version of the rules that were judged. */
  readonly version: number;
  readonly verdict: Exclude<Verdict, { kind: 'hold' }>;
  readonly figures: RuleFigures;
  readonly instances: readonly InstanceState[];
}

/**
 * Carries a verdict out and leaves its evidence. Acting comes first: a full disk must not keep a bad treatment up; a record that
 * cannot be kept is written to the error stream.
 */
export async function act(
  { rule, version, verdict, figures, instances }: Action,
  files: FleetFiles,
  { out, err, wallNow }: Pick<Surroundings, 'out' | 'err' | 'wallNow'>,
): Promise<void> {
  const at = new Date(wallNow()).toISOString();
  const to = verdict.kind === 'step-back' ? verdict.toBp : rule.bp;
  const after = verdict.kind === 'step-back' ? await files.stepBack(rule.id, to) : version;
  if (verdict.kind === 'kill') await files.kill(rule.id);
  const evidence: Evidence = {
    format: 'vitrine-evidence/1',
    at,
    rule: rule.id,
    action: verdict.kind,
    bp: { from: rule.bp, to },
    rulesVersion: { before: version, after },
    reasons: verdict.reasons,
    figures: countsOf(figures),
    findings: verdict.findings,
    instances,
  };
  try {
    out(`    evidence  ${await files.keep(evidence)}\n`);
    if (verdict.kind === 'step-back') await files.append({ at, version: after, rule: rule.id, bp: to });
  } catch (error) {
    err(`The record could not be kept (${String(error)}): ${JSON.stringify(evidence)}\n`);
  }
}
