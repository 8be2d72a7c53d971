import { Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { ShopKind } from '../enums.js';
import { globalId } from '../upstream/values.js';

@ObjectType()
export class Shop {
  shopId: string;

  @Field()
  name: string;

  @Field(() => ShopKind)
  kind: ShopKind;

  @Field({ nullable: true })
  url?: string;
}

@Resolver(() => Shop)
export class ShopResolver {
  @FieldResolver(() => ID)
  id(@Root() shop: Shop): string {
    return globalId('Shop', shop.shopId);
  }
}
