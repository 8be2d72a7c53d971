/** What is held of one id. */
export interface Sized {
  /** Memory it takes, by estimate. */
  readonly bytes: number;
}

/** A place in the line of those that may have to leave. */
interface Seat<E extends Sized> {
  readonly id: string;
  readonly space: Space<E>;
  /** Null: it left, and its place in the line is empty. */
  entry: E | null;
  /** Whether somebody read it since it last stood at the head of the line. */
  wasRead: boolean;
}

/** The line is closed up when so many places, and more than half, are empty: that costs nothing per entry. */
const LEAST_EMPTY = 1_024;

/**
 * Bounds the entries of many spaces together, in bytes. They stand in one line, in the order in which they came; when room is
 * needed, the first one leaves, unless somebody has read it meanwhile: then it goes to the end. A read is one look into a map and
 * one mark, whereas keeping the order of reads would link several entries anew each time.
 */
export class SecondChance<E extends Sized> {
  private line: (Seat<E> | undefined)[] = [];
  private head = 0;
  private bytes = 0;
  private entries = 0;

  constructor(private readonly maxBytes: number) {}

  /** A space of its own, empty. It costs nothing while it has no entries. */
  space(): Space<E> {
    return new Space(this);
  }

  /** How many entries there are, and the bytes of all. */
  size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.entries, bytes: this.bytes };
  }

  /** Takes an entry in at the end of the line; for spaces. */
  seat(space: Space<E>, id: string, entry: E): Seat<E> {
    this.makeRoom(entry.bytes);
    const seat: Seat<E> = { id, space, entry, wasRead: false };
    this.line.push(seat);
    this.bytes += entry.bytes;
    this.entries += 1;
    return seat;
  }

  /** Whether an entry has room at all; for spaces. */
  fits({ bytes }: Sized): boolean {
    return bytes <= this.maxBytes;
  }

  /** An entry leaves its seat; for spaces. */
  leave(seat: Seat<E>): void {
    if (!seat.entry) return;
    this.bytes -= seat.entry.bytes;
    this.entries -= 1;
    seat.entry = null;
    const empty = this.line.length - this.entries;
    if (empty > LEAST_EMPTY && empty > this.entries) this.closeUp();
  }

  private makeRoom(bytes: number): void {
    while (this.bytes + bytes > this.maxBytes) {
      const seat = this.line[this.head];
      this.line[this.head++] = undefined;
      if (!seat?.entry) continue;
      if (seat.wasRead) {
        seat.wasRead = false;
        this.line.push(seat);
      } else seat.space.delete(seat.id);
    }
  }

  private closeUp(): void {
    this.line = this.line.filter((seat) => seat?.entry);
    this.head = 0;
  }
}

/** Entries by id, bounded together with those of other spaces. */
export class Space<E extends Sized> {
  private readonly seats = new Map<string, Seat<E>>();

  constructor(private readonly bound: SecondChance<E>) {}

  /** Reads an entry, which then has another chance. */
  get(id: string): E | undefined {
    const seat = this.seats.get(id);
    if (!seat) return undefined;
    seat.wasRead = true;
    return seat.entry ?? undefined;
  }

  /** Reads an entry as if nobody had. */
  peek(id: string): E | undefined {
    return this.seats.get(id)?.entry ?? undefined;
  }

  /** Holds an entry, in the place of an earlier one; one that is larger than all room is not held. */
  set(id: string, entry: E): void {
    this.delete(id);
    if (this.bound.fits(entry)) this.seats.set(id, this.bound.seat(this, id, entry));
  }

  delete(id: string): void {
    const seat = this.seats.get(id);
    if (!seat) return;
    this.seats.delete(id);
    this.bound.leave(seat);
  }
}
