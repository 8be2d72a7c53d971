type MethodNames<T> = {
  [K in keyof T]-?: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/**
 * The values of a schema class: its own properties without methods. Carried properties are optional and may be left
 * out, which means "unknown, must be hydrated".
 *
 * A class that implements an interface takes them in its constructor, because GraphQL finds the concrete type by
 * instanceof. No other class is ever instantiated: what it exports as its type are these values, so a plain literal
 * will do, and the linter still refuses a literal where an instance is due.
 */
export type FieldsOf<T> = Readonly<Omit<T, MethodNames<T>>>;
