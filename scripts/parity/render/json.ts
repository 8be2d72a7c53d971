import type { ParityReport } from '../../../rollout/parity/parity-report.types.js';

/** The report for programs, format `vitrine-parity/1`. */
export const renderJson = (report: ParityReport): string => `${JSON.stringify(report, null, 2)}\n`;
