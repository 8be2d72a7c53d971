import type { DegradedReport } from '../../../datasources/chain/degradation.js';
import type { Answer, TestGateway } from '../../support/gateway.js';
import { operationText } from '../../support/gateway.js';
import type { ExpectedAnswer } from './expected-answer.js';
import type { Difference } from './matrix.types.js';
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
  const page: Page = { rows, tier: data.feed.serving.tier, form: normalForm(data) };
  const ways = expected.ways.map((way) => wrongWay(page, way, expected, healthy));
  return [
    ...shape.faults(data).slice(0, 3),
    ...ways.reduce((best, way) => (way.length < best.length ? way : best)),
    ...(rows.length > 0 && /public/.test(headers.get('cache-control') ?? '') ? ['public'] : []),
    ...(ms > DEADLINE_MS + LATE_MS ? [`${Math.round(ms)} ms`] : []),
  ];
}

/** An answer as it is judged. */
interface Page {
  readonly rows: DegradedReport['fields'];
  readonly tier: string;
  readonly form: NormalForm;
}

const rowsOf = ({ text }: Answer): DegradedReport['fields'] => {
  const { extensions } = JSON.parse(text) as { extensions?: { degraded?: DegradedReport } };
  return extensions?.degraded?.fields ?? [];
};

/** In what an answer does not differ in this way. */
function wrongWay(
  { rows, tier, form }: Page,
  way: Difference,
  expected: ExpectedAnswer,
  healthy: NormalForm,
): string[] {
  const isHit = expected.told === 'all' || rows.length > 0;
  const madeBy = isHit ? (way.tier ?? 'PRIMARY') : 'PRIMARY';
  return [
    ...wrongRows(rows, way, expected),
    ...(tier === madeBy ? [] : [`tier ${tier}`]),
    ...differences(healthy, form, way),
  ];
}

function wrongRows(
  rows: DegradedReport['fields'],
  { rows: expected }: Difference,
  { told, reasons }: ExpectedAnswer,
): string[] {
  const shown = new Set(rows.map(({ coordinate }) => coordinate));
  const wrong = rows.flatMap(({ coordinate, source, reason }) => {
    if (!(coordinate in expected) || expected[coordinate] !== source)
      return [`${coordinate} from ${String(source)}`];
    return reasons.has(reason) ? [] : [`${coordinate}: ${reason}`];
  });
  const missing = Object.keys(expected).filter((coordinate) => !shown.has(coordinate));
  if (told === 'all') wrong.push(...missing.map((coordinate) => `no row ${coordinate}`));
  if (told === 'some' && rows.length === 0) wrong.push('no row');
  return wrong;
}
