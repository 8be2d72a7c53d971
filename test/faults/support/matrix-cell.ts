import type { DegradedReport } from '../../../datasources/chain/degradation.js';
import type { Answer, TestGateway } from '../../support/gateway.js';
import { operationText } from '../../support/gateway.js';
import type { ExpectedAnswer } from './expected-answer.js';
import { DEADLINE_MS, TIMEOUT_FACTOR } from './matrix-gateway.js';
import { differences, normalForm, type NormalForm } from './normal-form.js';
import type { AnswerShape } from './shape-faults.js';

/** The page that every cell asks for: it selects what every chain feeds. */
export const OPERATION = 'feed-full';
/** Its arguments. */
export const VARIABLES = { sceneId: 'home', first: 6 } as const;

/** After the deadline an answer may take this long (ms) to be written and read, on a machine of others. */
const LATE_MS = 50 * TIMEOUT_FACTOR;

/** What all cells compare with. */
export interface Reference {
  readonly healthy: NormalForm;
  readonly shape: AnswerShape;
}

/** Text of the page's document. */
export const documentText = (): string => operationText(OPERATION);

/** Asks for the page. */
export const askPage = (gateway: TestGateway): Promise<Answer> => gateway.run(OPERATION, VARIABLES);

/** What is wrong with an answer of a cell; empty when nothing is. */
export function wrongWith(answer: Answer, expected: ExpectedAnswer, { healthy, shape }: Reference): string[] {
  const { status, errors, data, headers, ms } = answer;
  if (status !== 200) return [`status ${status}`];
  if (errors) return [`errors ${errors.map(({ extensions }) => extensions['code']).join()}`];
  if (!data) return ['no data'];
  const rows = rowsOf(answer);
  const tier: string = data.feed.serving.tier;
  const changed = expected.told === 'all' || rows.length > 0;
  return [
    ...shape.faults(data).slice(0, 3),
    ...wrongRows(rows, expected),
    ...(tier === (changed ? (expected.tier ?? 'PRIMARY') : 'PRIMARY') ? [] : [`tier ${tier}`]),
    ...differences(healthy, normalForm(data), expected),
    ...(rows.length > 0 && /public/.test(headers.get('cache-control') ?? '') ? ['public'] : []),
    ...(ms > DEADLINE_MS + LATE_MS ? [`${Math.round(ms)} ms`] : []),
  ];
}

const rowsOf = ({ text }: Answer): DegradedReport['fields'] => {
  const { extensions } = JSON.parse(text) as { extensions?: { degraded?: DegradedReport } };
  return extensions?.degraded?.fields ?? [];
};

function wrongRows(
  rows: DegradedReport['fields'],
  { rows: expected, told, reasons }: ExpectedAnswer,
): string[] {
  const shown = new Map(rows.map((row) => [row.coordinate, row]));
  const wrong = rows.flatMap(({ coordinate, source, reason }) => {
    if (!(coordinate in expected)) return [`${coordinate} from ${String(source)}`];
    if (expected[coordinate] !== source) return [`${coordinate} from ${String(source)}`];
    return reasons.has(reason) ? [] : [`${coordinate}: ${reason}`];
  });
  const missing = Object.keys(expected).filter((coordinate) => !shown.has(coordinate));
  if (told === 'all') wrong.push(...missing.map((coordinate) => `no row ${coordinate}`));
  if (told === 'some' && rows.length === 0) wrong.push('no row');
  return wrong;
}
