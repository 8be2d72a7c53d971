/** The part of the schema that the query touches. */
export const typeDefs = `
  enum ContentType { VIDEO LIVE BANNER }
  enum NetworkType { WIFI CELLULAR UNKNOWN }
  enum Orientation { PORTRAIT LANDSCAPE SQUARE }
  enum ProductStatus { ON_SALE PRESALE }
  enum ShopKind { TMALL TAOBAO OTHER }
  enum VideoStatus { NORMAL OFFLINE }

  input FeedContextInput { network: NetworkType = UNKNOWN region: String }

  type Query { feed(sceneId: ID!, first: Int = 10, context: FeedContextInput): FeedConnection! }
  type FeedConnection { edges: [FeedEdge!]! pageInfo: PageInfo! }
  type FeedEdge { position: Int! node: FeedItem! }
  type PageInfo { hasNextPage: Boolean! }
  interface FeedItem { id: ID! contentType: ContentType! }
  type VideoCard implements FeedItem { id: ID! contentType: ContentType! video: Video! }
  type Video {
    id: ID!
    title: String!
    cover: Image!
    durationMs: Int!
    orientation: Orientation!
    status: VideoStatus!
    publishedAt: String
    category: Category
    tags: [String!]!
    stats: VideoStats
    products(first: Int = 5): VideoProductConnection!
  }
  type Image { url: String! width: Int height: Int }
  type Category { id: ID! name: String path: [ID!]! }
  type VideoStats { playCount: Int likeCount: Int playCountText: String }
  type VideoProductConnection { edges: [VideoProductEdge!]! }
  type VideoProductEdge { primary: Boolean! anchorMs: Int node: Product! }
  type Product {
    id: ID!
    title: String!
    shortTitle: String
    image: Image!
    status: ProductStatus!
    detailUrl: String!
    soldCount30d: Int
    soldCountText: String
    shop: Shop
  }
  type Shop { id: ID! name: String! kind: ShopKind! url: String }
`;
