import './metadata.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Author } from './author.type.js';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import type { FieldsOf } from './fields-of.js';
import { Image } from './image.type.js';
import { Node } from './node.type.js';
import { DateTimeScalar, UrlScalar } from './scalars.js';

/** States of LIVE's numeric codes; codes without a state count as no room. */
export const LiveState = defineEnum('LiveState', 'State of a live room.', {
  UPCOMING: 'Announced.',
  LIVE: 'On air.',
  PAUSED: 'Interrupted.',
  ENDED: 'Over.',
  REPLAY: 'Over, recording available.',
  BANNED: 'Closed by the platform.',
});
export type LiveState = EnumValue<typeof LiveState>;

/** A room of LIVE. `author` is carried or hydrated. */
@ObjectType({ simpleResolvers: true, implements: Node, description: 'A live room.' })
export class LiveRoom implements Node {
  /** Raw room id of the upstreams. */
  declare readonly roomId: string;

  /** Raw account id of the host. */
  declare readonly accountId: string;

  @Field(() => ID, { description: 'Global id.' })
  declare readonly id: string;

  @Field(() => LiveState, { description: 'State, at most 5 seconds old.' })
  declare readonly state: LiveState;

  @Field(() => String, { description: 'Title.' })
  declare readonly title: string;

  @Field(() => Image, { description: 'Cover image.' })
  declare readonly cover: Image;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true, description: 'Actual or announced start.' })
  declare readonly startAt: number | null;

  @Field(() => Int, { nullable: true, description: 'Viewers now; null when unknown.' })
  declare readonly viewerCount: number | null;

  @Field(() => String, { nullable: true, description: 'Viewers as display text; null when unknown.' })
  declare readonly viewerCountText: string | null;

  @Field(() => UrlScalar, { description: 'Room page.' })
  declare readonly url: string;

  /** Carried: undefined is unknown and hydrated, null is known absent. */
  @Field(() => Author, { nullable: true, description: 'Host; null when the account service is unavailable.' })
  declare readonly author?: Author | null | undefined;

  constructor(fields: FieldsOf<LiveRoom>) {
    Object.assign(this, fields);
  }
}
