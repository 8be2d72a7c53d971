import type { PublishRefusal } from '../publish-reason.js';

/** Shows one line to the operator. */
export type Print = (text: string) => void;

const FIRST_COLUMN = 20;
const SECOND_COLUMN = 11;

/** Three columns: where, what happened, details. */
export const line = (where: string, what: string, details: string): string =>
  `${where.padEnd(FIRST_COLUMN)} ${what.padEnd(SECOND_COLUMN)} ${details}`;

/** Why nothing was published, with what lies behind it where that is known. */
export const describeRefusal = ({ reasons, cause }: Pick<PublishRefusal, 'reasons' | 'cause'>): string =>
  `${reasons.join(', ')}${cause instanceof Error ? ` (${cause.message})` : ''}`;
