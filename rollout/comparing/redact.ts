import { createHmac } from 'node:crypto';
import { isEnumType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { FieldNode } from './field-guide.js';
import type { Plain } from './observation.js';

const HASH_CHARACTERS = 6;
/** Longer numbers may be an account or a telephone. */
const MOST_DIGITS = 9;
/** Runs of characters that a shape shows. */
const MOST_RUNS = 8;
const DECIMAL = /^-?\d{1,9}(\.\d{1,4})?$/;

/** Makes values fit for a report: prices, numbers and enums as they are, everything else so that nobody is recognised. */
export class Redactor {
  constructor(
    /** Secret of the process: without it, hashes of short ids could be tried out. */
    private readonly key: string,
    /** Words of the schema's enums. */
    private readonly words: ReadonlySet<string>,
  ) {}

  show(value: Plain | undefined, { kind }: Pick<FieldNode, 'kind'>): string {
    if (value === undefined) return 'missing';
    if (value === null) return 'null';
    if (kind === 'private') return 'something';
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number') return this.number(value, kind);
    if (typeof value === 'string') return this.text(value, kind);
    if (Array.isArray(value)) return `list of ${value.length}`;
    return `object of ${Object.keys(value).length}`;
  }

  private number(value: number, kind: FieldNode['kind']): string {
    if (kind === 'time')
      return Number.isNaN(new Date(value).getTime()) ? 'no time' : new Date(value).toISOString();
    const digits = String(value).replace(/\D/g, '').length;
    return digits > MOST_DIGITS ? `number of ${digits} digits` : String(value);
  }

  private text(text: string, kind: FieldNode['kind']): string {
    if (kind === 'decimal' && DECIMAL.test(text)) return `"${text}"`;
    if (kind === 'id') return `id #${this.hash(text)}`;
    if (this.words.has(text)) return text;
    if (text === '') return '""';
    const length = `${[...text].length} chars #${this.hash(text)}`;
    return URL.canParse(text) ? `${addressShape(text)} ${length}` : `"${shapeOf(text)}" ${length}`;
  }

  /** Equal values have equal hashes, so that a reader sees swaps. */
  private hash(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex').slice(0, HASH_CHARACTERS);
  }
}

/** All words that enums of a schema have. */
export const enumWords = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(
    Object.values(schema.getTypeMap())
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name }) => name)),
  );

/** `Aa 9字`: what kinds of characters follow each other. */
function shapeOf(text: string): string {
  const runs = text
    .slice(0, 200)
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\p{Nd}+/gu, '9')
    .replace(/\p{Script=Han}+/gu, '字')
    .replace(/\s+/gu, ' ')
    .replace(/[^Aa9字 .,:;%¥$#/&<>-]+/gu, '·');
  return [...runs].length > MOST_RUNS ? `${[...runs].slice(0, MOST_RUNS).join('')}…` : runs;
}

/** `https://…/x/x.jpg?w`: how many steps, the kind of file, the names of parameters. */
function addressShape(text: string): string {
  const { protocol, pathname, searchParams } = new URL(text);
  const steps = pathname
    .split('/')
    .slice(1)
    .map(() => '/x');
  const extension = /\.(jpe?g|png|webp|gif|mp4|m3u8|html?)$/.exec(pathname)?.[0] ?? '';
  const names = [...new Set(searchParams.keys())].filter((name) => /^[a-z_]{1,20}$/i.test(name)).slice(0, 5);
  const scheme = protocol === 'https:' || protocol === 'http:' ? `${protocol}//…` : 'address …';
  return `${scheme}${steps.slice(0, 8).join('')}${extension}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}
