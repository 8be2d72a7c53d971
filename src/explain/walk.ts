import { getArgumentValues, getNamedType, isAbstractType, isCompositeType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { ViewShape } from '../../datasources/chain/declaration-rules.js';
import { collectFields, type CollectScope } from '../execution/collect-fields.js';
import { selectionOf } from '../../resolvers/selection.js';
import type { PlanArguments } from '../../resolvers/plans.js';
import { ROOT, type Expected } from './expected.js';
import { Ledger, targetOf } from './ledger.js';
import { askForList, type WalkedList } from './list-hops.js';
import type { PlanIndex } from './plan-index.js';
import { readsOf } from './root-reads.js';

/** An operation, ready to be walked. */
export interface WalkedOperation extends Omit<CollectScope, 'conditions'> {
  readonly schema: GraphQLSchema;
  readonly root: GraphQLObjectType;
  readonly selectionSet: SelectionSetNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field of an object type, with its place in the answer. */
interface Place {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** Response keys from the root on. */
  readonly path: string;
  readonly args: PlanArguments;
}

/** Goes through an operation as execution would, with objects of which nothing is known but their ids. */
export class Walk {
  readonly ledger = new Ledger();
  /** Views that fields are read through. */
  readonly views = new Set<ViewShape>();
  readonly lists = new Map<string, WalkedList>();
  /** Whether anything comes from memory alone, which nobody may keep. */
  readsMemory = false;
  readonly notes = new Set<string>();

  constructor(
    private readonly operation: WalkedOperation,
    private readonly plans: PlanIndex,
  ) {
    do this.into(operation.root, [operation.selectionSet], [ROOT], '');
    while (this.ledger.takeChange());
  }

  private into(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    objects: readonly Expected[],
    path: string,
  ): void {
    const scope = { ...this.operation, conditions: this.operation.variables };
    for (const [key, nodes] of collectFields(scope, type, sets)) {
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      if (!field) continue; // __typename and introspection
      const args = getArgumentValues(field, node, this.operation.variables);
      this.below(
        { coordinate: `${type.name}.${field.name}`, field, nodes, path: `${path}/${key}`, args },
        objects,
      );
    }
  }

  private below(place: Place, parents: readonly Expected[]): void {
    const { field, nodes, path } = place;
    // What has no resolver is carried by its parent.
    const objects = field.resolve ? this.resolved(place, parents) : parents.map(ofAnyType);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    for (const possible of isAbstractType(type) ? this.operation.schema.getPossibleTypes(type) : [type]) {
      const own = objects.filter((each) => each.type === null || each.type === possible.name);
      if (own.length > 0) this.into(possible, sets, own, path);
    }
  }

  private resolved(place: Place, parents: readonly Expected[]): readonly Expected[] {
    const { coordinate, args } = place;
    const list = this.plans.listPlan(coordinate);
    if (list) return this.listed(place, list.listFor(args, this.selectionOf(place)));
    if (this.plans.isPolled(coordinate)) {
      this.readsMemory = true;
      return parents;
    }
    const views = this.plans.viewsOf(coordinate);
    const [view] = views;
    if (!view) throw new Error(`Nothing says what ${coordinate} asks for.`);
    if (coordinate.startsWith('Query.')) return this.byIds(place, views);
    const plan = this.plans.fieldPlan(coordinate);
    return parents.flatMap((parent) => {
      if (!plan) return this.read(view, keyOf(view, parent, place), parent);
      const { reads, shows } = plan.breadth(args);
      return Array.from({ length: reads }, (_, i) =>
        this.read(view, `${parent.id}.${place.field.name}.${i}`, parent),
      )
        .slice(-shows) // behind a cursor any of them; the last are those that nothing has asked for yet
        .map(ofAnyType); // the field's own type stands between
    });
  }

  /** One object read through a view, one hop behind its parent unless it was asked for before. */
  private read(view: ViewShape, id: string, parent: Expected, isExact = false): Expected {
    const target = targetOf(view.chain);
    this.views.add(view);
    const hop = this.ledger.ask(target, id, view.coordinate, {
      hop: parent.hop + 1,
      from: parent.from,
      isListed: false,
      isExact: isExact && parent.onlyIf === null,
      onlyIf: parent.onlyIf,
    });
    const [record = '', aspect] = view.chain.record.split('#');
    return {
      id,
      type: aspect === undefined ? record : null,
      hop,
      from: `${target.id} in ${hop}`,
      onlyIf: parent.onlyIf,
      owner: aspect === undefined ? null : { record, id },
    };
  }

  /** The objects of a list are there once all of them are. */
  private byIds({ coordinate, args, path }: Place, views: readonly ViewShape[]): readonly Expected[] {
    const { reads, isRefused } = readsOf(args, views);
    if (isRefused) this.notes.add(`${coordinate} is refused: it reads fewer ids at a time.`);
    const objects = reads.map(({ view, key, onlyIf }) =>
      this.read(view, key, { ...ROOT, onlyIf }, onlyIf === null),
    );
    const hop = Math.max(0, ...objects.map((each) => each.hop));
    return views.length === 1 ? objects : objects.map((each) => ({ ...each, hop, from: path }));
  }

  private listed({ coordinate, path }: Place, planned: WalkedList['planned']): readonly Expected[] {
    this.lists.set(path, { coordinate, planned });
    const hops = askForList(this.ledger, this.plans, { coordinate, hops: planned.hops }, path);
    return planned.shows.map((content) => ({ ...ROOT, id: `${path} ${content}`, hop: hops, from: path }));
  }

  private selectionOf({ field, nodes }: Place) {
    const { schema, fragments, variables } = this.operation;
    return selectionOf({
      schema,
      fragments: Object.fromEntries(fragments),
      variableValues: { ...variables },
      fieldNodes: nodes,
      returnType: field.type,
    });
  }
}

const ofAnyType = (object: Expected): Expected => ({ ...object, type: null });

/** An aspect of an object (`Product#offer`) has its id; another object is named after the field that leads to it. */
function keyOf({ chain }: ViewShape, parent: Expected, { coordinate, field }: Place): string {
  const [record, aspect] = chain.record.split('#');
  if (aspect !== undefined && coordinate.startsWith(`${record}.`)) return parent.id;
  return parent.owner && parent.owner.record === record ? parent.owner.id : `${parent.id}.${field.name}`;
}
