import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { parseGlobalId } from '../../../schema/global-id.js';
import type { Outage } from './outages.js';

/** What is expected of an answer whose healthy form is known. */
export interface ExpectedAnswer {
  readonly data: any;
  /** How many errors UPSTREAM_UNAVAILABLE. */
  readonly errors: number;
  /** Coordinates that are counted as exhausted, sorted. */
  readonly counted: readonly string[];
  /** Indexes of edges whose cards are others now. */
  readonly replaced: readonly number[];
  /** Feeds are other lists: of `data` nothing is expected there. */
  readonly relisted: boolean;
}

/** The answer that is left of a healthy one when an upstream is out, derived from its types alone. */
export function answerWithout(outage: Outage, healthy: any, schema: GraphQLSchema): ExpectedAnswer {
  const loss = new Loss(outage, schema);
  const data = loss.root(healthy);
  return {
    data,
    errors: loss.errors,
    counted: [...loss.counted].sort(),
    replaced: [...loss.replaced].sort((a, b) => a - b),
    relisted: loss.relisted,
  };
}

class Loss {
  errors = 0;
  readonly counted = new Set<string>();
  readonly replaced = new Set<number>();
  relisted = false;

  constructor(
    private readonly outage: Outage,
    private readonly schema: GraphQLSchema,
  ) {}

  root(data: any): any {
    const query = this.schema.getQueryType();
    const entries = Object.entries<any>(data).map(([key, value]) => {
      const field = query?.getFields()[key];
      const typeName = field ? getNamedType(field.type).name : '';
      const read = Array.isArray(value)
        ? value.map((member) => this.readById(member, typeName))
        : this.readById(value, typeName);
      // A page has no place for null: without it there is no answer.
      return { key, read, required: field !== undefined && getNullableType(field.type) !== field.type };
    });
    if (entries.some(({ read, required }) => read === null && required)) return null;
    return Object.fromEntries(entries.map(({ key, read }) => [key, read]));
  }

  private readById(value: any, typeName: string): any {
    if (value === null) return null;
    if (this.outage.withoutList && typeName === 'FeedConnection') {
      this.relisted = true;
      this.counted.add('Query.feed');
      return value;
    }
    const type = this.concrete(value, typeName);
    const countedAs = this.outage.unreadable?.[type.name];
    if (countedAs === undefined) return this.object(value, type);
    this.errors += 1;
    if (countedAs !== null) this.counted.add(countedAs);
    return null;
  }

  private object(value: any, type: GraphQLObjectType): any {
    return Object.fromEntries(
      Object.entries<any>(value).map(([key, member]) => [key, this.field(member, key, type)]),
    );
  }

  private field(value: any, key: string, parent: GraphQLObjectType): any {
    const end = this.outage.ends?.[`${parent.name}.${key}`];
    if (end && value !== null) {
      if (end.countedAs !== null) this.counted.add(end.countedAs);
      return selected(end.value, value);
    }
    const type = parent.getFields()[key]?.type; // undefined: an alias of a leaf, or __typename
    if (value === null || typeof value !== 'object' || !type) return value;
    const name = getNamedType(type).name;
    if (!isListType(getNullableType(type))) return this.member(value, name);
    return value.map((member: any, index: number) => {
      if (name === 'FeedEdge' && this.isWithout(member.node)) this.replaced.add(index);
      return this.member(member, name);
    });
  }

  private member(value: any, typeName: string): any {
    const hasFields = value !== null && isCompositeType(this.schema.getType(typeName));
    return hasFields ? this.object(value, this.concrete(value, typeName)) : value;
  }

  private isWithout(node: any): boolean {
    const { without } = this.outage;
    const isLost = without !== undefined && parseGlobalId(node.id)?.typeName === without.card;
    if (isLost) this.counted.add(without.countedAs);
    return isLost;
  }

  /** Abstract types are told by the id of the object: every type that has one puts its name there. */
  private concrete(value: any, typeName: string): GraphQLObjectType {
    const type = this.schema.getType(typeName);
    const name = isAbstractType(type) ? parseGlobalId(value.id)?.typeName : typeName;
    return this.schema.getType(name ?? '') as GraphQLObjectType;
  }
}

/** The part of a constant that the healthy value shows was selected. */
function selected(constant: any, healthy: any): any {
  if (constant === null || typeof constant !== 'object' || Array.isArray(constant)) return constant;
  return Object.fromEntries(Object.keys(healthy).map((key) => [key, selected(constant[key], healthy[key])]));
}
