import './metadata.js';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { FeedContextInput } from './feed-context.input.js';

/** Items of a page when the client does not say. */
export const DEFAULT_PAGE_SIZE = 10;

/** Arguments of `Query.feed`, as sent: clamping and cursor checks are the resolver's. */
@ArgsType()
export class FeedArgs {
  @Field(() => ID, { description: 'Scene to show, for example `home`.' })
  declare readonly sceneId: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE_SIZE,
    description: 'Page size, clamped to 1..20; null means 10.',
  })
  declare readonly first: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Cursor of an edge already shown. A cursor that cannot be honoured starts a new session (see `FeedSession.restarted`).',
  })
  declare readonly after?: string | null;

  @Field(() => FeedContextInput, { nullable: true, description: 'What the client knows about this request.' })
  declare readonly context?: FeedContextInput | null;
}
