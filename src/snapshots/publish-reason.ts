/** Why a single item, or a product of it, may not be in a snapshot. */
export type ItemFault =
  | 'LIVE_CARD' // live state is old within seconds
  | 'CROWD_CREATIVE' // meant for some viewers only
  | 'OFFLINE' // on the emergency list
  | 'NOT_PLAYABLE'
  | 'NOT_ON_SALE' // a product: it leaves its video
  | 'EXPIRING_MEDIA'; // an address that ends before the snapshot does: it leaves its video

/** Why a list as a whole may not be published. */
export type ListFault =
  | 'TIER' // pages of a local tier, or of two tiers
  | 'DEGRADED' // the list was made with less than its normal inputs
  | 'STRONG_FIELD' // too many videos or products came from a fallback
  | 'TOO_FEW'
  | 'SHRUNK' // far fewer items than last time
  | 'FEW_AUTHORS'
  | 'DUPLICATE'
  | 'SCHEMA'
  | 'PRIVATE_FIELD' // a field that the operation does not select
  | 'UNREADABLE' // a reader would leave out some of it
  | 'TOO_LARGE';

/** Why nothing could be made or stored. */
export type PublishFault =
  | 'FEED_FAILED' // the gateway did not answer, or answered with errors
  | 'STORE_READ'
  | 'STORE_WRITE'
  | 'READ_BACK' // the public address does not give what was stored
  | 'CONFLICT'; // somebody else moved the pointer

/** Why nothing was published; the former document stays. Metric labels: a closed list. */
export type PublishReason = ItemFault | ListFault | PublishFault;

/** Thrown where nothing can be published. */
export class PublishRefusal extends Error {
  override readonly name = 'PublishRefusal';

  constructor(
    readonly reasons: readonly PublishReason[],
    options?: ErrorOptions,
  ) {
    super(`not published: ${reasons.join(', ')}`, options);
  }
}
