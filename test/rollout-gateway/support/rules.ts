import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Written = Readonly<Record<string, unknown>>;

const COMMON = { state: 'running', owner: 'feed-team', expires: '2099-01-01' };

/** Rules as files have them: everybody is on control, nothing is compared. */
export const RULES: Readonly<
  Record<'feed-primary' | 'product-pricing' | 'video-author' | 'video-viewer', Written>
> = {
  'feed-primary': {
    ...COMMON,
    ...{ id: 'feed-primary', coordinates: ['Query.feed'], control: 'legacy', treatment: 'primary' },
    ...{ salt: 'feed-primary-1', bp: 0 },
  },
  'product-pricing': {
    ...COMMON,
    id: 'product-pricing',
    coordinates: ['Product.pricing', 'Product.coupons', 'Product.promotions'],
    ...{ control: 'legacy-items', treatment: 'pricing', salt: 'product-pricing-1', bp: 0 },
  },
  'video-author': {
    ...COMMON,
    ...{ id: 'video-author', coordinates: ['Video.author'], control: 'legacy-detail', treatment: 'accounts' },
    ...{ salt: 'video-author-1', bp: 0 },
  },
  'video-viewer': {
    ...COMMON,
    ...{ id: 'video-viewer', coordinates: ['Video.viewer'], control: 'none', treatment: 'engagement' },
    ...{ salt: 'video-viewer-1', bp: 0 },
  },
};

/** Everybody, whatever the ladder says. */
export const EVERYBODY = { bp: 10_000, force: { reason: 'a test' } };

/** A file of rules, and beside it the list of what is killed. */
export class RulesFile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'vitrine-rules-'));
  readonly path = join(this.folder, 'rules.json');
  private version = 0;
  private readonly known = new Set<string>();

  /** Publishes rules; each may be changed from what `RULES` says. Those of former versions stay, with everybody on control. */
  publish(rules: Readonly<Partial<Record<keyof typeof RULES, Written>>>): number {
    this.version += 1;
    for (const id of Object.keys(rules)) this.known.add(id);
    const known = Object.fromEntries([...this.known].map((id) => [id, {}]));
    const written = Object.entries({ ...known, ...rules }).map(([id, changes]) => ({
      ...RULES[id as keyof typeof RULES],
      ...changes,
    }));
    this.write(JSON.stringify({ format: 'vitrine-rollout/1', version: this.version, rules: written }));
    return this.version;
  }

  /** Replaces the file by any text, as one step. */
  write(text: string): void {
    replace(this.path, text);
  }

  /** Replaces the list of what is killed. */
  kill(...ids: readonly string[]): void {
    replace(`${this.path}.kill`, ids.join('\n'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
