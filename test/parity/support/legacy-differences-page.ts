import { hashText } from '../../../sandbox/data/chance.js';
import { FAMILIES } from '../../../sandbox/data/ids.js';
import {
  BANNED_AUTHOR_LISTED,
  LEGACY_DIFFERENCES,
  PAGE_ONE_SHORT,
  type LegacyDifference,
} from '../../../sandbox/services/legacy/differences.js';
import {
  bannedAuthorAt,
  isOneShort,
  toldAccount,
  toldPrices,
} from '../../../sandbox/services/legacy/told.js';
import { differingWorld, ordinals } from './differing-sandbox.js';
import { BY_CONTRACT } from './legacy-contract.js';

const WORLD = differingWorld(false);
const LISTS = 5_000;

const HEAD = `# How the Java service differs

*Written from \`sandbox/services/legacy/differences.ts\` by \`test/parity/legacy-differences-page.test.ts\`; after a change there, run
\`npm run build && UPDATE_DOCS=1 node --test dist/test/parity/legacy-differences-page.test.js\`.*

A service that was written twice never says quite the same twice. The sandbox's LEGACY stands for a Java service that grew for
years, so it differs from the services that own its records in the ways below: on in the sandbox that \`npm start\` starts, each on
a fixed share of the records, so that a first comparison shows something real. \`npm run parity\` on the sandbox shows those of
prices and authors whose records come by in its 40 seconds. Those of the feed are not seen there: the two sides rank differently
anyway, and the gateway drops a banned author's video on both. \`test/parity/legacy-differences.test.ts\` and
\`legacy-feed-differences.test.ts\` show that each is there to be found, and that nothing else differs
between records that both services answer. PRICING and ACCOUNTS of \`npm start\` also fail for one id in two hundred, a few seconds
each (\`ITEM_ERROR\`, \`MISSING\`; class \`error-vs-data\`): that is no difference of LEGACY's, and \`SANDBOX_DIRTY=off\` takes it
away, as \`npm run parity\` does for its own sandbox.

\`SANDBOX_LEGACY_DIFFERENCES=off\` takes all of them away but the former names; \`startSandbox\` of tests has them with
\`legacyDiffers: true\` only. A record has at most one.`;

const CONTRACT_HEAD = `## By contract

Always different, on every record that has it, because LEGACY does not know it. Not faults: a parity report ignores them by rule.`;

const CONTRACT_FOOT = `LEGACY tells no coupons and promotions at all, so \`Product.coupons\` and \`Product.promotions\` are not compared. Its prices
are those of the last full minute: one that changes within the minute differs until it is over. Its feed is a ranking of its own,
with pins of its own; order and members of a page are measured against ALGORITHM's, never equated.`;

/** The page, from the tables. */
export const legacyDifferencesPage = (): string =>
  [
    HEAD,
    table(
      ['Difference', 'Found at', 'Class', 'Touches', 'How it came about'],
      LEGACY_DIFFERENCES.map(row(measured())),
    ),
    CONTRACT_HEAD,
    table(
      ['At', 'Class', 'Reason'],
      BY_CONTRACT.map((known) => [`\`${known.at}\``, `\`${known.class}\``, known.reason]),
    ),
    CONTRACT_FOOT,
  ]
    .join('\n\n')
    .concat('\n');

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const row =
  (touched: ReadonlyMap<string, string>) =>
  ({ id, what, why, coordinate, at, differenceClass }: LegacyDifference): readonly string[] => {
    const places = at.map((path) => `\`${path === '' ? coordinate : `${coordinate}.${path}`}\``);
    return [`**${id}**: ${what}`, places.join(', '), `\`${differenceClass}\``, touched.get(id) ?? '', why];
  };

/** How many of all records each touches, in words. */
function measured(): ReadonlyMap<string, string> {
  const items = ordinals(1, FAMILIES.item.size).map((item) => toldPrices(WORLD, item).difference);
  const accounts = ordinals(1, FAMILIES.account.size).map(
    (account) => toldAccount(WORLD, account).difference,
  );
  const lists = ordinals(1, LISTS).map((device) => hashText(`homed:${device}`));
  return new Map([
    ...shares(items, 'item'),
    ...shares(accounts, 'account'),
    ...shares(
      lists.map((list) => (bannedAuthorAt(WORLD, list) === null ? null : BANNED_AUTHOR_LISTED.id)),
      'list',
    ),
    ...shares(
      lists.map((list) => (isOneShort(WORLD, list, 1) ? PAGE_ONE_SHORT.id : null)),
      'page',
    ),
  ]);
}

function shares(ids: readonly (string | null)[], of: string): readonly (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => [
    id,
    count === 1 ? `one ${of}` : `${((100 * count) / ids.length).toFixed(1)} % of ${of}s`,
  ]);
}
