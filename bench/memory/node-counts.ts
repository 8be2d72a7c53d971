/** Objects of one kind: `name` is the index of their class's name in the list of strings, null where each has its own. */
export interface NodeCount {
  readonly type: string;
  readonly name: number | null;
  readonly count: number;
  readonly bytes: number;
}

interface Head {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[], ...unknown[]] };
  };
}

/** Types whose instances have a name of their own each: counted together. */
const NAMELESS = new Set([
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'symbol',
  'bigint',
  'code',
  'array',
]);
const COMMA = 0x2c;
const ZERO = 0x30;
const NINE = 0x39;
const BRACKET = 0x5d;

/** Adds up the nodes of a heap snapshot by type and name while their numbers pass. */
export class NodeCounts {
  private readonly types: readonly string[];
  private readonly places: { readonly type: number; readonly name: number; readonly size: number };
  private readonly node: Float64Array;
  private readonly counts = new Map<number, { count: number; bytes: number }>();
  private field = 0;
  private value = 0;

  /** `head`: the JSON before the nodes, which says what their numbers are. */
  constructor(head: string) {
    const { meta } = (JSON.parse(head) as Head).snapshot;
    const place = (field: string) => meta.node_fields.indexOf(field);
    this.types = meta.node_types[0];
    this.places = { type: place('type'), name: place('name'), size: place('self_size') };
    this.node = new Float64Array(meta.node_fields.length);
  }

  /** Takes bytes of the list; gives the index of its end, or the chunk's length where it goes on. */
  take(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte >= ZERO && byte <= NINE) this.value = this.value * 10 + byte - ZERO;
      else if (byte === COMMA || byte === BRACKET) this.endNumber();
      if (byte === BRACKET) return at;
    }
    return chunk.length;
  }

  /** What was counted. */
  all(): readonly NodeCount[] {
    return [...this.counts].map(([key, counted]) => {
      const type = this.types[key % this.types.length] ?? '';
      return { type, name: NAMELESS.has(type) ? null : Math.floor(key / this.types.length), ...counted };
    });
  }

  private endNumber(): void {
    this.node[this.field++] = this.value;
    this.value = 0;
    if (this.field < this.node.length) return;
    this.field = 0;
    const { places, node, types } = this;
    const type = node[places.type] ?? 0;
    const name = NAMELESS.has(types[type] ?? '') ? 0 : (node[places.name] ?? 0);
    const key = name * types.length + type;
    const known = this.counts.get(key);
    const bytes = node[places.size] ?? 0;
    if (known) {
      known.count += 1;
      known.bytes += bytes;
    } else this.counts.set(key, { count: 1, bytes });
  }
}
