import type { CallParts, RecordedEnd } from '../../../datasources/http/recording.js';
import type { Viewer } from '../../../datasources/index.js';
import { mapTexts } from './map-texts.js';
import type { KeyedWords } from './keyed-words.js';
import type { RecordedExchange } from './recorded-case.js';

/** Ids and content keys: contents are everybody's, whoever they were shown to. Buckets of experiments look alike. */
const ID = /^(?:(?:VIDEO|LIVE):)?\d{1,19}(?:#\d{1,19})*$|^BANNER:[a-z0-9-]{1,32}$/;
/** Kinds of content, and a coarse home region, which prices are asked by. */
const WORD = /^(?:shortvideo|live|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)$/;
/** What LEGACY says of one viewer; the records around it are those that everybody gets. */
const LEGACY_MARKS: ReadonlySet<string> = new Set([
  'pvid',
  'scm',
  'trackInfo',
  'recReason',
  'traceId',
  'nick',
]);

/** `?days=7`, `&limit=500`: as our own calls write them. */
const PARAMETER = /([?&][^=&]+=)([^&]*)/g;

/** Takes out of one request's exchanges who asks, and what services said of them alone. Equal texts stay equal. */
export class Veil {
  /** Who asks, as replays know them. */
  readonly viewer: Viewer;
  private readonly ids = new Map<string, string>();

  constructor(
    { viewerId, deviceId }: Viewer,
    private readonly words: KeyedWords,
  ) {
    this.viewer = { viewerId: this.idOf('v', viewerId), deviceId: this.idOf('d', deviceId) };
  }

  /** A call that carried no ids is everybody's, and stays as it is. */
  exchange([id, suffix, body, identity]: CallParts, end: RecordedEnd): RecordedExchange {
    if (identity === null) return [[id, suffix, body, identity], end];
    const [viewerId, deviceId] = identity;
    const call: CallParts = [
      id,
      this.suffix(suffix),
      mapTexts(body, (text, name) => (name === 'cursor' ? this.word(text) : this.known(text))),
      [viewerId === null ? null : this.known(viewerId), this.known(deviceId)],
    ];
    return [call, 'answer' in end ? { answer: this.answer(id, end.answer) } : end];
  }

  /** Cursors of services come back with the next page. */
  word(text: string): string {
    return this.words.of('word', text);
  }

  /** What a client sent: its own ids are not left in it. */
  known(text: string): string {
    return this.ids.get(text) ?? text;
  }

  /** LEGACY takes its parameters as one text of JSON. */
  private suffix(suffix: string): string {
    return suffix.replaceAll(PARAMETER, (_whole, name: string, value: string) => {
      const text = decodeURIComponent(value);
      const veiled = text.startsWith('{')
        ? JSON.stringify(mapTexts(JSON.parse(text), (part) => this.known(part)))
        : this.known(text);
      return `${name}${encodeURIComponent(veiled)}`;
    });
  }

  private answer(id: string, answer: unknown): unknown {
    const isLegacy = id.startsWith('LEGACY.');
    return mapTexts(answer, (text, name) => {
      const known = this.ids.get(text);
      if (known !== undefined) return known;
      if (isLegacy) return LEGACY_MARKS.has(name) && text !== '' ? this.word(text) : text;
      if (name === 'nextCursor') return this.word(text); // comes back as the `cursor` of a call
      if (text === '' || ID.test(text) || WORD.test(text)) return text;
      return this.word(text);
    });
  }

  private idOf(kind: 'v' | 'd', id: string | null): string | null {
    if (id === null) return null;
    const word = this.words.of(kind, id);
    this.ids.set(id, word);
    this.ids.set(`${kind}:${id}`, `${kind}:${word}`); // as a `subject`
    return word;
  }
}
