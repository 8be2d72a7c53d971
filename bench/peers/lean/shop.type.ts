import { Field, ID, ObjectType } from 'type-graphql';
import { ShopKind } from '../enums.js';
import { globalId } from '../upstream/values.js';
import type { ItemRecord } from '../upstream/wire.js';

@ObjectType({ simpleResolvers: true })
export class Shop {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => ShopKind)
  kind: string;

  @Field(() => String, { nullable: true })
  url: string | null;

  constructor(shop: ItemRecord['shop']) {
    this.id = globalId('Shop', shop.shopId);
    this.name = shop.name;
    this.kind = shop.kind;
    this.url = shop.url;
  }
}
