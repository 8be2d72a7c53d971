import { compare, type Compared, type CompareSettings } from '../comparing/compare.js';
import type { IgnoreRule } from '../comparing/ignore-rules.js';
import type { CaseHead, ComparedCase, Comparison } from '../comparing/observation.js';
import { entryOf, OTHERS } from './bounded-record.js';
import { countAgreement, countClasses, countPages, countSide, type Counted } from './count-compared.js';
import { noAgreement, noPages, noRule, noSide } from './empty-figures.js';
import { ANSWER_ROOT } from '../comparing/compare-answers.js';
import type { Difference } from '../comparing/difference.js';
import { IgnoreTally, isInside } from './ignore-tally.js';
import { mergeFigures } from './merge-figures.js';
import {
  FIGURES_FORMAT,
  type ParityFigures,
  type RuleFigures,
  type WhatIsCompared,
} from './parity-figures.js';

const HOUR_MS = 60 * 60 * 1000;
/** Two weeks: the longest dwell is one. */
const MOST_HOURS = 14 * 24;
/** Registered operations are fewer; hashes of others may be many. */
const MOST_OPERATIONS = 200;
/** Versions of apps that are about. */
const MOST_CLIENTS = 100;
/** A rule moves a handful. */
const MOST_COORDINATES = 12;
const MOST_REASONS = 30;
/** Operations of clients whose whole answers are compared, and the paths of each on which two sides differ. */
const MOST_ANSWERS = 100;
const MOST_ANSWER_PATHS = 20;

/** A rule whose places are compared. */
export interface ComparedRule extends Readonly<Omit<WhatIsCompared, 'coordinates'>> {
  readonly id: string;
  readonly coordinates: readonly string[];
  /** Its guardrails: slower than both is late. */
  readonly latencyRatio: number;
  readonly latencyFloorMs: number;
}

/** What a tally needs. */
export interface TallyParts extends Pick<CompareSettings, 'guide' | 'redactor'> {
  readonly rules: readonly ComparedRule[];
  readonly ignore: readonly IgnoreRule[];
  /** Wall clock, epoch ms: figures of several instances are put together. */
  readonly now: () => number;
}

/** Compares and counts, in bounded memory; never keeps a value, only figures and redacted exemplars. */
export class ParityTally {
  readonly #rules: ReadonlyMap<string, { readonly figures: RuleFigures; readonly settings: CompareSettings }>;
  readonly #ignore: IgnoreTally;
  readonly #now: () => number;

