import type { HttpDefect, Scene } from '../defect.js';

/** What the candidate is compared with, in words. */
const besides = ({ served, side }: Scene): string => {
  if (side === 'aa') return 'itself, asked again';
  return served === 'control' ? 'Java' : 'its successor';
};

/** What the page says of a defect, without how soon it was found. */
export const headOf = ({ group, name, at, class: cls, scene }: HttpDefect): string =>
  `| ${group} | ${name} | \`${at}\` | ${cls} | ${besides(scene)} |`;

/** Its row. */
export const rowOf = (defect: HttpDefect, comparisons: number | null): string =>
  `${headOf(defect)} ${comparisons} |`;
