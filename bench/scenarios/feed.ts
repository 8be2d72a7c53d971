/** The feed query of the suite: 20 videos with 3 products each, about 30 kB. */
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

const REGIONS = ['CN-ZJ', 'CN-SH', 'CN-BJ', 'CN-GD', 'CN-SC'];
const NETWORKS = ['WIFI', 'CELLULAR'];

/** One request of somebody: nobody asks twice for the same, so nothing can be shared. */
export function feedRequest(index: number): { body: string; headers: Record<string, string> } {
  const variables = {
    sceneId: 'home',
    first: PAGE_SIZE,
    context: {
      region: REGIONS[index % REGIONS.length],
      network: NETWORKS[index % NETWORKS.length],
    },
  };
  return {
    body: JSON.stringify({ operationName: 'Feed', query: FEED_QUERY, variables }),
    headers: {
      'content-type': 'application/json',
      'x-viewer-id': `u${index}`,
      'x-device-id': `d${index}`,
    },
  };
}
