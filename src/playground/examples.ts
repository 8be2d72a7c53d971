/** Operations that a newcomer finds as tabs and can run at once against the embedded services. */
export interface Example {
  /** The document; the name of its operation becomes the title of the tab. */
  query: string;
  /** Request headers as JSON; null for none. */
  headers: string | null;
}

const HOME_FEED = `# The home feed with products and prices.
# Press the play button, or Ctrl-Enter.
query HomeFeed {
  feed(sceneId: "home", first: 6) {
    edges {
      position
      source
      slot {
        slotId
      }
      node {
        __typename
        ... on VideoCard {
          video {
            title
            author {
              name
            }
            products(first: 2) {
              edges {
                node {
                  title
                  pricing {
                    salePrice {
                      amount
                      currencyCode
                    }
                    priceLabel
                  }
                  availability {
                    state
                  }
                }
              }
            }
          }
        }
        ... on LiveCard {
          room {
            title
            state
          }
        }
        ... on BannerCard {
          title
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    serving {
      tier
      degraded
    }
  }
}
`;

const ONE_VIDEO = `# One video as a known viewer sees it: the Headers tab below says who asks.
# The id is base64url of "Video:610000000007".
query OneVideo {
  video(id: "VmlkZW86NjEwMDAwMDAwMDA3") {
    title
    durationMs
    stats {
      playCountText
    }
    viewer {
      liked
    }
    author {
      name
      verified
      viewer {
        following
      }
      live {
        title
        state
        viewerCountText
      }
    }
  }
}
`;

const SCENE_SLOTS = `# What operators place into the home scene, strongest slot first.
query SceneSlots {
  scene(id: "home") {
    name
    pageSize
    slots {
      slotId
      name
      kind
      position
      interval
      span
      maxItems
    }
  }
}
`;

/** The examples in the order of their tabs. */
export const EXAMPLES: readonly Example[] = [
  { query: HOME_FEED, headers: null },
  { query: ONE_VIDEO, headers: '{ "x-viewer-id": "u1001" }' },
  { query: SCENE_SLOTS, headers: null },
];
