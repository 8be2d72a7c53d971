type MethodNames<T> = {
  [K in keyof T]-?: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/**
 * Two kinds of types share this helper. Those that implement an interface are classes with a constructor that takes
 * these values, because GraphQL finds their concrete type by instanceof. All others are never instantiated: their
 * exported type is these values, so a plain literal will do and the linter still refuses one where an instance is due.
 *
 * The values an instance of a schema class is made from: its own properties without methods. Carried properties are
 * optional and may be left out, which means "unknown, must be hydrated".
 */
export type FieldsOf<T> = Readonly<Omit<T, MethodNames<T>>>;
