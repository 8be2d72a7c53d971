import type { Chance } from '../data/chance.js';
import type { World } from '../data/world.js';
import { Transport } from '../server/transport.js';
import { drawPicture } from './picture.js';

/** Pictures never change for one seed; a page that shows them should not ask twice. */
const CACHE = 'public, max-age=86400';

/** Draws the pictures that records point to: `/{kind}/{id}.svg`. */
export function picturesTransport(chance: Chance): Transport {
  // Nothing in a picture depends on time, dirt or the place where pictures are.
  const world: World = {
    chance,
    now: () => 0,
    settings: { dirty: false },
    legacyDiffers: false,
    mediaOrigin: '',
  };
  return new Transport((request, response) => {
    const [, kind = '', id = ''] = /^\/([a-z])\/([a-z0-9-]{1,40})\.svg(?:\?|$)/.exec(request.url ?? '') ?? [];
    const svg = drawPicture(world, kind, id);
    const headers = {
      'content-type': 'image/svg+xml',
      'cache-control': CACHE,
      'access-control-allow-origin': '*',
    };
    request.resume();
    if (svg === null) response.writeHead(404, { 'content-length': 0 }).end();
    else response.writeHead(200, headers).end(svg);
  });
}