  constructor({ rules, ignore, guide, redactor, now }: TallyParts) {
    this.#rules = new Map(
      rules.map((rule) => [
        rule.id,
        {
          figures: noRule({ ...rule, coordinates: [...rule.coordinates] }),
          settings: { ...rule, guide, redactor },
        },
      ]),
    );
    this.#ignore = new IgnoreTally(ignore, now());
    this.#now = now;
  }

  /** Figures of several instances together. */
  static merge(all: readonly ParityFigures[]): ParityFigures {
    return mergeFigures(all);
  }

  /**
   * Counts one request. A large one may be given in several parts, with some comparisons each. Returns whether the sides agree,
   * as far as they could be compared.
   */
  add(compared: ComparedCase): boolean {
    const rule = this.#rules.get(compared.ruleId);
    if (!rule) return true;
    const now = this.#now();
    const places = compared.comparisons.map((comparison) => this.#addPlace(rule, compared, comparison, now));
    return places.every((agrees) => agrees);
  }

  /**
   * Counts one whole answer; returns whether the sides agree. `own`: coordinates whose differences are those of the rule's
   * sources.
   */
  addAnswer(
    { ruleId, operation, client, isNoise }: CaseHead,
    compared: Compared,
    own: readonly string[],
  ): boolean {
    const figures = this.#rules.get(ruleId)?.figures;
    if (!figures) return true;
    if (compared.kind === 'outside') {
      countReason(figures, `answer ${compared.reason}`);
      return true;
    }
    const kept = this.#ignore.keep(ANSWER_ROOT, compared.differences, this.#now());
    const answers = entryOf(figures.answers, `${operation}, ${client}`, MOST_ANSWERS, (isOther) => ({
      operation: isOther ? OTHERS : operation,
      client: isOther ? OTHERS : client,
      elsewhere: 0,
      ab: noSide(),
      aa: noSide(),
    }));
    const isOwn = ({ names }: Difference): boolean =>
      names.some((at) => own.some((one) => isInside(at, one)));
    if (!isNoise && compared.kind === 'compared') answers.elsewhere += Number(!kept.every(isOwn));
    countClasses(answers[isNoise ? 'aa' : 'ab'], { compared, kept }, operation, MOST_ANSWER_PATHS);
    return kept.length === 0;
  }

  /** Counts a case that was not compared: shed, not sampled in time, no answer to compare with. */
  dropped(ruleId: string, reason: string): void {
    const rule = this.#rules.get(ruleId);
    if (rule) countReason(rule.figures, reason);
  }

  /** What is counted of each rule, not copied: to be read at once and kept by nobody. */
  standing(): readonly (readonly [ruleId: string, figures: Readonly<RuleFigures>])[] {
    return [...this.#rules].map(([id, { figures }]) => [id, figures]);
  }

  /** A copy of everything counted so far, fit for JSON. */
  snapshot(): ParityFigures {
    const figures: ParityFigures = {
      format: FIGURES_FORMAT,
      rules: Object.fromEntries(this.standing()),
      ignored: this.#ignore.figures(),
    };
    return structuredClone(figures);
  }

  #addPlace(
    { figures, settings }: { readonly figures: RuleFigures; readonly settings: CompareSettings },
    { operation, client, isNoise }: ComparedCase,
    comparison: Comparison,
    now: number,
  ): boolean {
    const outcome = compare(comparison, settings);
    if (outcome.kind === 'outside') {
      countReason(figures, outcome.reason);
      return true;
    }
    const { coordinate } = comparison;
    const counted: Counted = {
      compared: outcome,
      kept: this.#ignore.keep(coordinate, outcome.differences, now),
    };
    const side = isNoise ? 'aa' : 'ab';
    const places = entryOf(figures.compared, coordinate, MOST_COORDINATES, () => ({
      ab: noSide(),
      aa: noSide(),
    }));
    countSide(places[side], counted, coordinate, operation);
    if (outcome.kind === 'compared' && outcome.pages) {
      const pages = entryOf(figures.pages, coordinate, MOST_COORDINATES, () => ({
        ab: noPages(),
        aa: noPages(),
      }));
      countPages(pages[side], outcome.pages);
    }
    const agrees = counted.kept.length === 0;
    if (isNoise) return agrees;
    const own = entryOf(figures.operations, operation, MOST_OPERATIONS, () => ({
      ...noAgreement(),
      coordinates: [],
    }));
    countAgreement(own, counted);
    if (
      outcome.kind === 'compared' &&
      !own.coordinates.includes(coordinate) &&
      own.coordinates.length < MOST_COORDINATES
    )
      own.coordinates.push(coordinate);
    countAgreement(entryOf(figures.clients, client, MOST_CLIENTS, noAgreement), counted);
    countHour(figures, now);
    return agrees;
  }
}

function countReason({ dropped }: RuleFigures, reason: string): void {
  const key = Object.keys(dropped).length < MOST_REASONS || reason in dropped ? reason : 'others';
  dropped[key] = (dropped[key] ?? 0) + 1;
}

function countHour(figures: RuleFigures, now: number): void {
  const hour = String(Math.floor(now / HOUR_MS));
  figures.firstAt ??= now;
  figures.lastAt = now;
  figures.hours[hour] = (figures.hours[hour] ?? 0) + 1;
  const hours = Object.entries(figures.hours); // whole numbers stand in ascending order
  if (hours.length > MOST_HOURS) figures.hours = Object.fromEntries(hours.slice(-MOST_HOURS));
}
