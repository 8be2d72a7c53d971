import { appendFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../datasources/disk/atomic-file.js';
import { evidenceFile, type Evidence } from '../../rollout/fleet/evidence.js';
import { historyLine, readHistory, type History } from '../../rollout/fleet/history.js';
import { reduce } from '../../rollout/fleet/reduce.js';
import { kills, MOST_KILL_BYTES, parseKillList } from '../../rollout/live/kill-list.js';
import type { BasisPoints } from '../../rollout/rules/rule.types.js';
import type { EvaluateOptions } from './evaluate-options.js';
import { judgedRules, type JudgedRules } from './judged-rules.js';
import { textIfAny, textOf } from '../shared/text-of.js';

/** The files that a fleet check reads and writes. What it does rejects when a file cannot be read or written, unless said. */
export class FleetFiles {
  constructor(private readonly paths: Pick<EvaluateOptions, 'rules' | 'kill' | 'evidence' | 'history'>) {}

  /** The rules as they are now. */
  rules(): Promise<JudgedRules> {
    return judgedRules(this.paths.rules);
  }

  /** Everything that was appended so far. */
  async history(): Promise<History> {
    const { history } = this.paths;
    return readHistory(history === undefined ? '' : ((await textIfAny(history)) ?? ''));
  }

  /** Whether the kill file names a rule. A file that cannot be read kills nothing here: what is bad is reduced all the same. */
  async isKilled(ruleId: string): Promise<boolean> {
    const text = await textIfAny(this.paths.kill).catch(() => null);
    return kills(parseKillList(Buffer.from(text ?? '')), ruleId);
  }

  /** Lowers a share in the rules; resolves to their new version. */
  async stepBack(ruleId: string, toBp: BasisPoints): Promise<number> {
    const { text, version } = reduce(await textOf(this.paths.rules), ruleId, toBp);
    // Through a link, which would become a file otherwise.
    await writeAtomically(await realpath(this.paths.rules), Buffer.from(text));
    return version;
  }

  /** Appends a rule to the kill file. */
  async kill(ruleId: string): Promise<void> {
    const text = (await textIfAny(this.paths.kill)) ?? '';
    const line = `${text === '' || text.endsWith('\n') ? '' : '\n'}${ruleId}\n`;
    if (Buffer.byteLength(text + line) > MOST_KILL_BYTES)
      throw new Error(`${this.paths.kill} is full: gateways read ${MOST_KILL_BYTES} bytes.`);
    await appendFile(this.paths.kill, line);
  }

  /** Keeps a record; resolves to its path. */
  async keep(evidence: Evidence): Promise<string> {
    const path = join(this.paths.evidence, evidenceFile(evidence));
    await writeAtomically(path, Buffer.from(`${JSON.stringify(evidence, null, 2)}\n`));
    return path;
  }

  /** Appends to the history, if one is kept. */
  async append(entry: Parameters<typeof historyLine>[0]): Promise<void> {
    if (this.paths.history !== undefined) await appendFile(this.paths.history, historyLine(entry));
  }
}
