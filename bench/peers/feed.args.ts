import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { NetworkType } from './enums.js';

@InputType()
export class FeedContextInput {
  @Field(() => NetworkType, { nullable: true, defaultValue: NetworkType.UNKNOWN })
  network: NetworkType;

  @Field({ nullable: true })
  region?: string;
}

@ArgsType()
export class FeedArgs {
  @Field(() => ID)
  sceneId: string;

  @Field(() => Int, { nullable: true, defaultValue: 10 })
  first: number;

  @Field({ nullable: true })
  context?: FeedContextInput;
}
