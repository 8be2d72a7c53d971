import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { defineEnum } from './define-enum.js';
import type { EnumValue } from './define-enum.js';
import { DateTimeScalar, UrlScalar } from './scalars.js';

/** Definitions as CONTENT names them; a source of an unknown one is dropped. */
export const VideoDefinition = defineEnum('VideoDefinition', 'Definition of a video source.', {
  LD: 'Low, up to 360 lines.',
  SD: 'Standard, up to 540 lines.',
  HD: 'High, up to 1080 lines.',
  UHD: 'Above 1080 lines.',
});
export type VideoDefinition = EnumValue<typeof VideoDefinition>;

/** Created as a plain literal from CONTENT. */
@ObjectType({ simpleResolvers: true, description: 'One playable source of a video.' })
export class VideoSource {
  @Field(() => UrlScalar, { description: 'Address.' })
  declare readonly url: string;

  @Field(() => VideoDefinition, { description: 'Definition.' })
  declare readonly definition: VideoDefinition;

  @Field(() => String, { description: 'Container format, for example `mp4` or `m3u8`.' })
  declare readonly format: string;

  @Field(() => Int, { nullable: true, description: 'Bit rate in kilobits per second.' })
  declare readonly bitrateKbps: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Size in bytes; null when unknown or above 2147483647.',
  })
  declare readonly sizeBytes: number | null;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a signed address ends; null when it does not.',
  })
  declare readonly expiresAt: number | null;
}
