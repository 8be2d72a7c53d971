import { expiredOrUnused, ignoreKey, type IgnoreRule } from '../comparing/ignore-rules.js';
import { answerReports } from './answer-report.js';
import { coordinateReport } from './coordinate-report.js';
import { coverageOf, type SelectedCoordinates } from './coverage.js';
import { EVENING_IN_CHINA, judge, verdictOf, type DailyPeak, type Guardrails } from './gate.js';
import type { Agreement, ParityFigures, RuleFigures } from './parity-figures.js';
import {
  REPORT_FORMAT,
  type IgnoredReport,
  type ParityReport,
  type ParityVerdict,
  type RuleReport,
  type SliceReport,
} from './parity-report.types.js';
import { agreementReport } from './rates.js';

/** What a report is made with, beside figures. */
export interface ReportParts {
  /** Of the file now: figures may have been counted with an older one. */
  readonly ignore: readonly IgnoreRule[];
  /** Null: coverage is not known, and the gate stays open. */
  readonly selected: SelectedCoordinates | null;
  /** Of a rule by its id; absent: they are not asked. */
  readonly guardrails?: (ruleId: string, rule: RuleFigures) => Guardrails;
  readonly peak?: DailyPeak;
  /** Processes that the figures are of; absent: this one. */
  readonly instances?: number;
  /** Epoch ms. */
  readonly now: number;
}

/** Judges figures. */
export function parityReport(figures: ParityFigures, parts: ReportParts): ParityReport {
  const rules = Object.entries(figures.rules).map(([id, rule]) => [id, ruleReport(id, rule, parts)] as const);
  return {
    format: REPORT_FORMAT,
    verdict: worstOf(rules.map(([, { gate }]) => gate.verdict)),
    madeAt: parts.now,
    instances: parts.instances ?? 1,
    rules: Object.fromEntries(rules),
    ignored: ignoredReport(figures, parts),
  };
}

function worstOf(verdicts: readonly ParityVerdict[]): ParityVerdict {
  if (verdicts.includes('mismatch')) return 'mismatch';
  return verdicts.length > 0 && verdicts.every((one) => one === 'met') ? 'met' : 'too-little-data';
}

function ruleReport(id: string, rule: RuleFigures, { selected, guardrails, peak }: ReportParts): RuleReport {
  const names = new Set([...rule.coordinates, ...Object.keys(rule.compared)]);
  const coordinates = [...names].map((name) => coordinateReport(rule, name));
  const coverage = selected && coverageOf(rule, selected);
  const answers = answerReports(rule);
  const conditions = judge({
    rule,
    coordinates,
    answers,
    coverage,
    peak: peak ?? EVENING_IN_CHINA,
    guardrails: guardrails?.(id, rule) ?? null,
  });
  const { control, treatment, mode, ranked, firstAt, lastAt, hours, dropped } = rule;
  return {
    control,
    treatment,
    mode,
    ranked,
    gate: { verdict: verdictOf(conditions), conditions },
    firstAt,
    lastAt,
    hours,
    coordinates,
    operations: slices(rule.operations),
    clients: slices(rule.clients),
    answers,
    coverage,
    dropped,
  };
}

/** Those that agree least first. */
const slices = (all: Readonly<Record<string, Agreement>>): readonly SliceReport[] =>
  Object.entries(all)
    .map(([name, agreement]) => ({ name, ...agreementReport(agreement) }))
    .toSorted((a, b) => a.parity.share - b.parity.share || b.n - a.n);

function ignoredReport({ ignored }: ParityFigures, { ignore, now }: ReportParts): readonly IgnoredReport[] {
  const uses = new Map(ignored.map((use) => [ignoreKey(use), use]));
  const stale = new Map(expiredOrUnused(ignore, uses, now).map(({ rule, why }) => [ignoreKey(rule), why]));
  const rules = new Map(ignore.map((rule) => [ignoreKey(rule), rule]));
  return [...new Set([...rules.keys(), ...uses.keys()])].flatMap((key) => {
    const rule = rules.get(key);
    const named = rule ?? uses.get(key);
    if (!named) return [];
    return {
      at: named.at,
      class: named.class,
      hits: uses.get(key)?.hits ?? 0,
      isCounted: uses.has(key),
      reason: rule?.reason ?? null,
      owner: rule?.owner ?? null,
      expires: rule?.expires ?? null,
      stale: stale.get(key) ?? null,
    };
  });
}
