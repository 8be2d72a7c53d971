import { hash } from 'node:crypto';

const HEX_DIGITS = 24;

/** Makes words that say nothing, and the same one for the same text. They fit wherever ids, crowds and marks may stand. */
export class KeyedWords {
  private readonly prefix: string;

  /** Without `key` nobody can say whose a word is. */
  constructor(key: Buffer) {
    this.prefix = key.toString('hex');
  }

  /**
   * `kind` keeps a viewer's id and the same text elsewhere apart. Not an HMAC, which costs forty times as much, and a case has
   * thousands of words: nobody can go on from a hash of which half is kept.
   */
  of(kind: string, text: string): string {
    return `h-${hash('sha256', `${this.prefix} ${kind} ${text}`, 'hex').slice(0, HEX_DIGITS)}`;
  }
}
