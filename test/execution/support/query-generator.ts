import {
  getNamedType,
  GraphQLBoolean,
  GraphQLNonNull,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import type {
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import { createInputGenerator } from './input-generator.js';
import type { InputGenerator, ScalarSamples } from './input-generator.js';
import { createRandom } from './random.js';
import { variablesOf } from './document-parts.js';
import type { Fragment, Uses, Variable } from './document-parts.js';
import type { Random } from './random.js';

/** One request that is valid for the schema. */
export interface GeneratedQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Absent when the document has one operation. */
  readonly operationName: string | undefined;
}

/** What to generate from. */
export interface QueryGeneratorOptions {
  readonly schema: GraphQLSchema;
  readonly seed: number;
  /** Deepest nesting of fields; 5 by default. */
  readonly maxDepth?: number;
  /** Values of custom scalars, by scalar name. */
  readonly scalars?: ScalarSamples;
  /** Literals for certain arguments, by coordinate such as `Query.feed(sceneId:)`. */
  readonly argumentSamples?: Readonly<Record<string, readonly string[]>>;
}

/** Creates an endless source of valid queries with fragments, aliases, conditions, variables and several operations. */
export function createQueryGenerator(options: QueryGeneratorOptions): () => GeneratedQuery {
  const random = createRandom(options.seed);
  return () => {
    for (;;) {
      const generated = new DocumentWriter(options, random).write();
      if (validate(options.schema, parse(generated.query)).length === 0) return generated;
    }
  };
}

/** Writes one document; not every document it writes is valid (response keys may conflict), so the caller filters. */
class DocumentWriter {
  private readonly inputs: InputGenerator;
  private readonly variables = new Map<string, Variable>();
  private readonly fragments: Fragment[] = [];
  /** Argument texts by coordinate: mostly equal within a document, so that fields merge. */
  private readonly argumentTexts = new Map<string, { text: string; uses: Uses }>();
  private readonly maxDepth: number;

  constructor(
    private readonly options: QueryGeneratorOptions,
    private readonly random: Random,
  ) {
    this.inputs = createInputGenerator(random, options.scalars ?? {});
    this.maxDepth = options.maxDepth ?? 5;
  }

  write(): GeneratedQuery {
    const { random } = this;
    const names = random.chance(0.2) ? ['First', 'Second'] : random.chance(0.5) ? ['Only'] : [''];
    const operations = names.map((name) => this.writeOperation(name));
    const fragments = this.fragments.map(
      ({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`,
    );
    const operationName = names.length > 1 ? random.pick(names) : undefined;
    const used = operations.find(({ name }) => operationName === undefined || name === operationName);
    const variables: Record<string, unknown> = {};
    for (const name of used?.variables ?? []) {
      const variable = this.variables.get(name);
      if (variable && !this.isOmitted(variable)) variables[name] = this.inputs.json(variable.type);
    }
    return {
      query: [...operations.map(({ text }) => text), ...fragments].join('\n'),
      variables,
      operationName,
    };
  }

  private writeOperation(name: string): { name: string; text: string; variables: ReadonlySet<string> } {
    const uses: Uses = { variables: new Set(), fragments: new Set() };
    const root = this.options.schema.getQueryType();
    if (!root) throw new TypeError('a schema without queries');
    const body = this.selectionSet(root, 1, uses);
    const variables = variablesOf(uses);
    const definitions = [...variables].map((each) => this.definition(each));
    const head = definitions.length > 0 ? `query ${name}(${definitions.join(', ')})` : `query ${name}`;
    return { name, text: `${head} ${body}`, variables };
  }

  private definition(name: string): string {
    const variable = this.variables.get(name);
    if (!variable) throw new RangeError(name);
    const { type, defaultText } = variable;
    return `$${name}: ${type.toString()}${defaultText === undefined ? '' : ` = ${defaultText}`}`;
  }

  private isOmitted({ type, defaultText }: Variable): boolean {
    return (!isNonNullType(type) || defaultText !== undefined) && this.random.chance(0.4);
  }

  private selectionSet(type: GraphQLCompositeType, depth: number, uses: Uses): string {
    const { random } = this;
    const parts = Array.from({ length: 1 + random.int(4) }, () => this.selection(type, depth, uses));
    if (random.chance(0.3)) parts.push(`${random.chance(0.3) ? 'kind: ' : ''}__typename`);
    const text = parts.filter((part) => part !== '').join(' ');
    return `{ ${text === '' ? '__typename' : text} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number, uses: Uses): string {
    const { random } = this;
    if (isUnionType(type) || random.chance(0.2)) return this.fragmentSelection(type, depth, uses);
    const fields = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
    const field = random.pick(fields);
    return this.field(type, field, depth, uses);
  }

  private field(
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    uses: Uses,
  ): string {
    const { random } = this;
    const type = getNamedType(field.type);
    const isComposite = isCompositeType(type);
    if (isComposite && depth >= this.maxDepth) return '';
    const known = this.argumentsOf(parent, field);
    for (const name of known.uses.variables) uses.variables.add(name);
    const alias = random.chance(0.25) ? `${random.pick(['a', 'b', 'other'])}${random.int(9)}: ` : '';
    const body = isComposite ? ` ${this.selectionSet(type, depth + 1, uses)}` : '';
    return `${alias}${field.name}${known.text}${this.condition(uses)}${body}`;
  }

  private argumentsOf(
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
  ): { text: string; uses: Uses } {
    const coordinate = `${parent.name}.${field.name}`;
    const known = this.argumentTexts.get(field.name);
    if (known && this.random.chance(0.8)) return known;
    const uses: Uses = { variables: new Set(), fragments: new Set() };
    const given = field.args.filter((each) => isRequiredArgument(each) || this.random.chance(0.5));
    const texts = given.map((argument) => {
      const samples = this.options.argumentSamples?.[`${coordinate}(${argument.name}:)`];
      const text = samples
        ? this.random.pick(samples)
        : this.inputs.literal(argument.type, (type) => this.variable(type, uses));
      return `${argument.name}: ${text}`;
    });
    const made = { text: texts.length > 0 ? `(${texts.join(', ')})` : '', uses };
    this.argumentTexts.set(field.name, made);
    return made;
  }

  private fragmentSelection(type: GraphQLCompositeType, depth: number, uses: Uses): string {
    const { random } = this;
    if (random.chance(0.5)) {
      const target = this.overlapping(type);
      const on = target === type && random.chance(0.3) ? '' : ` on ${target.name}`;
      return `...${on}${this.condition(uses)} ${this.selectionSet(target, depth, uses)}`;
    }
    const fitting = this.fragments.filter((fragment) => this.overlaps(type, fragment.type));
    const fragment =
      fitting.length > 0 && random.chance(0.6)
        ? random.pick(fitting)
        : this.newFragment(this.overlapping(type), depth);
    uses.fragments.add(fragment);
    return `...${fragment.name}${this.condition(uses)}`;
  }

  private newFragment(type: GraphQLCompositeType, depth: number): Fragment {
    const uses: Uses = { variables: new Set(), fragments: new Set() };
    const text = this.selectionSet(type, Math.max(depth, this.maxDepth - 1), uses);
    const fragment = { name: `F${this.fragments.length}`, type, text, uses };
    this.fragments.push(fragment);
    return fragment;
  }

  private overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const all = Object.values(this.options.schema.getTypeMap()).filter(isCompositeType);
    return this.random.pick(all.filter((each) => !each.name.startsWith('__') && this.overlaps(type, each)));
  }

  private overlaps(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    return this.concrete(one).some((type) => this.concrete(other).includes(type));
  }

  private concrete(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    if (isAbstractType(type)) return this.options.schema.getPossibleTypes(type);
    return isObjectType(type) ? [type] : [];
  }

  private condition(uses: Uses): string {
    const { random } = this;
    if (!random.chance(0.15)) return '';
    const directive = random.pick(['@skip', '@include']);
    const value = random.chance(0.8)
      ? this.variable(new GraphQLNonNull(GraphQLBoolean), uses)
      : String(random.chance(0.5));
    return ` ${directive}(if: ${value})`;
  }

  private variable(type: GraphQLInputType, uses: Uses): string {
    const { random } = this;
    const fitting = [...this.variables.values()].filter((each) => each.type.toString() === type.toString());
    const variable = fitting.length > 0 && random.chance(0.6) ? random.pick(fitting) : this.newVariable(type);
    uses.variables.add(variable.name);
    return `$${variable.name}`;
  }

  private newVariable(type: GraphQLInputType): Variable {
    const hasDefault = this.random.chance(0.4);
    const defaultText = hasDefault ? this.inputs.literal(type, () => undefined) : undefined;
    const variable = { name: `v${this.variables.size}`, type, defaultText };
    this.variables.set(variable.name, variable);
    return variable;
  }
}
