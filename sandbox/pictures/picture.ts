import { accountFacts } from '../data/accounts.js';
import { ROOTS, rootOfShop } from '../data/categories.js';
import { hashText } from '../data/chance.js';
import type { Family } from '../data/ids.js';
import { ordinalOf } from '../data/ids.js';
import { itemTitle } from '../data/items.js';
import { PICTURE_KINDS } from '../data/media.js';
import { accountOfRoom } from '../data/rooms.js';
import { shopName } from '../data/shops.js';
import { videoSize } from '../data/video-media.js';
import { videoTitle } from '../data/video-titles.js';
import { videoItems, videoLeaf } from '../data/videos.js';
import type { World } from '../data/world.js';
import { figureShapes } from './figures.js';
import { placeFigure, svgDocument, textLines, wrap } from './svg.js';

const WHITE = 'fill="#fff"';
const BOLD_WHITE = 'fill="#fff" font-weight="700"';

/** Two soft discs, placed by the picture's number, so that no two look the same. */
function discs(width: number, height: number, number: number): string {
  const spot = (salt: number): number => ((number * salt) % 97) / 97;
  const disc = (x: number, y: number, r: number): string =>
    `<circle cx="${x * width}" cy="${y * height}" r="${r}" fill="#fff" opacity="0.12"/>`;
  return disc(spot(13), spot(29), width * 0.4) + disc(spot(53), spot(71), width * 0.26);
}

function cover(world: World, video: number): string {
  const items = videoItems(world, video);
  const leaf = videoLeaf(world, video, items);
  const size = videoSize(world, video);
  const width = size.width === null || size.width === 0 ? 720 : size.width;
  const height = size.height === null || size.height === 0 ? 1_280 : size.height;
  const font = Math.min(width, height) / 12;
  const lines = wrap(videoTitle(world, video, leaf, items[0]), Math.floor((width * 0.84) / (font * 0.52)));
  const figure = { x: width / 2, y: height * 0.42, size: Math.min(width, height) * 0.5 };
  return svgDocument(
    { width, height },
    leaf.root.hue,
    discs(width, height, video) +
      placeFigure(figureShapes(leaf.root.figure), figure, `${WHITE} opacity="0.92"`) +
      textLines(
        [leaf.name],
        { x: width * 0.08, y: font * 1.8, size: font * 0.6 },
        `${WHITE} opacity="0.85"`,
      ) +
      textLines(
        lines,
        { x: width * 0.08, y: height - font * (1.2 * lines.length + 0.4), size: font },
        BOLD_WHITE,
      ),
  );
}

function itemImage(world: World, item: number): string {
  const { shortTitle, leaf } = itemTitle(world, item);
  const { hue, figure } = leaf.root;
  const frame = `<rect x="24" y="24" width="552" height="552" rx="28" fill="hsl(${hue} 60% 95%)"/>`;
  const shapes = placeFigure(
    figureShapes(figure),
    { x: 300, y: 260, size: 300 },
    `fill="hsl(${hue} 50% 45%)"`,
  );
  const name = textLines(
    [shortTitle],
    { x: 300, y: 510, size: 36 },
    `fill="hsl(${hue} 40% 25%)" text-anchor="middle"`,
  );
  return svgDocument({ width: 600, height: 600 }, hue, frame + shapes + name);
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 2);
}

function avatar(world: World, account: number): string {
  const { name } = accountFacts(world, account);
  const letters = textLines(
    [initials(name)],
    { x: 100, y: 128, size: 80 },
    `${BOLD_WHITE} text-anchor="middle"`,
  );
  return svgDocument({ width: 200, height: 200 }, hashText(name) % 360, letters);
}

function logo(world: World, shop: number): string {
  const root = ROOTS[rootOfShop(world.chance, shop)];
  const shapes = placeFigure(figureShapes(root?.figure ?? ''), { x: 100, y: 84, size: 110 }, WHITE);
  const letters = textLines(
    [initials(shopName(world, shop))],
    { x: 100, y: 178, size: 36 },
    `${BOLD_WHITE} text-anchor="middle"`,
  );
  return svgDocument({ width: 200, height: 200 }, root?.hue ?? 0, shapes + letters);
}

function roomCover(world: World, room: number): string {
  const { name } = accountFacts(world, accountOfRoom(world, room));
  const badge = '<rect x="48" y="48" width="150" height="64" rx="32" fill="#e11d48"/>';
  const live = textLines(['LIVE'], { x: 123, y: 92, size: 36 }, `${BOLD_WHITE} text-anchor="middle"`);
  const lines = textLines(wrap(name, 18), { x: 48, y: 820, size: 56 }, BOLD_WHITE);
  return svgDocument(
    { width: 720, height: 960 },
    hashText(name) % 360,
    discs(720, 960, room) + badge + live + lines,
  );
}

function banner(creativeId: string): string {
  const hue = hashText(creativeId) % 360;
  const words = textLines(['Autumn sale', 'up to 45 % off'], { x: 72, y: 160, size: 84 }, BOLD_WHITE);
  const shapes = placeFigure(figureShapes('bag'), { x: 900, y: 180, size: 240 }, `${WHITE} opacity="0.9"`);
  return svgDocument({ width: 1_080, height: 360 }, hue, discs(1_080, 360, hue) + words + shapes);
}

const BY_FAMILY: readonly {
  kind: string;
  family: Family;
  draw: (world: World, ordinal: number) => string;
}[] = [
  { kind: PICTURE_KINDS.cover, family: 'video', draw: cover },
  { kind: PICTURE_KINDS.item, family: 'item', draw: itemImage },
  { kind: PICTURE_KINDS.avatar, family: 'account', draw: avatar },
  { kind: PICTURE_KINDS.logo, family: 'shop', draw: logo },
  { kind: PICTURE_KINDS.room, family: 'room', draw: roomCover },
];

/** A picture as SVG; null when there is none of that kind and id. */
export function drawPicture(world: World, kind: string, id: string): string | null {
  if (kind === PICTURE_KINDS.banner) return banner(id);
  const artist = BY_FAMILY.find((entry) => entry.kind === kind);
  const ordinal = artist ? ordinalOf(artist.family, id) : null;
  return artist && ordinal !== null ? artist.draw(world, ordinal) : null;
}
