import { failedPagesOf, type Sighting } from './sighting.js';
import { seenIn, type StepResult } from './step-result.js';
import { tallyOf } from './tally.js';
import { TIERS } from './tiers.js';
import {
  describeFields,
  describeGreatest,
  describeRecovery,
  describeTimes,
  grouped,
  originShares,
  tierShares,
} from './words.js';

/** Where a drill shows its progress. */
export interface Screen {
  /** Writes as it is, without a line break. */
  write(text: string): void;
  /** Characters of a line that can be written over; null: lines cannot, because nobody watches. */
  readonly width: number | null;
}

const COLUMNS = [
  ['step', 29],
  ['full pages', 10],
  ['tier', 17],
  ['back after', 10],
  ['prices', 11],
  ['stock', 11],
  ['p50 / p99 ms', 12],
] as const;
const LAST_COLUMN = 'from elsewhere';
/** Rarer rows are in the report alone. */
const LEAST_SHARE = 0.2;
/** Kinds of failure that are named at a step. */
const MOST_WRONGS = 2;

/** Prints a table while it grows: a mark for every answer as it comes, a row for every step when it is over. */
export class Terminal {
  private title: string | null = null;
  private marks = '';

  constructor(private readonly screen: Screen) {}

  /** A line by itself. */
  say(line: string): void {
    this.screen.write(`${line}\n`);
  }

  /** The head of the table. */
  head(): void {
    if (this.screen.width !== null)
      this.say(
        '█ a full page   ▓ full, some of it from elsewhere   ▒ full, from a lower tier   x not full\n',
      );
    this.sayRow([...COLUMNS.map(([name]) => name), LAST_COLUMN]);
  }

  /** A step begins. */
  begin(title: string): void {
    this.title = title;
    this.marks = '';
    this.draw();
  }

  /** An answer came. */
  note(sighting: Sighting): void {
    if (sighting.kind !== 'page' || this.title === null) return;
    this.marks += markOf(sighting);
    this.draw();
  }

  /** A step is over. */
  end(result: StepResult): void {
    this.title = null;
    const tally = tallyOf(result);
    const { fullPages, pages, unavailable, failedReads, reads } = tally;
    const elsewhere = describeFields(tally.degraded.filter(({ share }) => share >= LEAST_SHARE));
    const lost = unavailable + failedReads;
    this.erase();
    this.sayRow([
      result.title,
      `${grouped(fullPages)}/${grouped(pages)}${fullPages < pages ? ' !' : ''}`,
      describeGreatest(tierShares(tally.tiers), 'nothing asked'),
      describeRecovery(result),
      describeGreatest(originShares(tally.prices), 'no products'),
      describeGreatest(originShares(tally.stock), 'no products'),
      describeTimes(tally),
      [...describeWrongs(result), elsewhere, lost > 0 ? `by id: ${lost} of ${reads} not read` : '']
        .filter((text) => text !== '')
        .join('; '),
    ]);
  }

  /** Takes back a line that has no end yet. */
  erase(): void {
    if (this.screen.width !== null) this.screen.write('\r\x1b[K');
  }

  private draw(): void {
    const { width } = this.screen;
    if (width === null || this.title === null) return;
    const title = `${this.title.padEnd(COLUMNS[0][1])} `;
    const room = Math.max(1, width - title.length - 1);
    this.screen.write(`\r\x1b[K${title}${this.marks.slice(-room)}`);
  }

  private sayRow(cells: readonly string[]): void {
    const line = cells.map((cell, index) => cell.padEnd(COLUMNS[index]?.[1] ?? 0)).join(' ');
    this.say(line.trimEnd().slice(0, this.screen.width ?? undefined));
  }
}

/** What was wrong with pages that were not full, each kind once. */
function describeWrongs(result: StepResult): readonly string[] {
  const failed = failedPagesOf(seenIn(result));
  return [...new Set(failed.map(({ verdict, wrong }) => `${verdict}: ${wrong ?? ''}`))].slice(0, MOST_WRONGS);
}

function markOf({ verdict, tier, degraded }: Sighting): string {
  if (verdict !== 'full') return 'x';
  if (tier !== TIERS[0]) return '▒';
  return degraded.length > 0 ? '▓' : '█';
}
