import './metadata.js';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars.js';

/** Created as a plain literal from the `layer#bucket` text of ALGORITHM or LEGACY. */
@ObjectType({ simpleResolvers: true, description: 'One bucket of one experiment layer.' })
export class ExperimentBucket {
  @Field(() => String, { description: 'Layer id.' })
  declare readonly layer: string;

  @Field(() => String, { description: 'Bucket id within the layer.' })
  declare readonly bucket: string;
}

/** Created as a plain literal; its state travels in the cursor. */
@ObjectType({
  simpleResolvers: true,
  description: 'A chain of pages in which no content is shown twice.',
})
export class FeedSession {
  @Field(() => ID, { description: 'Random id, new for every first page.' })
  declare readonly id: string;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { description: 'When the first page was served.' })
  declare readonly startedAt: number;

  @Field(() => Boolean, {
    description:
      'True when `after` could not be honoured and this is a first page: replace the list, do not append.',
  })
  declare readonly restarted: boolean;

  @Field(() => [ExperimentBucket], {
    description: 'Experiment buckets in force; empty when the algorithm reported none.',
  })
  declare readonly buckets: readonly ExperimentBucket[];
}
