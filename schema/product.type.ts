import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Availability } from './availability.type.js';
import { Category } from './category.type.js';
import { Coupon } from './coupon.type.js';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { Node } from './node.type.js';
import { ProductPricing } from './pricing.type.js';
import { Promotion } from './promotion.type.js';
import { UrlScalar } from './scalars.js';
import { Shop } from './shop.type.js';

/** Statuses as CATALOG names them; unknown ones, and all after an outage, are UNKNOWN. */
export const ProductStatus = defineEnum('ProductStatus', 'Sale status of a product.', {
  ON_SALE: 'On sale.',
  OFF_SHELF: 'Taken off the shelf.',
  DELETED: 'Deleted.',
  BANNED: 'Banned, restricted, or not sold in this region.',
  PRESALE: 'Can be ordered before it ships.',
  UNKNOWN: 'Not known.',
});
export type ProductStatus = EnumValue<typeof ProductStatus>;

/** An item of CATALOG. Price and stock are carried (LEGACY embeds them) or hydrated. */
@ObjectType({ simpleResolvers: true, implements: Node, description: 'Something for sale.' })
export class Product implements Node {
  /** Raw item id of the upstreams. */
  declare readonly itemId: string;

  /** Raw id of the selling shop. */
  declare readonly shopId: string | null;

  /** Raw id of the standard product; equal for offers of the same thing. */
  declare readonly spuId: string | null;

  /** Raw id of the leaf category. */
  declare readonly categoryId: string | null;

  /** Not allowed in feeds. */
  declare readonly restricted: boolean;

  /** Regions it is sold in, as ISO 3166-2; null is everywhere. */
  declare readonly regions: readonly string[] | null;

  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;

  @Field(() => String, { description: 'Title, cleaned.' })
  declare readonly title: string;

  @Field(() => String, { nullable: true, description: 'Short title for narrow places.' })
  declare readonly shortTitle: string | null;

  @Field(() => Image, { description: 'Main image.' })
  declare readonly image: Image;

  @Field(() => Category, { nullable: true, description: 'Leaf category.' })
  declare readonly category: Category | null;

  @Field(() => ProductStatus, {
    description:
      'Sale status. Feeds carry ON_SALE and PRESALE, and UNKNOWN while the catalog is unavailable.',
  })
  declare readonly status: ProductStatus;

  @Field(() => UrlScalar, { description: 'Product page.' })
  declare readonly detailUrl: string;

  @Field(() => Int, { nullable: true, description: 'Units sold in the last 30 days.' })
  declare readonly soldCount30d: number | null;

  @Field(() => String, { nullable: true, description: 'Units sold as display text.' })
  declare readonly soldCountText: string | null;

  @Field(() => Shop, { nullable: true, description: 'Shop; null when unknown.' })
  declare readonly shop: Shop | null;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => ProductPricing, {
    nullable: true,
    description:
      'Null when pricing is unavailable or older than 60 seconds; hide the price then, never show 0.',
  })
  declare readonly pricing?: ProductPricing | null | undefined;

  /** Carried: undefined is unknown and hydrated. */
  @Field(() => [Coupon], {
    description:
      'Coupons open to every viewer, running or upcoming; empty when none or when pricing is unavailable.',
  })
  declare readonly coupons?: readonly Coupon[] | undefined;

  /** Carried: undefined is unknown and hydrated. */
  @Field(() => [Promotion], {
    description: 'Promotions running now; empty when none or when pricing is unavailable.',
  })
  declare readonly promotions?: readonly Promotion[] | undefined;

  /** Carried: undefined is unknown and hydrated. */
  @Field(() => Availability, {
    description: 'Stock; state UNKNOWN when the inventory service is unavailable.',
  })
  declare readonly availability?: Availability | undefined;

  /** Field by field: pages have a hundred of these, and Object.assign costs ten times as much. */
  constructor(fields: FieldsOf<Product>) {
    this.itemId = fields.itemId;
    this.shopId = fields.shopId;
    this.spuId = fields.spuId;
    this.categoryId = fields.categoryId;
    this.restricted = fields.restricted;
    this.regions = fields.regions;
    this.id = fields.id;
    this.title = fields.title;
    this.shortTitle = fields.shortTitle;
    this.image = fields.image;
    this.category = fields.category;
    this.status = fields.status;
    this.detailUrl = fields.detailUrl;
    this.soldCount30d = fields.soldCount30d;
    this.soldCountText = fields.soldCountText;
    this.shop = fields.shop;
    this.pricing = fields.pricing;
    this.coupons = fields.coupons;
    this.promotions = fields.promotions;
    this.availability = fields.availability;
  }
}
