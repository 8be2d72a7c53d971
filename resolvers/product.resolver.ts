import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Availability } from '../schema/availability.type.js';
import type { Coupon } from '../schema/coupon.type.js';
import type { ProductPricing } from '../schema/pricing.type.js';
import { ProductArgs, ProductsArgs } from '../schema/product.args.js';
import { Product } from '../schema/product.type.js';
import type { Promotion } from '../schema/promotion.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { readAll, readById } from './by-id.js';
import type { GatewayContext } from './gateway-context.js';
import {
  productAvailability,
  productById,
  productCoupons,
  productPricing,
  productPromotions,
} from './product.chains.js';

/** Something for sale. */
@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'One product by global id; null when missing.' })
  product(@Args(() => ProductArgs) { id }: ProductArgs, @Ctx() ctx: GatewayContext): Served<Product | null> {
    return readById(ctx, productById, 'Product', id);
  }

  @Query(() => [Product], {
    nullable: 'items',
    description: 'Products in the order asked; null where one is missing. At most 50 ids.',
  })
  products(
    @Args(() => ProductsArgs) { ids }: ProductsArgs,
    @Ctx() ctx: GatewayContext,
  ): Promise<(Product | null)[]> {
    return readAll(ctx, ids, (id) => readById(ctx, productById, 'Product', id));
  }

  @FieldResolver()
  pricing(@Root() product: Product, @Ctx() ctx: GatewayContext): Served<ProductPricing | null> {
    return ctx.serve(productPricing, product.itemId, product.pricing);
  }

  @FieldResolver()
  coupons(@Root() product: Product, @Ctx() ctx: GatewayContext): Served<readonly Coupon[]> {
    return ctx.serve(productCoupons, product.itemId, product.coupons);
  }

  @FieldResolver()
  promotions(@Root() product: Product, @Ctx() ctx: GatewayContext): Served<readonly Promotion[]> {
    return ctx.serve(productPromotions, product.itemId, product.promotions);
  }

  @FieldResolver()
  availability(@Root() product: Product, @Ctx() ctx: GatewayContext): Served<Availability> {
    return ctx.serve(productAvailability, product.itemId, product.availability);
  }
}
