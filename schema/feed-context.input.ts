import './metadata.js';
import { Field, ID, InputType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';

/** Why the client asks; passed to ALGORITHM. */
export const RefreshReason = defineEnum('RefreshReason', 'Why a page is asked for.', {
  INITIAL: 'First page of a visit.',
  PULL_TO_REFRESH: 'The viewer pulled the list down.',
  LOAD_MORE: 'The viewer came near the end of the list.',
  BACKGROUND: 'The client refreshes without the viewer asking.',
});
export type RefreshReason = EnumValue<typeof RefreshReason>;

/** Passed to ALGORITHM. */
export const NetworkType = defineEnum('NetworkType', 'Network of the device.', {
  WIFI: 'Wireless LAN.',
  CELLULAR: 'Mobile network.',
  UNKNOWN: 'Not known.',
});
export type NetworkType = EnumValue<typeof NetworkType>;

/** Hints only: a value that makes no sense counts as absent (RQ_ENTRY, RQ_LOCALE). */
@InputType({
  description:
    'What the client knows about a feed request. Every field is a hint; none can make a request fail.',
})
export class FeedContextInput {
  @Field(() => RefreshReason, {
    nullable: true,
    defaultValue: RefreshReason.INITIAL,
    description:
      'Why the page is asked for. PULL_TO_REFRESH together with `after` starts a new session that avoids what the old one showed.',
  })
  declare readonly refresh: RefreshReason | null;

  /** Global ids, unchecked. */
  @Field(() => [ID], {
    nullable: true,
    description:
      'Videos to place first on page one (deep link from the home tile). At most 5; ineligible ones are skipped silently.',
  })
  declare readonly entryContentIds?: readonly string[] | null;

  @Field(() => NetworkType, {
    nullable: true,
    defaultValue: NetworkType.UNKNOWN,
    description: 'Network of the device.',
  })
  declare readonly network: NetworkType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region as ISO 3166-2, for example `CN-ZJ`; anything else counts as absent.',
  })
  declare readonly region?: string | null;
}
