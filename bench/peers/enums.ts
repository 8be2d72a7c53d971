import { registerEnumType } from 'type-graphql';

export enum ContentType {
  VIDEO = 'VIDEO',
  LIVE = 'LIVE',
  BANNER = 'BANNER',
}

export enum Orientation {
  PORTRAIT = 'PORTRAIT',
  LANDSCAPE = 'LANDSCAPE',
  SQUARE = 'SQUARE',
}

export enum VideoStatus {
  NORMAL = 'NORMAL',
  OFFLINE = 'OFFLINE',
}

export enum ProductStatus {
  ON_SALE = 'ON_SALE',
  PRESALE = 'PRESALE',
}

export enum ShopKind {
  TMALL = 'TMALL',
  TAOBAO = 'TAOBAO',
  OTHER = 'OTHER',
}

export enum NetworkType {
  WIFI = 'WIFI',
  CELLULAR = 'CELLULAR',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(ContentType, { name: 'ContentType' });
registerEnumType(Orientation, { name: 'Orientation' });
registerEnumType(VideoStatus, { name: 'VideoStatus' });
registerEnumType(ProductStatus, { name: 'ProductStatus' });
registerEnumType(ShopKind, { name: 'ShopKind' });
registerEnumType(NetworkType, { name: 'NetworkType' });
