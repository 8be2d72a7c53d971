import '../../../schema/metadata.js';
import { Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Served } from '../../../datasources/chain/chain.js';
import type { GatewayContext } from '../../../resolvers/gateway-context.js';
import { GREETING } from '../questions.js';
import { allPosts, LIST, postUser } from './posts.chains.js';

/** Who wrote a post. */
@ObjectType({ simpleResolvers: true })
export class User {
  @Field(() => Int)
  declare readonly id: number;

  @Field(() => String)
  declare readonly name: string;

  @Field(() => String)
  declare readonly username: string;

  @Field(() => String)
  declare readonly email: string;

  @Field(() => String, { nullable: true })
  declare readonly phone: string | null;

  @Field(() => String, { nullable: true })
  declare readonly website: string | null;
}

/** A post. */
@ObjectType({ simpleResolvers: true })
export class Post {
  @Field(() => Int)
  declare readonly id: number;

  @Field(() => Int)
  declare readonly userId: number;

  @Field(() => String)
  declare readonly title: string;

  @Field(() => String)
  declare readonly body: string;

  @Field(() => User, { nullable: true })
  declare readonly user?: User | null;
}

/** Posts, their users, and a constant. */
@Resolver(() => Post)
export class PostsResolver {
  @Query(() => [Post], { nullable: true })
  posts(@Ctx() ctx: GatewayContext): Served<readonly Post[] | null> {
    return ctx.serve(allPosts, LIST);
  }

  @Query(() => String, { nullable: true })
  greet(): string {
    return GREETING;
  }

  @FieldResolver()
  user(@Root() post: Post, @Ctx() ctx: GatewayContext): Served<User | null> {
    return ctx.serve(postUser, String(post.userId));
  }
}
