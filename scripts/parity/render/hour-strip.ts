import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import { EVENING_IN_CHINA } from '../../../rollout/parity/gate.js';
import { times } from '../../../rollout/parity/words.js';

const HEIGHT = 40;
const WIDTH = 10;
const GAP = 2;

/** Comparisons of each hour; those of the daily peak stand out. One hour alone shows nothing. */
export function hourStrip(hours: Readonly<Record<string, number>>): Markup {
  const known = Object.keys(hours).map(Number);
  if (known.length < 2) return NOTHING;
  const first = Math.min(...known);
  const length = Math.max(...known) - first + 1;
  const most = Math.max(...Object.values(hours));
  const bars = known.map((hour) => {
    const tall = Math.max(1, ((hours[String(hour)] ?? 0) / most) * HEIGHT);
    return html`<rect
      class="${isPeak(hour) ? 'peak' : 'hour'}"
      x="${(hour - first) * WIDTH}"
      y="${(HEIGHT - tall).toFixed(1)}"
      width="${WIDTH - GAP}"
      height="${tall.toFixed(1)}"
    />`;
  });
  return html`<figure class="hours">
    <svg
      viewBox="0 0 ${length * WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${length} hours, up to ${times(most)} comparisons in one"
    >
      ${bars}
    </svg>
    <figcaption>comparisons by hour; <b>the daily peak</b> is coloured</figcaption>
  </figure>`;
}

const isPeak = (hour: number): boolean =>
  hour % 24 >= EVENING_IN_CHINA.fromHour && hour % 24 < EVENING_IN_CHINA.toHour;
