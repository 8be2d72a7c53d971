import { createHmac } from 'node:crypto';

const HEX_DIGITS = 24;

/** Makes words that say nothing, and the same one for the same text. They fit wherever ids, crowds and marks may stand. */
export class KeyedWords {
  /** Without `key` nobody can say whose a word is. */
  constructor(private readonly key: Buffer | string) {}

  /** `kind` keeps a viewer's id and the same text elsewhere apart. */
  of(kind: string, text: string): string {
    const hash = createHmac('sha256', this.key).update(`${kind} ${text}`).digest('hex');
    return `h-${hash.slice(0, HEX_DIGITS)}`;
  }
}
