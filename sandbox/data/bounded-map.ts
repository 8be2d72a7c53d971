/** A map that forgets its oldest entries beyond a size. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly limit: number) {}

  /** Value of a key, which becomes the youngest; computed and kept when absent. */
  getOrCreate(key: K, create: () => V): V {
    const value = this.entries.get(key) ?? create();
    this.set(key, value);
    return value;
  }

  /** Value of a key; undefined when absent. */
  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  /** Keeps a value as the youngest. */
  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.limit) return;
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.entries.delete(oldest.value);
  }

  /** All entries, oldest first. */
  pairs(): IterableIterator<[K, V]> {
    return this.entries.entries();
  }

  /** Forgets everything. */
  clear(): void {
    this.entries.clear();
  }
}
