import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import type { FieldsOf } from './fields-of.js';
import { UrlScalar } from './scalars.js';

@ObjectType('Image', { simpleResolvers: true, description: 'An image.' })
class ImageType {
  @Field(() => UrlScalar, { description: 'Address.' })
  declare readonly url: string;

  @Field(() => Int, { nullable: true, description: 'Width in pixels, when known.' })
  declare readonly width: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels, when known.' })
  declare readonly height: number | null;
}

/** Created as a plain literal by the contracts of the data sources. */
export type Image = FieldsOf<ImageType>;
export const Image = ImageType;
