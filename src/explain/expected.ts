/**
 * An object that an answer will have. Nothing is known of it but what it would be asked by, so its ids are names: the author
 * of `Video:61` has the id `Video:61.author`.
 */
export interface Expected {
  readonly id: string;
  /** Null: any type that its field may have. */
  readonly type: string | null;
  /** The hop that brings it; 0: it is there from the start. */
  readonly hop: number;
  /** What was waited for; see `Asking`. */
  readonly from: string;
  /** What has to be so that there is such an object; null: nothing. */
  readonly onlyIf: string | null;
  /** What it was read as a part of: the room of an author has no other author. */
  readonly owner: { readonly record: string; readonly id: string } | null;
}

/** What an operation starts with. */
export const ROOT: Expected = {
  id: '',
  type: null,
  hop: 0,
  from: 'request',
  onlyIf: null,
  owner: null,
};
