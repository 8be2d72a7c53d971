import type { ChainShape, ViewShape } from '../../../datasources/chain/declaration-rules.js';
import type { ListInput } from '../../../datasources/chain/list-declarations.js';
import type { Source } from '../../../datasources/chain/source.js';
import { childrenMs, serialiseMs, tierEndMs } from '../../../datasources/http/hop-budget.js';
import type { Declared } from '../../../src/explain/declared.js';
import { table } from './markdown-table.js';
import { rolloutPart } from './rollout-part.js';

/** What a request has where its caller does not say, in ms. */
const USUAL_MS = 800;

const HEAD = `# Source chains

*Written from \`resolvers/**/*.chains.ts\` by \`test/chains/source-chains-page.test.ts\`; after a change of a table there, run
\`npm run build && UPDATE_DOCS=1 node --test dist/test/chains/source-chains-page.test.js\`.*

Every field that an upstream feeds says where its value comes from when its first source fails. This page is what they say.

- A **record** is what one answer of a source says about one key. Fields that have to agree with each other are views of one
  record, never of two: a price is not shown beside the coupons of another moment.
- A **chain** is the order in which sources are asked for a record: its owner; then LEGACY, the former Java service, for the
  keys that failed and no others, in one batch, inside a cap that all requests share; then what this process has kept (*last
  known good*); then what was published (*snapshot*). The last two are memory and never wait. At the end stands what the field
  becomes when nobody has it.
- That a value did not come from its owner is told: a row in \`extensions.degraded\`, the header \`x-degraded\`, and the counter
  \`vitrine_field_resolution_total\`. \`degradedOf(result, 'Product.pricing')\` reads the row in a client.
- **Nothing is asked** after a failure that another source must not answer for: an answer that belongs to another viewer, a
  client that has left. After our own caps and our own mistakes only memory is asked.
`;

const FIELDS_HEAD = `
## Fields

The time in brackets is the longest that a call may take; a deadline may leave less. *Age* is fresh / may be served while it is
refreshed / may be served after a failure. *More calls* is what one full batch costs at worst when its owner is dead: a second
attempt, of which there is one for every ten first ones, and the calls to LEGACY; fields of one record share them.
`;

const ENDS = `
An end of **null** means unknown, never "no" or 0: hide the field. An **error** at a field that is read by id has the code
\`UPSTREAM_UNAVAILABLE\`, because null alone would say that there is no such thing; the answer's status stays 200.
`;

/** The page, from what is declared. */
export const sourceChainsPage = (declared: Declared): string =>
  [
    HEAD,
    FIELDS_HEAD,
    fieldsTable(declared),
    ENDS,
    recordsPart(declared),
    listPart(declared),
    rolloutPart(declared),
    otherPart(declared),
    timePart(),
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n');

const byCoordinate = <T extends { readonly coordinate: string }>(declared: readonly T[]): T[] =>
  declared.toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1));

function fieldsTable(declared: Declared): string {
  const { views, placed, composed } = declared;
  const filtered = new Set(composed.filter(({ coordinate }) => !coordinate.startsWith('Query.')).flatMap(({ reads }) => reads)); // prettier-ignore
  const rows = byCoordinate([
    ...views.map((view) => ({ ...view, ends: filtered.has(view) ? 'left out of its list' : endOf(view) })),
    ...placed.map(({ coordinate, placed: chain }) => ({ coordinate, chain: chain, ends: 'left out of its list' })), // prettier-ignore
  ]).map((field) => [
    `\`${field.coordinate}\``,
    hopsOf(field).join(' → '),
    agesOf(field),
    field.ends,
    field.chain.primary.scope,
    moreCalls(field),
  ]);
  return table(['Field', 'Asked in this order', 'Age', 'Ends in', 'Scope', 'More calls'], rows);
}

type Row = Pick<ViewShape, 'coordinate' | 'chain' | 'maxMs'> & { readonly unknownToLegacy?: true };

const asked = ({ id, timeoutMs }: Source<unknown>): string => `\`${id}\` (${timeoutMs} ms)`;

function hopsOf({ chain, maxMs, unknownToLegacy }: Row): string[] {
  const { primary, secondary, lkg, snapshot } = chain;
  return [
    asked(primary),
    ...(secondary && !unknownToLegacy ? [asked(secondary.source)] : []),
    ...(lkg && maxMs !== 0 ? ['last known good'] : []),
    ...(snapshot !== undefined ? ['snapshot'] : []),
  ];
}

