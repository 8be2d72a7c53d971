import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars.js';

/** Created as a plain literal from the counters of a CONTENT record. */
@ObjectType({
  simpleResolvers: true,
  description: 'Counters of a video. A counter that makes no sense upstream is null.',
})
export class VideoStats {
  @Field(() => Int, { nullable: true, description: 'Plays; saturates at 2147483647.' })
  declare readonly playCount: number | null;

  @Field(() => Int, { nullable: true, description: 'Likes.' })
  declare readonly likeCount: number | null;

  @Field(() => Int, { nullable: true, description: 'Comments.' })
  declare readonly commentCount: number | null;

  @Field(() => Int, { nullable: true, description: 'Shares.' })
  declare readonly shareCount: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Plays as display text, for example `12.3万`; null when unknown.',
  })
  declare readonly playCountText: string | null;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'When the counters were taken.' })
  declare readonly asOf: number;
}
