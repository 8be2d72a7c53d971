import { pagesOf, type Card, type Sighting } from '../sighting.js';
import type { StepResult } from '../step-result.js';
import { describeShares, originShares } from '../words.js';
import { html, NOTHING, type Markup } from '../../shared/report/markup.js';

const GLYPHS: Readonly<Record<Card['kind'], string>> = { VIDEO: '▶', LIVE: '◉ live', BANNER: '▬ banner' };
const SECOND = 1000;

/** The page that tells most about a step: one that was not full, else the one with most from elsewhere; of equals the last. */
export function tellingPage({ during }: StepResult): Sighting | null {
  const pages = pagesOf(during);
  const failed = pages.find(({ verdict }) => verdict !== 'full');
  const weight = ({ degraded }: Sighting) => degraded.reduce((sum, { items }) => sum + items, 0);
  return failed ?? pages.toSorted((a, b) => weight(a) - weight(b)).at(-1) ?? null;
}

/** A small picture of a page as a viewer saw it. */
export function drawPhone(result: StepResult): Markup {
  const page = tellingPage(result);
  if (!page) return NOTHING;
  const seconds = ((page.at - result.from) / SECOND).toFixed(1);
  const prices = describeShares(originShares(page.prices), 'no products');
  return html`<figure class="phone">
    <div class="screen">
      ${
        page.cards.length > 0
          ? html`<ul>
              ${page.cards.map(drawCard)}
            </ul>`
          : html`<p class="nothing"><b>Nothing to show</b>${page.wrong ?? ''}</p>`
      }
    </div>
    <figcaption>
      ${page.tier ?? 'no page'} after ${seconds} s${page.cards.length > 0 ? `, prices: ${prices}` : ''}
    </figcaption>
  </figure>`;
}

const drawCard = ({ kind, title, author, price }: Card): Markup =>
  html`<li>
    <span class="cover" style="--hue:${hueOf(title)}">${GLYPHS[kind]}</span>
    <span class="title">${title}</span>
    ${author === null ? NOTHING : html`<span class="author">${author}</span>`}
    ${
      price === undefined
        ? NOTHING
        : price === null
          ? html`<span class="no-price">no price</span>`
          : html`<span class="price">${price}</span>`
    }
  </li>`;

/** Pictures would be requests: each title has a colour instead, always the same one. */
function hueOf(title: string): number {
  let hue = 0;
  for (const character of title) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hue;
}
