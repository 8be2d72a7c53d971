import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type { CoordinateReport } from '../../../rollout/parity/parity-report.types.js';
import { times } from '../../../rollout/parity/words.js';
import { plainBar } from './bars.js';

/** How alike two rankings are, beside how alike control is to itself. */
export function rankedTable({ coordinate, ranked }: CoordinateReport): Markup {
  if (!ranked?.measured) return NOTHING;
  const { measured, noise, mode } = ranked;
  const rows: readonly (readonly [string, number | null, number | null])[] = [
    ['overlap@5', measured.overlap[5], noise?.overlap[5] ?? null],
    ['overlap@10', measured.overlap[10], noise?.overlap[10] ?? null],
    ['overlap@20', measured.overlap[20], noise?.overlap[20] ?? null],
    ['order, τ', measured.tau, noise?.tau ?? null],
  ];
  return html`<div class="card ranked">
    <h3>${coordinate}, as a ranking</h3>
    <p class="small">
      ${times(measured.pages)} pages;
      ${mode === 'same' ? 'one ranking written twice: it has to agree' : 'two rankings: measured only'}
    </p>
    <div class="multiples">
      ${rows.map(
        ([name, own, other]) =>
          html`<div>
            <p><b>${own?.toFixed(3) ?? 'none'}</b> ${name}</p>
            <div class="pair" aria-hidden="true">
              ${plainBar('found', own ?? 0)} ${plainBar('noise', other ?? 0)}
            </div>
            <p class="small">control with itself ${other?.toFixed(3) ?? 'not measured'}</p>
          </div>`,
      )}
    </div>
  </div>`;
}
