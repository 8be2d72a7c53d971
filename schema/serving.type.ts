import './metadata.js';
import { Field, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { DateTimeScalar } from './scalars.js';

/** The steps a feed falls through, best first. */
export const ServingTier = defineEnum('ServingTier', 'Tiers of the feed, best first.', {
  PRIMARY: 'Algorithm, slots and mixing in the gateway.',
  LEGACY: 'The legacy Java feed.',
  CDN_SNAPSHOT: 'The published snapshot.',
  BUILT_IN: 'The list packaged with the gateway.',
});
export type ServingTier = EnumValue<typeof ServingTier>;

/** Created as a plain literal by the feed's resolver. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Where a page came from. Details, down to single fields, are in `extensions.degraded` of the response.',
})
export class ServingInfo {
  @Field(() => ServingTier, { description: 'Tier that produced the list.' })
  declare readonly tier: ServingTier;

  @Field(() => Boolean, { description: 'True when the list was built with less than its normal inputs.' })
  declare readonly degraded: boolean;

  @Field(() => String, { description: 'Slot plan and policy version as `plan.policy`, or `none`.' })
  declare readonly configVersion: string;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the snapshot was generated. Set only when tier is CDN_SNAPSHOT.',
  })
  declare readonly snapshotGeneratedAt: number | null;

  @Field(() => String, { description: 'W3C trace id of the request, to quote in reports.' })
  declare readonly traceId: string;
}
