import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { Node } from './node.type.js';
import { UrlScalar } from './scalars.js';

/** Kinds as CATALOG and ACCOUNTS name them; unknown ones are OTHER. */
export const ShopKind = defineEnum('ShopKind', 'Kind of shop.', {
  TMALL: 'Brand shop.',
  TAOBAO: 'Ordinary shop.',
  OTHER: 'Anything else.',
});
export type ShopKind = EnumValue<typeof ShopKind>;

/** Embedded in items and accounts by their upstreams, so it never needs a call of its own. */
@ObjectType({ simpleResolvers: true, implements: Node, description: 'A shop.' })
export class Shop implements Node {
  /** Raw shop id of the upstreams. */
  declare readonly shopId: string;

  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;

  @Field(() => String, { description: 'Name.' })
  declare readonly name: string;

  @Field(() => Image, { nullable: true, description: 'Logo.' })
  declare readonly logo: Image | null;

  @Field(() => ShopKind, { description: 'Kind of shop.' })
  declare readonly kind: ShopKind;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Shop page; null when the serving source does not know.',
  })
  declare readonly url: string | null;

  /** Field by field: pages have a hundred of these, and Object.assign costs ten times as much. */
  constructor(fields: FieldsOf<Shop>) {
    this.shopId = fields.shopId;
    this.id = fields.id;
    this.name = fields.name;
    this.logo = fields.logo;
    this.kind = fields.kind;
    this.url = fields.url;
  }
}
