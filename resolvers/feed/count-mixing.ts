import type { ReasonCode } from '../../schema/reason-codes.js';
import type { MixOutput } from '../../mixing/mix.types.js';
import type { GatewayContext } from '../gateway-context.js';

/** Counts what boundary checks took out of a page, whether the page is shown or not. */
export function countDrops({ drops }: MixOutput, { count }: GatewayContext): void {
  for (const [code, times] of Object.entries(drops)) count(code as ReasonCode, times);
}

/** Counts what mixing did to make the page that is shown. */
export function countNotes({ notes }: MixOutput, { noted }: GatewayContext): void {
  for (const note of notes) noted(note.code, note.code === 'BACKFILLED' ? note.count : 1);
}
