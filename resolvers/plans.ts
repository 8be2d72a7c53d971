import type { Endpoint } from '../datasources/http/endpoint.js';
import type { ChainShape } from '../datasources/chain/declaration-rules.js';
import type { UpstreamName } from '../datasources/upstreams.js';
import type { Selection } from './selection.js';

/** Arguments of a field, coerced. */
export type PlanArguments = Readonly<Record<string, unknown>>;

/** How many objects a field reads and shows at most, beyond what its parents are. */
export interface Breadth {
  readonly reads: number;
  readonly shows: number;
}

/** What says, before anything is asked, how many objects a field will lead to. */
export interface FieldPlan {
  readonly coordinate: string;
  readonly breadth: (args: PlanArguments) => Breadth;
}

/** Declares the plan of a field that reads several objects for each of its parents. */
export const fieldPlan = (coordinate: string, breadth: FieldPlan['breadth']): FieldPlan =>
  Object.freeze({ coordinate, breadth });

/**
 * A content that a list will have; nothing is known of it but that it is one. What belongs to it is named after the field
 * that shows it: `author`, `products.0`.
 */
export type Content = string;

/** One thing that a list asks for before its items exist. */
export type Asked = AskedCall | AskedRecords;

/** A call without ids. */
interface AskedCall {
  readonly endpoint: Endpoint;
  /** Made for those whose viewer or device id is known, and once however many lists a request has. */
  readonly aboutViewer?: true;
}

/** Records by id. */
interface AskedRecords {
  readonly chain: ChainShape;
  readonly ids: readonly string[];
  /** Fields of its items need it, which would ask for it later; the list itself does not. */
  readonly early?: true;
  /** When it is asked for at all; absent: always. */
  readonly onlyIf?: string;
}

/** Hops that wait for each other; what is asked in one of them is asked in one turn. */
export type PlannedHops = readonly (readonly Asked[])[];

/** What a list asks for once more when what came is not enough. */
export interface ExtraRound {
  /** What has to happen, as the part of a sentence behind "if". */
  readonly when: string;
  readonly hops: PlannedHops;
}

/** How a list is made. */
export interface PlannedList {
  readonly hops: PlannedHops;
  /** The contents it shows. */
  readonly shows: readonly Content[];
  readonly rounds: readonly ExtraRound[];
  /** Upstreams whose failure may lead to such a round; so may data, when all are well. */
  readonly reliesOn: readonly UpstreamName[];
  /** Told of every list, after the answer. */
  readonly after: readonly Endpoint[];
}

/** What says, before anything is asked, how a list will be made. */
export interface ListPlan {
  readonly coordinate: string;
  readonly listFor: (args: PlanArguments, selection: Selection) => PlannedList;
}

/** Declares the plan of a list. */
export const listPlan = (coordinate: string, listFor: ListPlan['listFor']): ListPlan =>
  Object.freeze({ coordinate, listFor });
