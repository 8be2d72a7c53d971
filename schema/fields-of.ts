type MethodNames<T> = {
  [K in keyof T]-?: T[K] extends (...args: never[]) => unknown ? K : never;
}[keyof T];

/**
 * The values an instance of a schema class is made from: its own properties without methods. Carried properties are
 * optional and may be left out, which means "unknown, must be hydrated".
 */
export type FieldsOf<T> = Readonly<Omit<T, MethodNames<T>>>;
