/**
 * Template: copy to `<type>.resolver.ts`, and name the class in src/build-schema.ts. It is compiled and tested, and no part of
 * the schema. A resolver is thin: it names the view, the key, and what the parent may already carry.
 */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Availability } from '../schema/availability.type.js';
import { Product } from '../schema/product.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { exampleAvailability } from './_example.chains.js';
import type { GatewayContext } from './gateway-context.js';

/** Resolvers are shared by all requests: no state, everything of a request comes from `ctx`. */
@Resolver(() => Product)
export class ExampleResolver {
  /**
   * The field itself, its type and description are declared in the class of schema/; here is only how it is answered.
   * Carried: what the parent holds is returned at once, without a promise; null is an answer too. Hydrated: undefined is
   * unknown, so the key joins the batch of its source. A key of null means that there is nothing to ask for.
   * Not `async`, no try: failures and their reporting belong to the chain.
   */
  @FieldResolver()
  availability(@Root() product: Product, @Ctx() ctx: GatewayContext): Served<Availability> {
    return ctx.serve(exampleAvailability, product.itemId, product.availability);
  }
}
