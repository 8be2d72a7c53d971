import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppInternals } from '../../../src/app.js';
import { readCases, type CaseRead } from '../../../src/shadow/spool/read-cases.js';
import type { RulesFile } from '../../rollout-gateway/support/rules.js';
import { startRolloutGateway, type RolloutGateway } from '../../rollout-gateway/support/rollout-gateway.js';

/** Every request is compared. */
export const ALWAYS = { mode: 'shadow', sampleBp: 10_000, maxRps: 1_000, maxConcurrent: 8 } as const;

/** A gateway that records what it compares. */
export interface RecordingGateway extends RolloutGateway {
  /** The folder of its cases. */
  readonly folder: string;
  /** Resolves to the cases so far, once there are as many. */
  cases(atLeast?: number): Promise<readonly CaseRead[]>;
}

/** Starts one in front of a sandbox. */
export async function startRecordingGateway(
  rules: Parameters<RulesFile['publish']>[0],
  internals: AppInternals = {},
): Promise<RecordingGateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-cases-'));
  const folder = join(dataDir, 'cases');
  const gateway = await startRolloutGateway(rules, { env: { DATA_DIR: dataDir }, internals });
  return {
    ...gateway,
    folder,
    async cases(atLeast = 1) {
      for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        const found = await allCases(folder);
        if (found.length >= atLeast || Date.now() > end) return found;
      }
    },
    async close() {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** All cases of a folder. */
export async function allCases(folder: string): Promise<readonly CaseRead[]> {
  const all: CaseRead[] = [];
  for await (const { cases } of readCases(folder)) all.push(...cases);
  return all;
}

/** Resolves when nothing more is written for a while. */
export async function settled(folder: string): Promise<void> {
  for (let held = -1; ;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const now = (await allCases(folder)).length;
    if (now === held && now > 0) return;
    held = now;
  }
}
