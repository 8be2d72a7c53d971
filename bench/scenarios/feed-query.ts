/** The feed query of the suite: 20 videos with 3 products each, about 35 kB. */
export const FEED_QUERY = `query Feed($sceneId: ID!, $first: Int, $context: FeedContextInput) {
  feed(sceneId: $sceneId, first: $first, context: $context) {
    edges {
      position
      node {
        id
        contentType
        ... on VideoCard {
          video {
            id
            title
            cover { url width height }
            durationMs
            orientation
            status
            publishedAt
            category { id name }
            stats { playCount likeCount playCountText }
            products(first: 3) {
              edges {
                primary
                anchorMs
                node {
                  id
                  title
                  image { url width height }
                  status
                  detailUrl
                  soldCount30d
                  soldCountText
                  shop { id name kind }
                }
              }
            }
          }
        }
      }
    }
    pageInfo { hasNextPage }
  }
}`;

/** Videos of one page. */
export const PAGE_SIZE = 20;
