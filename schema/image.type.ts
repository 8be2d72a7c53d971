import './metadata.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { UrlScalar } from './scalars.js';

/** Created as a plain literal by the contracts of the data sources. */
@ObjectType({ simpleResolvers: true, description: 'An image.' })
export class Image {
  @Field(() => UrlScalar, { description: 'Address.' })
  declare readonly url: string;

  @Field(() => Int, { nullable: true, description: 'Width in pixels, when known.' })
  declare readonly width: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels, when known.' })
  declare readonly height: number | null;
}
