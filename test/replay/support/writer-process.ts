import { CaseSpool } from '../../../src/shadow/spool/case-spool.js';
import { recordOf } from './records.js';

/** Appends numbered records for as long as it lives. Its test ends it without a warning. */
const [folder = '', instance = ''] = process.argv.slice(2);
const spool = new CaseSpool({
  folder,
  now: Date.now,
  instance,
  bounds: { fileBytes: 256 * 1024, files: 1_000 },
});
process.stdout.write('ready\n');
for (let n = 0; ; n++) await spool.append(recordOf(instance, n));
