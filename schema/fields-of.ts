type MethodNames<T> = {
  [K in keyof T]-?: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/**
 * The values that an instance of a schema class is made from: its own properties without methods. Carried properties are
 * optional and may be left out, which means "unknown, must be hydrated". Only classes that implement an interface have
 * instances, because GraphQL finds the concrete type by instanceof; all others are written as plain literals.
 */
export type FieldsOf<T> = Readonly<Omit<T, MethodNames<T>>>;
