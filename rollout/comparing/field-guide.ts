import { getNamedType, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { ComparingRules, FieldKind, FieldRule } from './comparing-rules.js';

const EXACTLY: FieldRule = {};
const KINDS: Readonly<Record<string, FieldKind>> = {
  ID: 'id',
  DateTime: 'time',
  URL: 'url',
  Decimal: 'decimal',
};
/** Names that may stand in a report; keys of maps may be data of a viewer. */
const NAME = /^[A-Za-z_]\w{0,39}$/;
/** No type has more fields; a value with more is a map, whose nodes are not worth keeping. */
const MOST_CHILDREN = 200;

/** What is known about one place inside a compared value. */
export class FieldNode {
  readonly #children = new Map<string, FieldNode>();

  constructor(
    /** What rules may call it, longest first: from the root, and from every coordinate on the way. */
    readonly names: readonly [at: string, ...others: string[]],
    readonly kind: FieldKind,
    readonly rule: FieldRule,
    readonly type: GraphQLNamedType | null,
    private readonly guide: FieldGuide,
  ) {}

  /** From the root: `Product.coupons[].amount.amount` */
  get at(): string {
    return this.names[0];
  }

  /** The node of a property; `typeName` says which type the object is of where several are possible. */
  child(name: string, typeName?: string): FieldNode {
    const key = typeName === undefined ? name : `${typeName}.${name}`;
    let child = this.#children.get(key);
    if (child === undefined) {
      child = this.guide.propertyOf(this, name, typeName);
      if (this.#children.size < MOST_CHILDREN) this.#children.set(key, child);
    }
    return child;
  }

  /** The node of every member of a list. */
  member(): FieldNode {
    let member = this.#children.get('[]');
    if (member === undefined) {
      member = this.guide.memberOf(this);
      this.#children.set('[]', member);
    }
    return member;
  }
}

/** Knows what stands where in compared values, from the schema and from rules. */
export class FieldGuide {
  readonly #roots = new Map<string, FieldNode>();

  constructor(
    private readonly rules: ComparingRules,
    /** Null: nothing is known but names and rules. */
    private readonly schema: GraphQLSchema | null,
  ) {}

  /** The node of a coordinate (`Product.pricing`), or of a whole type (`Query`). */
  root(coordinate: string): FieldNode {
    let root = this.#roots.get(coordinate);
    if (root === undefined) {
      const [typeName = '', field] = coordinate.split('.', 2);
      const type = this.schema?.getType(typeName) ?? null;
      root =
        field === undefined ? this.node([coordinate], '', type) : this.fieldOf([coordinate], field, type);
      if (this.#roots.size < MOST_CHILDREN) this.#roots.set(coordinate, root);
    }
    return root;
  }

  /** @see FieldNode.child */
  propertyOf({ names, type }: FieldNode, name: string, typeName: string | undefined): FieldNode {
    const known = isAbstractType(type) && typeName !== undefined ? this.schema?.getType(typeName) : undefined;
    return this.fieldOf(behind(names, `.${NAME.test(name) ? name : '*'}`), name, known ?? type);
  }

  /** @see FieldNode.member */
  memberOf({ names, kind, rule, type }: FieldNode): FieldNode {
    const paths = behind(names, '[]');
    return new FieldNode(paths, kind, this.ruleOf(paths) ?? rule, type, this);
  }

  private fieldOf(path: Names, name: string, parent: GraphQLNamedType | null): FieldNode {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const type = field ? getNamedType(field.type) : null;
    const coordinate = parent === null ? path[0] : `${parent.name}.${name}`;
    return this.node(path.includes(coordinate) ? path : [...path, coordinate], name, type);
  }

  private node(names: Names, name: string, type: GraphQLNamedType | null): FieldNode {
    const rule = this.ruleOf(names) ?? EXACTLY;
    return new FieldNode(names, rule.kind ?? kindOf(name, type), rule, type, this);
  }

  private ruleOf(names: Names): FieldRule | undefined {
    const known = names.find((name) => Object.hasOwn(this.rules, name));
    return known === undefined ? undefined : this.rules[known];
  }
}

type Names = FieldNode['names'];

const behind = ([at, ...others]: Names, step: string): Names => [
  `${at}${step}`,
  ...others.map((name) => `${name}${step}`),
];

/** Raw ids stand beside the fields of the schema and are known by their names. */
const kindOf = (name: string, type: GraphQLNamedType | null): FieldKind =>
  (type === null ? undefined : KINDS[type.name]) ?? (/^id$|Ids?$/.test(name) ? 'id' : 'other');
