import type { DifferenceClass } from '../../../rollout/comparing/observation.js';
import type { DefectGroup } from '../defects/defect.js';
import type { Damage } from './support/damaging-proxy.js';
import type { Look } from './support/looks.js';
import type { Proxied, Served } from './support/stage.js';

/** A mistake in what a candidate answers, and where the report of a gateway has to show it. */
export interface HttpDefect {
  readonly group: DefectGroup;
  /** What the candidate does wrong. */
  readonly name: string;
  /** What is wrong in the answers of which service. All of them are spoilt in the same request. */
  readonly damages: Readonly<Partial<Record<Proxied, Damage>>>;
  readonly at: string;
  readonly class: DifferenceClass;
  readonly scene: Scene;
}

/** How a candidate is looked at, and beside what. */
export interface Scene {
  readonly served: Served;
  /** `ab`: beside the other side. `aa`: beside the served side, asked again. */
  readonly side: 'ab' | 'aa';
  readonly rule: string;
  readonly coordinate: string;
  readonly look: Look;
}

/** A row of a table of defects. */
export type Row = readonly [
  name: string,
  found: `${string} ${DifferenceClass}`,
  damages: HttpDefect['damages'],
];

/** Rows of one group in one scene. */
export const defectsIn = (group: DefectGroup, scene: Scene, rows: readonly Row[]): readonly HttpDefect[] =>
  rows.map(([name, found, damages]) => {
    const [at = '', cls] = found.split(' ');
    return { group, name, damages, at, class: cls as DifferenceClass, scene };
  });
