import { Client } from '../measure/client.js';
import { WrongAnswer } from '../measure/question.js';
import { POPULAR_VIDEOS } from '../stand-in/ranking.js';
import { itemId, PRODUCTS_PER_VIDEO, videoId } from '../stand-in/records.js';
import { VARIANTS } from './variants.js';

const LIST = 40;
const AT_A_TIME = 4;

/**
 * Reads the whole catalogue once: a gateway that has run for a while has seen it, and a few seconds of load would measure how it
 * gets there.
 */
export async function fill(url: string): Promise<void> {
  const client = new Client(url, '/graphql', AT_A_TIME);
  const lists = [
    ...listsOf('Video', POPULAR_VIDEOS, videoId, VARIANTS['video-titles']),
    ...listsOf('Product', POPULAR_VIDEOS * PRODUCTS_PER_VIDEO, itemId, VARIANTS['product-titles']),
  ];
  const next = lists.values();
  const work = async () => {
    for (const body of next) {
      const { status } = await client.post({ body, headers: { 'content-type': 'application/json' } });
      if (status !== 200) throw new WrongAnswer(`the catalogue cannot be read: status ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  await client.close();
}

/** Requests for all of a type; the last ones first, so that the popular ones are the newest. */
function listsOf(
  type: string,
  count: number,
  idAt: (index: number) => string,
  query: string | undefined,
): readonly string[] {
  return Array.from({ length: Math.ceil(count / LIST) }, (_, index) => {
    const from = count - (index + 1) * LIST;
    const ids = Array.from({ length: LIST }, (__, place) =>
      Buffer.from(`${type}:${idAt(Math.max(0, from + place))}`).toString('base64url'),
    );
    return JSON.stringify({ query, variables: { ids } });
  });
}
