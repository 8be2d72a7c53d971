/**
 * What the publisher asks, page by page: the operation `SnapshotFeed` that documents answer, and where each page came from. The
 * latter decides whether the list is published and is not part of it.
 */
export const PUBLISH_OPERATION = `query SnapshotPublish($sceneId: ID!, $first: Int, $after: String) {
  feed(sceneId: $sceneId, first: $first, after: $after) {
    serving {
      tier
      degraded
      configVersion
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      position
      source
      slot {
        slotId
        creativeId
        displaced
      }
      node {
        __typename
        id
        contentType
        targetUrl
        ... on BannerCard {
          image {
            ...SnapshotImage
          }
          title
        }
        ... on VideoCard {
          titleOverride
          coverOverride {
            ...SnapshotImage
          }
          recommendReason
          badge
          video {
            id
            title
            cover {
              ...SnapshotImage
            }
            durationMs
            orientation
            status
            publishedAt
            tags
            sources {
              url
              definition
              format
              bitrateKbps
              sizeBytes
              expiresAt
            }
            category {
              ...SnapshotCategory
            }
            author {
              id
              name
              avatar {
                ...SnapshotImage
              }
              kind
              verified
              shop {
                ...SnapshotShop
              }
            }
            products(first: 5) {
              totalCount
              edges {
                primary
                anchorMs
                node {
                  id
                  title
                  shortTitle
                  image {
                    ...SnapshotImage
                  }
                  category {
                    ...SnapshotCategory
                  }
                  status
                  detailUrl
                  shop {
                    ...SnapshotShop
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

fragment SnapshotImage on Image {
  url
  width
  height
}

fragment SnapshotCategory on Category {
  id
  name
  path
}

fragment SnapshotShop on Shop {
  id
  name
  logo {
    ...SnapshotImage
  }
  kind
  url
}
`;
