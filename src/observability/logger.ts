import { pino } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';

/** Creates the process's logger: one JSON object per line, `time` in epoch milliseconds, on standard output unless a stream is given. */
export function createLogger(level: Level | 'silent', destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'vitrine', pid: process.pid },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
