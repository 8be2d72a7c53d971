import { setTimeout as sleep } from 'node:timers/promises';
import { bufferedOutput } from '../../../src/observability/buffered-output.js';

// Writes so many lines of log as fast as it can, says by message how much memory that took, and exits with a last line when told to.
const lines = Number(process.argv[2]);
const LINES_A_TURN = 1_000;
const line = `${'x'.repeat(999)}\n`;

const output = bufferedOutput();
process.once('message', () => {
  output.write(line);
  process.exit(0);
});
for (let sent = 0; sent < lines; sent++) {
  output.write(line);
  if (sent % LINES_A_TURN === 0) await sleep(1);
}
const { heapUsed, external } = process.memoryUsage();
process.send?.({ sent: lines * line.length, held: heapUsed + external });
