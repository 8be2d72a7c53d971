import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ProductStatus } from '../enums.js';
import { countText, globalId } from '../upstream/values.js';
import type { ItemRecord } from '../upstream/wire.js';
import { Image } from './image.type.js';
import { Shop } from './shop.type.js';

@ObjectType({ simpleResolvers: true })
export class Product {
  @Field(() => ID)
  id: string;

  @Field()
  title: string;

  @Field(() => String, { nullable: true })
  shortTitle: string | null;

  @Field(() => Image)
  image: Image;

  @Field(() => ProductStatus)
  status: string;

  @Field()
  detailUrl: string;

  @Field(() => Int, { nullable: true })
  soldCount30d: number | null;

  @Field(() => String, { nullable: true })
  soldCountText: string | null;

  @Field(() => Shop, { nullable: true })
  shop: Shop | null;

  constructor(item: ItemRecord) {
    this.id = globalId('Product', item.itemId);
    this.title = item.title;
    this.shortTitle = item.shortTitle;
    this.image = new Image(item.imageUrl, null, null);
    this.status = item.status;
    this.detailUrl = item.detailUrl;
    this.soldCount30d = item.sold30d;
    this.soldCountText = countText(item.sold30d);
    this.shop = new Shop(item.shop);
  }
}
