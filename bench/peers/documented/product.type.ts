import { Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { ProductStatus } from '../enums.js';
import { countText, globalId } from '../upstream/values.js';
import { Image } from './image.type.js';
import { Shop } from './shop.type.js';

@ObjectType()
export class Product {
  itemId: string;
  imageUrl: string;
  sold30d: number;

  @Field()
  title: string;

  @Field({ nullable: true })
  shortTitle?: string;

  @Field(() => ProductStatus)
  status: ProductStatus;

  @Field()
  detailUrl: string;

  @Field(() => Shop, { nullable: true })
  shop?: Shop;
}

@Resolver(() => Product)
export class ProductResolver {
  @FieldResolver(() => ID)
  id(@Root() product: Product): string {
    return globalId('Product', product.itemId);
  }

  @FieldResolver(() => Image)
  image(@Root() product: Product): Image {
    return { url: product.imageUrl };
  }

  @FieldResolver(() => Int, { nullable: true })
  soldCount30d(@Root() product: Product): number {
    return product.sold30d;
  }

  @FieldResolver({ nullable: true })
  soldCountText(@Root() product: Product): string {
    return countText(product.sold30d);
  }
}
