import 'reflect-metadata';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Arg,
  buildSchemaSync,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  Int,
  InterfaceType,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { createComparison } from './support/compare.js';
import { createQueryGenerator } from './support/query-generator.js';

const Mood = { CALM: 'calm', WILD: 'wild' } as const;
registerEnumType(Mood, { name: 'Mood' });

@InterfaceType()
abstract class Animal {
  @Field(() => ID)
  declare id: string;
}

@ObjectType({ simpleResolvers: true, implements: Animal })
class Cat extends Animal {
  @Field(() => Mood)
  declare mood: string;
}

@ObjectType({ simpleResolvers: true, implements: Animal })
class Dog extends Animal {
  @Field(() => [String], { nullable: true })
  declare tricks: string[] | null;
}

/** A type whose resolveType option makes type-graphql resolve it asynchronously. */
const Pet = createUnionType({
  name: 'Pet',
  types: () => [Cat, Dog] as const,
  resolveType: (value) => (value instanceof Cat ? Cat : Dog),
});

@Resolver(() => Dog)
class DogResolver {
  @Query(() => [Animal])
  animals(@Arg('first', () => Int, { defaultValue: 3 }) first: number): Animal[] {
    return [0, 1, 2].slice(0, Math.max(0, first)).map((n) => animal(n));
  }

  @Query(() => [Pet], { nullable: true })
  pets(): Promise<Animal[]> {
    return Promise.resolve([animal(0), animal(1)]);
  }

  @Query(() => Animal, { nullable: true })
  stranger(): unknown {
    return { id: 'no instance of a class' };
  }

  @FieldResolver(() => Cat, { nullable: true })
  friend(@Root() dog: Dog): Promise<Animal | null> {
    return Promise.resolve(dog.id === '1' ? animal(2) : null);
  }
}

function animal(n: number): Animal {
  if (n % 2 === 0) return Object.assign(new Cat(), { id: `${n}`, mood: n === 0 ? 'calm' : 'wild' });
  return Object.assign(new Dog(), { id: `${n}`, tricks: n === 1 ? ['sit', 'roll'] : null });
}

test('a schema of decorated classes answers alike, compiled and interpreted', async () => {
  const schema = buildSchemaSync({ resolvers: [DogResolver], validate: false });
  const next = createQueryGenerator({ schema, seed: 3 });
  const { compare } = createComparison(schema);
  let compiled = 0;
  for (let count = 0; count < 200; count++) {
    const { isCompiled, isExcused } = await compare(next(), () => ({}));
    assert.ok(!isExcused);
    if (isCompiled) compiled++;
  }
  assert.ok(compiled >= 190, `${compiled} of 200 were compiled`);
});