function agesOf({ chain, maxMs }: Row): string {
  if (!chain.lkg) return 'asked for each request';
  const { freshMs, staleOkMs, maxMs: chainMaxMs } = chain.lkg.ages;
  return [freshMs, staleOkMs, maxMs ?? chainMaxMs].map(time).join(' / ');
}

function endOf({ end }: ViewShape): string {
  if (end.policy === 'ERROR') return 'error';
  if (end.policy === 'EMPTY') return 'empty list';
  return end.policy === 'NULL' ? 'null' : `\`${JSON.stringify(end.value)}\``;
}

function moreCalls({ chain: { primary, secondary } }: Row): string {
  if (!secondary) return '≤ 1';
  return `≤ 1 + ${Math.ceil(primary.maxBatch / secondary.source.maxBatch)}`;
}

function time(ms: number): string {
  if (ms === 0) return '0';
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms % 60_000 === 0 && ms > 60_000 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

function recordsPart({ chains, views, placed, consistent }: Declared): string {
  const rows = chains
    .toSorted((a, b) => (a.record < b.record ? -1 : 1))
    .map((chain) => [
      `\`${chain.record}\``,
      `${chain.primary.maxBatch} ids a call${chain.secondary ? `, ${chain.secondary.source.maxBatch} of LEGACY` : ''}`,
      byCoordinate([...views.filter((view) => view.chain === chain), ...placed.filter((each) => (each.placed as ChainShape) === chain)]) // prettier-ignore
        .map(({ coordinate }) => `\`${coordinate}\``)
        .join(', '),
      'isOff' in chain && chain.isOff !== undefined ? 'yes' : '',
    ]);
  const together = consistent.map(({ consistent: group }) => group.map(({ coordinate }) => `\`${coordinate}\``).join(', ')); // prettier-ignore
  return `## Records

*Taken off*: the emergency list takes the record off, after whichever source it came from and however old it is. One answer of
\`LEGACY.items\` serves product, price and stock. Of one moment, always: ${together.join('; ')}.

${table(['Record', 'Batch', 'Fields read out of it', 'Taken off'], rows)}`;
}

function listPart({ lists }: Declared): string {
  return lists
    .map(({ coordinate, tiers, inputs }) => {
      const tierRows = tiers.map(({ name, asks, failsWhen, differsBy }) => [
        name,
        asks.map(({ id, timeoutMs }) => `\`${id}\` (${timeoutMs} ms)`).join(', ') || 'memory',
        failsWhen,
        differsBy,
      ]);
      const inputRows = inputs.map(({ name, from, without }) => [name, fromWhere(from), without]);
      return `## \`${coordinate}\`

One tier makes the whole page; pages are never put together from two. Pages of a session go down the tiers and never up, and
repeat nothing on the way. Below the cards the fields have the chains above, whatever tier made the list.

${table(['Tier', 'Asks', 'Gives way when', 'Differs by'], tierRows)}

What the list is better for, and made without:

${table(['Input', 'From', 'Without it'], inputRows)}`;
    })
    .join('\n\n');
}

const fromWhere = (from: ListInput['from']): string =>
  'everyMs' in from
    ? `${from.upstream}, polled every ${time(from.everyMs)}`
    : `\`${from.id}\` (${from.timeoutMs} ms), for each page`;

function otherPart({ composed, polled }: Declared): string {
  const rows = [
    ...byCoordinate(composed).map(({ coordinate, reads }) => [
      `\`${coordinate}\``,
      reads.map((view) => `\`${view.coordinate}\``).join(', '),
    ]),
    ...polled.map(({ coordinate, polled: upstream, everyMs, before }) => [
      `\`${coordinate}\``,
      `memory: ${upstream}, polled every ${time(everyMs)}; the last good answer however old; before the first one ${before}`,
    ]),
  ];
  return `## Without a source of their own

${table(['Field', 'Is read through'], rows)}`;
}

const timePart = (): string => `## Time

With ${USUAL_MS} ms for a request, which is usual:

${table(
  ['Step', 'Ends by'],
  [
    ['PRIMARY', `${tierEndMs('PRIMARY', USUAL_MS)} ms`],
    ['LEGACY', `${tierEndMs('LEGACY', USUAL_MS)} ms`],
    ['CDN_SNAPSHOT, BUILT_IN', 'at once: memory'],
    [
      'fields of the cards',
      `${tierEndMs('LEGACY', USUAL_MS) + childrenMs(USUAL_MS)} ms at the latest; they begin while PRIMARY is made`,
    ],
    ['writing the answer', `has ${serialiseMs(USUAL_MS)} ms`],
  ],
)}

A caller may give less or more in \`x-deadline-ms\`; the shares stay. When time is up, fields take what memory has, then their
ends: what had arrived is never thrown away.`;
