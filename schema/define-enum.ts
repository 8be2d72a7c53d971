import './metadata.js';
import { registerEnumType } from 'type-graphql';

/** An enum whose values equal their names. */
export type EnumObject<Name extends string> = { readonly [K in Name]: K };

/** The values of an enum made by `defineEnum`. */
export type EnumValue<E> = E[keyof E];

/**
 * Defines a GraphQL enum and the constant that code uses for it.
 * @param values description of every value, by name, in schema order
 */
export function defineEnum<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, string>>,
): EnumObject<Name> {
  const names = Object.keys(values) as Name[];
  const enumObject = Object.fromEntries(names.map((value) => [value, value])) as EnumObject<Name>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(enumObject, { name, description, valuesConfig: valuesConfig as object });
  return enumObject;
}
