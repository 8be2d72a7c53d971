import { LRUCache } from 'lru-cache';

/** A cache as somebody writes it who knows what they are doing: fresh, then served while it is refreshed beside, for all at once. */
const ENTRIES = 60_000;
const STALE_MS = 300_000;
const COLLECTED_MS = 250;

interface Kept<T> {
  readonly value: T;
  readonly freshUntil: number;
}

/** Loads records by id, at most `limit` at a time. */
type Load<T> = (ids: string[]) => Promise<Record<string, T>>;

/** Records by id, kept between requests. */
export class RecordCache<T extends object> {
  private readonly kept = new LRUCache<string, Kept<T>>({ max: ENTRIES, ttl: STALE_MS });
  private readonly coming = new Map<string, Promise<unknown>>();
  private readonly due = new Set<string>();

  constructor(
    private readonly load: Load<T>,
    private readonly freshMs: number,
    private readonly limit: number,
  ) {}

  /** Records by id; asks for those that it has not. */
  async get(ids: readonly string[]): Promise<Record<string, T>> {
    const found: Record<string, T> = {};
    const missing: string[] = [];
    const now = Date.now();
    for (const id of ids) {
      const entry = this.kept.get(id);
      if (!entry) missing.push(id);
      else {
        found[id] = entry.value;
        if (entry.freshUntil <= now) this.refresh(id);
      }
    }
    if (missing.length === 0) return found;
    const asked = missing.filter((id) => !this.coming.has(id));
    if (asked.length > 0) this.ask(asked);
    await Promise.all(new Set(missing.flatMap((id) => this.coming.get(id) ?? [])));
    for (const id of missing) {
      const entry = this.kept.get(id);
      if (entry) found[id] = entry.value;
    }
    return found;
  }

  private ask(ids: string[]): void {
    const coming = this.load(ids).then((records) => {
      const now = Date.now();
      for (const [id, value] of Object.entries(records))
        this.kept.set(id, { value, freshUntil: now + this.freshMs * (0.9 + Math.random() * 0.2) });
    });
    const over = coming.finally(() => {
      for (const id of ids) this.coming.delete(id);
    });
    for (const id of ids) this.coming.set(id, over);
  }

  private refresh(id: string): void {
    if (this.coming.has(id)) return;
    if (this.due.size === 0) setTimeout(() => this.send(), COLLECTED_MS);
    this.due.add(id);
    if (this.due.size >= this.limit) this.send();
  }

  private send(): void {
    if (this.due.size === 0) return;
    this.ask([...this.due]);
    this.due.clear();
  }
}
