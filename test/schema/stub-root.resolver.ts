import { Args, FieldResolver, Query, Resolver, Root, buildSchemaSync } from 'type-graphql';
import type { GraphQLSchema } from 'graphql';
import type { AnyNode } from '../../schema/any-node.js';
import { AuthorArgs } from '../../schema/author.args.js';
import { Author } from '../../schema/author.type.js';
import { FeedArgs } from '../../schema/feed.args.js';
import { FeedConnection } from '../../schema/feed.type.js';
import { LiveRoomArgs } from '../../schema/live-room.args.js';
import { LiveRoom } from '../../schema/live-room.type.js';
import { NodeArgs, NodesArgs } from '../../schema/node.args.js';
import { Node } from '../../schema/node.type.js';
import { ProductArgs, ProductsArgs } from '../../schema/product.args.js';
import { Product } from '../../schema/product.type.js';
import { describeQuery } from '../../schema/query.type.js';
import { SceneArgs } from '../../schema/scene.args.js';
import { Scene } from '../../schema/scene.type.js';
import { VideoArgs, VideoProductsArgs, VideosArgs } from '../../schema/video.args.js';
import type { VideoProductConnection } from '../../schema/video-product.type.js';
import { Video } from '../../schema/video.type.js';

/** Answers of the stub root by argument (`id`, or `sceneId` of a feed); an absent one is null. */
export const answers = new Map<string, unknown>();

function answer(key: string): never {
  // Tests hand in objects of the asked type; the stub has no types to check them by.
  return (answers.get(key) ?? null) as never;
}

/** All root fields of the vocabulary, answered from `answers`. */
@Resolver()
class StubRootResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'One object by global id; null when it does not exist, null with an UPSTREAM_UNAVAILABLE error when it cannot be read now. So are all reads by id.',
  })
  node(@Args(() => NodeArgs) { id }: NodeArgs): AnyNode | null {
    return answer(id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Objects by global id, in the order asked; null where one is missing. At most 50 ids.',
  })
  nodes(@Args(() => NodesArgs) { ids }: NodesArgs): (AnyNode | null)[] {
    return ids.map(answer);
  }

  @Query(() => FeedConnection, {
    description:
      'One page of the mixed feed of a scene. Never empty on the first page: when the normal way fails, the next serving tier answers.',
  })
  feed(@Args(() => FeedArgs) { sceneId }: FeedArgs): FeedConnection {
    return answer(sceneId);
  }

  @Query(() => Scene, {
    nullable: true,
    description: "The public part of a scene's configuration; null when the scene is unknown or disabled.",
  })
  scene(@Args(() => SceneArgs) { id }: SceneArgs): Scene | null {
    return answer(id);
  }

  @Query(() => Video, {
    nullable: true,
    description: 'One video by global id; null when missing or not playable.',
  })
  video(@Args(() => VideoArgs) { id }: VideoArgs): Video | null {
    return answer(id);
  }

  @Query(() => [Video], {
    nullable: 'items',
    description: 'Videos in the order asked; null where one is missing. At most 50 ids.',
  })
  videos(@Args(() => VideosArgs) { ids }: VideosArgs): (Video | null)[] {
    return ids.map(answer);
  }

  @Query(() => Product, { nullable: true, description: 'One product by global id; null when missing.' })
  product(@Args(() => ProductArgs) { id }: ProductArgs): Product | null {
    return answer(id);
  }

  @Query(() => [Product], {
    nullable: 'items',
    description: 'Products in the order asked; null where one is missing. At most 50 ids.',
  })
  products(@Args(() => ProductsArgs) { ids }: ProductsArgs): (Product | null)[] {
    return ids.map(answer);
  }

  @Query(() => Author, { nullable: true, description: 'One author by global id; null when missing.' })
  author(@Args(() => AuthorArgs) { id }: AuthorArgs): Author | null {
    return answer(id);
  }

  @Query(() => LiveRoom, { nullable: true, description: 'One live room by global id; null when missing.' })
  liveRoom(@Args(() => LiveRoomArgs) { id }: LiveRoomArgs): LiveRoom | null {
    return answer(id);
  }
}

/** The one field with arguments below the root. */
@Resolver(() => Video)
class StubVideoResolver {
  @FieldResolver()
  products(
    @Root() video: Video,
    @Args(() => VideoProductsArgs) { first }: VideoProductsArgs,
  ): VideoProductConnection | undefined {
    const { products } = video;
    return products && Object.assign({}, products, { edges: products.edges.slice(0, first ?? undefined) });
  }
}

/** The whole vocabulary under the stub root. */
export function buildStubSchema(): GraphQLSchema {
  return describeQuery(
    buildSchemaSync({ resolvers: [StubRootResolver, StubVideoResolver], validate: false }),
  );
}
