import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Author } from '../../schema/author.type.js';
import { accounts } from '../../datasources/accounts/accounts.loaders.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import type { LegacyItem } from '../../datasources/legacy/legacy-item.contract.js';
import { legacyAccounts, legacyItems } from '../../datasources/legacy/legacy.loaders.js';
import type { Offer } from '../../datasources/pricing/pricing.contract.js';
import { offers } from '../../datasources/pricing/pricing.loaders.js';
import { diff } from '../../rollout/comparing/diff.js';
import { observe } from '../../rollout/comparing/normalise.js';
import { idOf } from '../../sandbox/data/ids.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import {
  ACCOUNT_DIFFERENCES,
  FORMER_NAME,
  LEGACY_DIFFERENCES,
  PRICE_DIFFERENCES,
  type LegacyDifference,
} from '../../sandbox/services/legacy/differences.js';
import { toldAccount, toldPrices } from '../../sandbox/services/legacy/told.js';
import { openSandboxRequest } from '../legacy/support/sandbox-request.js';
import type { UpstreamRequest } from '../support/upstream-request.js';
import { GUIDE, REDACTOR } from './support/compare-paths.js';
import { differingWorld, loadAll, NOW, ordinals, shown } from './support/differing-sandbox.js';
import { BY_CONTRACT } from './support/legacy-contract.js';

const WORLD = differingWorld(true);
const ITEMS = ordinals(1, 800);
const ACCOUNTS = [...ordinals(1, 580), ...ordinals(4_981, 5_000)];
const FEWEST_OF_EACH = 3;

const named = (at: string, cls: string): string => `${at} ${cls}`;
const CONTRACT = new Set(BY_CONTRACT.map((known) => named(known.at, known.class)));

/** Where a difference may be found, as comparing names it. */
const places = ({ coordinate, at, differenceClass }: LegacyDifference): readonly string[] =>
  at.map((path) => named(path === '' ? coordinate : `${coordinate}.${path}`, differenceClass));

describe('LEGACY of a first start, beside the services that own its records', () => {
  let sandbox: Sandbox;
  let request: UpstreamRequest;
  const met = new Set<string>();
  before(async () => {
    sandbox = await startSandbox({ dirty: true, legacyDiffers: true, now: () => NOW });
    request = openSandboxRequest(sandbox, NOW);
  });
  after(async () => {
    await request.close();
    await sandbox.close();
  });

  /** Compares both sides of a coordinate record by record, and counts the records by the difference that touches them. */
  function check<F>(
    coordinate: LegacyDifference['coordinate'],
    owned: ReadonlyMap<string, F>,
    told: ReadonlyMap<string, F>,
    touching: ReadonlyMap<string, string | null>,
  ): ReadonlyMap<string, number> {
    const seen = new Map<string, number>();
    for (const [id, ours] of owned) {
      const found = diff(
        coordinate,
        observe(coordinate, ours, GUIDE),
        observe(coordinate, told.get(id), GUIDE),
        {
          guide: GUIDE,
          redactor: REDACTOR,
        },
      ).map((difference) => named(difference.at, difference.class));
      found.filter((name) => CONTRACT.has(name)).forEach((name) => met.add(name));
      const unknown = found.filter((name) => !CONTRACT.has(name));
      const touched = touching.get(id);
      const difference = LEGACY_DIFFERENCES.find((known) => known.id === touched);
      const allowed = difference ? places(difference) : [];
      assert.ok(unknown.every((name) => allowed.includes(name)), `${id}: ${unknown.join()}, not of ${touched}`); // prettier-ignore
      if (!difference) continue;
      assert.ok(unknown.length > 0, `${id}: nothing shows ${difference.id}`);
      seen.set(difference.id, (seen.get(difference.id) ?? 0) + 1);
    }
    return seen;
  }

  it('differs in prices where the table says so, and nowhere else', async () => {
    const ids = ITEMS.map((item) => idOf('item', item));
    const pricing = ({ pricing: price }: Offer) => price;
    const legacy = await loadAll(request, legacyItems, ids);
    const offerOf = ({ offer }: LegacyItem): Outcome<Offer> => offer;
    const seen = check(
      'Product.pricing',
      shown(await loadAll(request, offers, ids), pricing),
      shown(shown(legacy, offerOf), pricing),
      new Map(ITEMS.map((item) => [idOf('item', item), toldPrices(WORLD, item).difference])),
    );
    for (const { id } of PRICE_DIFFERENCES) assert.ok((seen.get(id) ?? 0) >= FEWEST_OF_EACH, id);
  });

  it('differs in accounts where the table says so, and nowhere else', async () => {
    const ids = ACCOUNTS.map((account) => idOf('account', account));
    const author = (account: Author) => (account.closed ? null : account);
    const seen = check(
      'Video.author',
      shown(await loadAll(request, accounts, ids), author),
      shown(await loadAll(request, legacyAccounts, ids), author),
      new Map(ACCOUNTS.map((account) => [idOf('account', account), toldAccount(WORLD, account).difference])),
    );
    assert.equal(seen.get('ban-not-known'), 1, 'the sandbox has one banned account');
    for (const { id } of [FORMER_NAME, ...ACCOUNT_DIFFERENCES])
      assert.ok(id === 'ban-not-known' || (seen.get(id) ?? 0) >= FEWEST_OF_EACH, id);
  });

  it('leaves out what the contract leaves out, all of it met here', () => {
    assert.deepEqual([...met].sort(), [...CONTRACT].sort());
  });
});
