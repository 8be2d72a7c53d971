import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLInputType } from 'graphql';
import type { Random } from './random.js';

/** Makes values for arguments and variables. */
export interface InputGenerator {
  /** A GraphQL literal of the type; `variableFor` may put a variable in the place of a part. */
  literal(type: GraphQLInputType, variableFor: (type: GraphQLInputType) => string | undefined): string;
  /** A JSON value of the type, as a client sends it in variables. */
  json(type: GraphQLInputType): unknown;
}

/** Values for custom scalars by name; others get text. */
export type ScalarSamples = Readonly<Record<string, readonly unknown[]>>;

const BUILT_IN: ScalarSamples = {
  Int: [0, 1, -7, 2147483647],
  Float: [0, 1.5, -2, 1e10],
  String: ['', 'a', 'two words', '猫 "quoted" \\ \n'],
  Boolean: [true, false],
  ID: ['1', '2', 'x-9'],
};

/** Creates a generator of input values. */
export function createInputGenerator(random: Random, scalars: ScalarSamples): InputGenerator {
  const sample = (name: string): unknown => random.pick(scalars[name] ?? BUILT_IN[name] ?? ['text']);

  const json = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return jsonOfNullable(type.ofType);
    return random.chance(0.1) ? null : jsonOfNullable(type);
  };
  const jsonOfNullable = (type: GraphQLInputType): unknown => {
    if (isListType(type)) {
      if (random.chance(0.2) && !isListType(type.ofType)) return jsonOfNullable(getNamedType(type));
      return Array.from({ length: random.int(3) }, () => json(type.ofType));
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return sample(getNamedType(type).name);
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || random.chance(0.4),
    );
    return Object.fromEntries(fields.map((field) => [field.name, json(field.type)]));
  };

  const literal: InputGenerator['literal'] = (type, variableFor) => {
    const variable = random.chance(0.25) ? variableFor(type) : undefined;
    if (variable !== undefined) return variable;
    if (isNonNullType(type)) return literalOfNullable(type.ofType, variableFor);
    return random.chance(0.1) ? 'null' : literalOfNullable(type, variableFor);
  };
  const literalOfNullable: InputGenerator['literal'] = (type, variableFor) => {
    if (isListType(type)) {
      if (random.chance(0.2) && !isListType(type.ofType))
        return literalOfNullable(getNamedType(type), variableFor);
      return `[${Array.from({ length: random.int(3) }, () => literal(type.ofType, variableFor)).join(', ')}]`;
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return JSON.stringify(sample(getNamedType(type).name));
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || random.chance(0.4),
    );
    return `{${fields.map((field) => `${field.name}: ${literal(field.type, variableFor)}`).join(', ')}}`;
  };

  return { literal, json };
}
