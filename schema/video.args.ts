import './metadata.js';
import { ArgsType, Field, ID, Int } from 'type-graphql';

/** Argument of `Query.video`. */
@ArgsType()
export class VideoArgs {
  @Field(() => ID, { description: 'Global id of a Video.' })
  declare readonly id: string;
}

/** Arguments of `Query.videos`, as sent: the count is checked by the resolver. */
@ArgsType()
export class VideosArgs {
  @Field(() => [ID], { description: 'Global ids of Videos, 1 to 50.' })
  declare readonly ids: readonly string[];
}

/** Arguments of `Video.products`, as sent: the resolver clamps. */
@ArgsType()
export class VideoProductsArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: 'Page size, clamped to 1..5; null means 5.',
  })
  declare readonly first: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of a product edge.' })
  declare readonly after?: string | null;
}
