import { frame, unframe } from '../../../src/shadow/spool/frame.js';

/** Content of a record that says which one it is, between 30 bytes and some KiB long. */
export const recordOf = (writer: string, n: number): Buffer =>
  Buffer.from(JSON.stringify({ writer, n, filling: 'é'.repeat((n * 7_919) % 4_000) }));

/** A file of so many records. */
export const fileOf = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, n) => frame(recordOf('test', n))));

/** The numbers of the whole records of a file; throws when one of them is not what was written. */
export function numbersIn(file: Buffer): { readonly numbers: readonly number[]; readonly damaged: number } {
  const { records, damaged } = unframe(file);
  const numbers = records.map((record) => {
    const { writer, n } = JSON.parse(record.toString()) as { writer: string; n: number };
    if (!record.equals(recordOf(writer, n))) throw new Error(`record ${n} is not whole`);
    return n;
  });
  return { numbers, damaged };
}
