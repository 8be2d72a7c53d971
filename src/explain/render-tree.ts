import type {
  ByViewer,
  ExplainedCalls,
  ExplainedHop,
  ExplainedWorstCase,
  Explanation,
} from './explanation.types.js';

/** An explanation for people: what it comes to, then one line for each hop and each endpoint. */
export function renderTree(explanation: Explanation): string {
  const { operation, notes, hops } = explanation;
  const name = operation ?? 'operation without a name';
  const lines = [
    name,
    ...columns(summaryOf(explanation)).map((line) => `│ ${line}`),
    ...notes.map((note) => `│ note: ${note}`),
    ...hopsTree(hops),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function summaryOf(explanation: Explanation): readonly (readonly string[])[] {
  const { calls, sequentialHops, budget, cacheControl, privacy, worstCase, afterAnswer } = explanation;
  const { deadlineMs, sumMs, withFallbacksMs } = budget;
  const about = [
    ['caches', both(cacheControl, String)],
    [
      'privacy',
      [privacy.scope, privacy.fields.join(', ')].filter((part) => part !== '').join(' because of '),
    ],
  ];
  if (calls.viewer === 0) return [['calls', 'none: it is answered from memory'], ...about];
  return [
    ['calls', both(calls, (most) => `at most ${most}`)],
    ['hops', both(sequentialHops, (hops) => String(hops))],
    [
      'time',
      `${sumMs} of ${deadlineMs} ms if every hop takes all it may, ${withFallbacksMs} with what is asked after failures`,
    ],
    ...worstOf(worstCase),
    ...about,
    ...(afterAnswer.length > 0
      ? [['afterwards', `${[...new Set(afterAnswer)].join(', ')} is told; nobody waits`]]
      : []),
  ];
}

const both = <T>({ viewer, anonymous }: ByViewer<T>, words: (value: T) => string): string =>
  viewer === anonymous ? words(viewer) : `${words(viewer)}; for clients without an id ${words(anonymous)}`;

function worstOf({ outages, everything, causes }: ExplainedWorstCase): readonly (readonly string[])[] {
  const [worst] = outages;
  if (!worst) return [];
  return [
    ['at worst', `${worst.calls} calls (${worst.amplification} ×) with ${worst.upstream} out`],
    ['', `${everything.calls} calls (${everything.amplification} ×) if one request meets all of this:`],
    ...causes.map(({ because, calls }) => ['', `  + ${calls} if ${because}`]),
  ];
}

function hopsTree(hops: readonly ExplainedHop[]): readonly string[] {
  const rows = columns(hops.flatMap(({ calls }) => calls.map(rowOf)));
  let next = 0;
  return hops.flatMap(({ hop, budgetMs, calls }, index) => {
    const isLast = index === hops.length - 1;
    const own = rows.slice(next, (next += calls.length));
    return [
      `${isLast ? '└' : '├'}─ hop ${hop}, up to ${budgetMs} ms`,
      ...own.map((row, at) => `${isLast ? ' ' : '│'}  ${at === own.length - 1 ? '└' : '├'}─ ${row}`),
    ];
  });
}

const WHOM = {
  EVERYBODY: '',
  KNOWN: 'only with a viewer or device id',
  VIEWER: 'only with a viewer id',
} as const;

function rowOf(calls: ExplainedCalls): readonly string[] {
  const { endpoint, budgetMs, scope, fields, fallback, forWhom, onlyIf } = calls;
  const remarks = [
    WHOM[forWhom],
    onlyIf === null ? '' : `only if ${onlyIf}`,
    fallback ? `else ${fallback.endpoint}, ${count(fallback.calls, 'call')}` : '',
  ];
  return [
    endpoint,
    countOf(calls),
    idsOf(calls),
    `${budgetMs} ms`,
    scope,
    fields.join(' '),
    remarks.filter((remark) => remark !== '').join('; '),
  ];
}

const countOf = ({ calls, isExact, waves }: ExplainedCalls): string =>
  `${isExact || calls === 1 ? '' : '≤ '}${count(calls, 'call')}${waves > 1 ? ` in ${waves} turns` : ''}`;

function idsOf({ ids, calls, isExact, largestBatch }: ExplainedCalls): string {
  if (ids === null) return '';
  const most = isExact ? '' : '≤ ';
  const each = calls > 1 && largestBatch !== null ? `, ${most}${largestBatch} each` : '';
  return `${most}${count(ids, 'id')}${each}`;
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

/** Cells under each other, as wide as the widest of their column. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
