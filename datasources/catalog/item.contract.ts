import { countText } from '../../schema/display-count.js';
import { globalId } from '../../schema/global-id.js';
import { Product, ProductStatus } from '../../schema/product.type.js';
import { embeddedShop } from '../accounts/shop.contract.js';
import { Dropped, type FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { parseCategory } from '../parsing/category.js';
import { countOrNull, saturated } from '../parsing/count.js';
import { unsizedImage } from '../parsing/image.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const STATUSES = new Set(Object.values(ProductStatus));

/**
 * Reads an item record. Dropped without title (CT_TITLE), image (CT_MEDIA) or page (CT_URL): the codes of the same lack in content.
 * A restricted item is BANNED; an unknown status is UNKNOWN, kept as after an outage. Regions are left to `saleStatus`.
 */
export function parseItem(
  record: JsonRecord,
  itemId: string,
  context: PublicContext,
): Product | Dropped | FailureClass {
  const { media, report } = context;
  const read = new RecordReader(record);
  const title = read.text('title');
  const shortTitle = read.text('shortTitle');
  const wireStatus = read.oneOf('status', STATUSES) ?? ProductStatus.UNKNOWN;
  const restricted = read.flag('restricted');
  const regions =
    read.raw('regions') == null ? null : read.list('regions').filter((region) => typeof region === 'string');
  const spuId = read.idOrNull('spuId');
  const category = parseCategory(read.text('categoryPath'), read.text('categoryName'));
  if (read.faulty) return 'SCHEMA';

  if (title === null) return new Dropped('CT_TITLE');
  const image = unsizedImage(media.media(read.raw('imageUrl'), report));
  if (image === null) return new Dropped('CT_MEDIA');
  const detailUrl = media.link(read.raw('detailUrl'), report);
  if (detailUrl === null) return new Dropped('CT_URL');
  const sold = countOrNull(read.raw('sold30d'), 'CT_COUNTER', report);

  return new Product({
    itemId,
    id: globalId('Product', itemId),
    ...embeddedShop(read.raw('shop'), context),
    ...category,
    spuId,
    restricted,
    regions,
    title,
    shortTitle,
    image,
    status: restricted && wireStatus !== ProductStatus.DELETED ? ProductStatus.BANNED : wireStatus,
    detailUrl,
    soldCount30d: saturated(sold),
    soldCountText: countText(sold),
  });
}
