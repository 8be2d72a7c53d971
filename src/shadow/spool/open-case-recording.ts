import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ResolvedConfig } from '../../config.js';
import { CaseRecorder } from './case-recorder.js';
import { CaseSpool } from './case-spool.js';
import { KeyedWords } from './keyed-words.js';
import { VeiledPlans } from './veiled-plans.js';

/** Where cases lie inside of the folder for data. */
export const CASES = 'cases';
const KEY_BYTES = 16;
const INSTANCE_BYTES = 6;

/** What opening takes from the process. */
export interface OpenCaseRecordingParts {
  readonly config: Pick<ResolvedConfig, 'dataDir' | 'videoPageUrl' | 'mediaHosts' | 'localMediaOrigin'>;
  /** Of the gateway. */
  readonly version: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Opens the recording of cases; null where there is no folder for them. Ids are hashed with a key that dies with the process. */
export function openCaseRecording({ config, version, now }: OpenCaseRecordingParts): CaseRecorder | null {
  const { dataDir, videoPageUrl, mediaHosts, localMediaOrigin } = config;
  if (dataDir === null) return null;
  const words = new KeyedWords(randomBytes(KEY_BYTES));
  return new CaseRecorder({
    spool: new CaseSpool({
      folder: join(dataDir, CASES),
      now,
      instance: randomBytes(INSTANCE_BYTES).toString('hex'),
    }),
    words,
    plans: new VeiledPlans(words),
    version,
    settings: { videoPageUrl, mediaHosts, localMediaOrigin },
    now: () => performance.now(),
  });
}
