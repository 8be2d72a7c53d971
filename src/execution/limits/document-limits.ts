/** Bounds of one document in production, the most telling first. Far above what a screen asks for, far below what hurts. */
export const DOCUMENT_LIMITS = {
  /** Selections of one operation, with fragments unfolded. */
  MAX_SELECTIONS: 5_000,
  /** Levels of fields, the root field and leaves counted. */
  MAX_DEPTH: 10,
  /** Aliased fields, with fragments unfolded. */
  MAX_ALIASES: 20,
  /** Fields of one selection set, with fragments unfolded. */
  MAX_FIELDS: 200,
  /** Directives written in the document. */
  MAX_DIRECTIVES: 25,
  /** Operations that are looked at; a request that would run one of several is refused later. */
  MAX_OPERATIONS: 10,
  /** Fields at the root of one operation. */
  MAX_ROOT_FIELDS: 10,
  /** Characters of one name or number. */
  MAX_NAME_LENGTH: 200,
  /** Characters of one string; a cursor has up to 4,096. */
  MAX_STRING_LENGTH: 8_192,
} as const;

/** The name of a limit, as clients see it in `extensions.reason`. */
export type DocumentLimit = keyof typeof DOCUMENT_LIMITS;

/** Most values in one list that a client gives as an argument. */
export const MAX_LIST_ARGUMENT = 50;
/** Most objects that one operation may ask for; the fullest page of the feed stays below. */
export const MAX_COST = 2_000;
