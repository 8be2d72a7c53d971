import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { LiveRoom } from './live-room.type.js';
import { Node } from './node.type.js';
import { Shop } from './shop.type.js';

/** Kinds as ACCOUNTS names them; unknown ones are CREATOR. */
export const AuthorKind = defineEnum('AuthorKind', 'Kind of account.', {
  MERCHANT: 'A merchant.',
  CREATOR: 'A creator.',
  PLATFORM: 'The platform itself.',
});
export type AuthorKind = EnumValue<typeof AuthorKind>;

/** Created as a plain literal from ENGAGEMENT. */
@ObjectType({
  simpleResolvers: true,
  description: "This viewer's relation to an author.",
})
export class AuthorViewerState {
  @Field(() => Boolean, { description: 'Whether the viewer follows the author.' })
  declare readonly following: boolean;
}

/** An account of ACCOUNTS. `live` and `viewer` are carried or hydrated. */
@ObjectType({ simpleResolvers: true, implements: Node, description: 'Who published a video.' })
export class Author implements Node {
  /** Raw account id of the upstreams. */
  declare readonly accountId: string;

  /** Raw id of the author's shop, if any. */
  declare readonly shopId: string | null;

  /** Banned or closed: the account's videos and rooms may not stand in a feed. */
  declare readonly closed: boolean;

  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;

  @Field(() => String, { description: 'Display name.' })
  declare readonly name: string;

  @Field(() => Image, { nullable: true, description: 'Avatar.' })
  declare readonly avatar: Image | null;

  @Field(() => AuthorKind, { description: 'Kind of account.' })
  declare readonly kind: AuthorKind;

  @Field(() => Boolean, { description: 'Whether the platform has verified the account.' })
  declare readonly verified: boolean;

  @Field(() => Int, { nullable: true, description: 'Followers; null when unknown.' })
  declare readonly followerCount: number | null;

  @Field(() => String, { nullable: true, description: 'Followers as display text; null when unknown.' })
  declare readonly followerCountText: string | null;

  @Field(() => Shop, { nullable: true, description: "The author's shop, if any." })
  declare readonly shop: Shop | null;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => LiveRoom, {
    nullable: true,
    description:
      "The author's room while it is LIVE or UPCOMING; null otherwise and when the live service is unavailable.",
  })
  declare readonly live?: LiveRoom | null | undefined;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => AuthorViewerState, {
    nullable: true,
    description:
      "This viewer's relation to the author; null for anonymous viewers and when it is unavailable.",
  })
  declare readonly viewer?: AuthorViewerState | null | undefined;

  constructor(fields: FieldsOf<Author>) {
    Object.assign(this, fields);
  }
}
