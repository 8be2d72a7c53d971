import { FEED_QUERY } from '../scenarios/feed-query.js';

/** Documents beside those of `test/operations/`: the same questions as older or smaller screens ask them, with fewer fields. */
export const VARIANTS: Readonly<Record<string, string>> = {
  feed: FEED_QUERY,
  'feed-covers': `query FeedCovers($sceneId: ID!, $first: Int) { feed(sceneId: $sceneId, first: $first) {
    edges { position node { id ... on VideoCard { video { id cover { url } } } } } } }`,
  'feed-titles': `query FeedTitles($sceneId: ID!, $first: Int) { feed(sceneId: $sceneId, first: $first) {
    nodes { id ... on VideoCard { video { id title durationMs } } } } }`,
  'feed-first-product': `query FeedFirstProduct($sceneId: ID!, $first: Int) { feed(sceneId: $sceneId, first: $first) {
    edges { node { id ... on VideoCard { video { id title products(first: 1) {
      edges { node { id title image { url } } } } } } } } } }`,
  'feed-first-price': `query FeedFirstPrice($sceneId: ID!, $first: Int) { feed(sceneId: $sceneId, first: $first) {
    edges { node { id ... on VideoCard { video { id title products(first: 1) {
      edges { node { id pricing { salePrice { amount currencyCode } } } } } } } } } } }`,
  'product-card': `query ProductCard($id: ID!) { product(id: $id) { id title image { url width height } } }`,
  'product-price': `query ProductPrice($id: ID!) { product(id: $id) { id pricing {
    salePrice { amount currencyCode } listPrice { amount currencyCode } stale } } }`,
  'product-shop': `query ProductShop($id: ID!) { product(id: $id) { id status shop { id name kind url } } }`,
  'product-titles': `query ProductTitles($ids: [ID!]!) { products(ids: $ids) { id title shortTitle status } }`,
  'video-titles': `query VideoTitles($ids: [ID!]!) { videos(ids: $ids) { id title status } }`,
  'video-player': `query VideoPlayer($id: ID!) { video(id: $id) { id durationMs orientation
    sources { url definition format } cover { url width height } } }`,
  'author-name': `query AuthorName($id: ID!) { author(id: $id) { id name verified } }`,
  'node-names': `query NodeNames($ids: [ID!]!) { nodes(ids: $ids) { __typename id
    ... on Video { title } ... on Product { title } ... on Author { name } } }`,
};
