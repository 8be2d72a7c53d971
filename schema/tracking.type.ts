import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { JsonObjectScalar } from './scalars.js';

/** Computed by the gateway for every feed item and for every product inside one. */
@ObjectType({
  simpleResolvers: true,
  description: 'Values that clients report with every behaviour event, unchanged.',
})
export class TrackInfo {
  @Field(() => String, { description: 'Id of this page view; the same for all items of one response.' })
  declare readonly pvid: string;

  @Field(() => String, {
    description: 'Which system and source produced the item: four dot-separated parts.',
  })
  declare readonly scm: string;

  @Field(() => String, {
    description: 'Where it was shown: site.page.block.position, with a fifth part for products.',
  })
  declare readonly spm: string;

  @Field(() => Int, { description: '0-based absolute position of the feed item in the session.' })
  declare readonly position: number;

  @Field(() => String, {
    description: 'Experiment buckets as `layer#bucket` pairs joined by `#`; may be empty.',
  })
  declare readonly buckets: string;

  @Field(() => String, {
    nullable: true,
    description: "The algorithm's own trace, verbatim; null when the item did not come from the algorithm.",
  })
  declare readonly algoTrace: string | null;

  @Field(() => JsonObjectScalar, { description: 'Further tracking arguments, passed on unread.' })
  declare readonly args: Readonly<Record<string, string>>;
}
