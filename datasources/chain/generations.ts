/** What is held of one id. */
export interface Sized {
  /** Memory it takes, by estimate. */
  readonly bytes: number;
}

/**
 * Bounds the entries of many spaces together, in bytes. They are held in two generations: what is set or read is in the young one;
 * when that has half of the room it becomes the old one, and the entries that nobody has read meanwhile leave. A hit is one look into
 * a map: nothing is linked anew, and no key has to be put together.
 */
export class Generations<E extends Sized> {
  private readonly inUse = new Set<Space<E>>();
  private readonly held = { young: 0, old: 0 };

  constructor(private readonly maxBytes: number) {}

  /** A space of its own, empty. It costs nothing while it has no entries. */
  space(): Space<E> {
    return new Space(this.held, (space, bytes) => this.makeRoom(space, bytes));
  }

  /** How many entries there are, and the bytes of all. */
  size(): { readonly entries: number; readonly bytes: number } {
    let entries = 0;
    for (const space of this.inUse) entries += space.size;
    return { entries, bytes: this.held.young + this.held.old };
  }

  private makeRoom(space: Space<E>, bytes: number): boolean {
    if (bytes * 2 > this.maxBytes) return false;
    if ((this.held.young + bytes) * 2 > this.maxBytes) this.turn();
    this.inUse.add(space);
    return true;
  }

  private turn(): void {
    for (const space of this.inUse) if (space.turn() === 0) this.inUse.delete(space);
    this.held.old = this.held.young;
    this.held.young = 0;
  }
}

/** Entries by id, bounded together with those of other spaces. */
export class Space<E extends Sized> {
  private young = new Map<string, E>();
  private old = new Map<string, E>();

  constructor(
    private readonly held: { young: number; old: number },
    private readonly makeRoom: (space: Space<E>, bytes: number) => boolean,
  ) {}

  get size(): number {
    return this.young.size + this.old.size;
  }

  /** Reads an entry, which then stays for another generation. */
  get(id: string): E | undefined {
    return this.young.get(id) ?? this.revive(id);
  }

  /** Reads an entry as if nobody had. */
  peek(id: string): E | undefined {
    return this.young.get(id) ?? this.old.get(id);
  }

  /** Holds an entry, in the place of an earlier one; not at all where it is larger than half of the room. */
  set(id: string, entry: E): void {
    this.delete(id);
    if (!this.makeRoom(this, entry.bytes)) return;
    this.young.set(id, entry);
    this.held.young += entry.bytes;
  }

  delete(id: string): void {
    const young = this.young.get(id);
    if (young && this.young.delete(id)) this.held.young -= young.bytes;
    const old = this.old.get(id);
    if (old && this.old.delete(id)) this.held.old -= old.bytes;
  }

  /** The young generation becomes the old one; how many entries it has. */
  turn(): number {
    this.old = this.young;
    this.young = new Map();
    return this.old.size;
  }

  private revive(id: string): E | undefined {
    const entry = this.old.get(id);
    if (entry) this.set(id, entry);
    return entry;
  }
}
