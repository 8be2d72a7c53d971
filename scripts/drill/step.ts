import type { Fault } from './administration.js';

/** How an upstream is broken. `poison`: it answers quickly, and wrong. */
export type Form = 'kill' | 'hang' | 'poison';

/** One thing that the drill does to the services. */
export interface Step {
  /** For example `PRICING` or `all primaries`. */
  readonly target: string;
  readonly form: Form;
  readonly upstreams: readonly string[];
}

/**
 * Two of five calls are hit where a service goes on answering. From half on the breaker would open, and for the rest of the step
 * nobody would wait for a hanging call or read a poisoned answer: it would look like a killed service.
 */
const HANGING = 0.4;
const POISONED = 0.15; // for each of three kinds, one after the other: together two of five

const FAULTS: Readonly<Record<Form, readonly Fault[]>> = {
  kill: [{ kind: 'REFUSE' }],
  hang: [{ kind: 'HANG', rate: HANGING }],
  poison: ['BAD_JSON', 'HTML', 'WRONG_TYPE'].map((kind) => ({ kind, rate: POISONED })),
};
const HANGS_WHOLLY: readonly Fault[] = [{ kind: 'HANG' }];

/** What the administration is told for a step; the faults end by themselves after so many ms. */
export function faultsOf({ form, upstreams }: Step, forMs: number): readonly Fault[] {
  const faults = form === 'hang' && upstreams.length > 1 ? HANGS_WHOLLY : FAULTS[form];
  return faults.map((fault) => ({ ...fault, forMs }));
}

/** Services that are asked when others fail. */
const LAST_RESORTS = ['LEGACY', 'SNAPSHOT'];

/**
 * All steps, form by form, so that the breakers of an upstream are forgiven before its next turn; each form ends with several
 * upstreams at once. When upstreams were named, they alone are broken, one at a time.
 */
export function planSteps(upstreams: readonly string[], only: readonly string[]): readonly Step[] {
  const single = (form: Form): Step[] =>
    (only.length > 0 ? only : upstreams).map((name) => ({ target: name, form, upstreams: [name] }));
  if (only.length > 0) return (['kill', 'hang', 'poison'] as const).flatMap(single);
  const primaries = upstreams.filter((name) => !LAST_RESORTS.includes(name));
  const all = (target: string, form: Form, names: readonly string[]) => ({ target, form, upstreams: names });
  return [
    ...single('kill'),
    all('all primaries', 'kill', primaries),
    ...single('hang'),
    all(
      'all primaries and LEGACY',
      'hang',
      [...primaries, 'LEGACY'].filter((name) => upstreams.includes(name)),
    ),
    ...single('poison'),
    all('everything', 'kill', upstreams),
  ];
}

const DONE: Readonly<Record<Form, string>> = { kill: 'killed', hang: 'hangs', poison: 'poisoned' };

/** For people: `PRICING hangs`, `all primaries hang`. */
export function titleOf({ target, form, upstreams }: Step): string {
  return `${target} ${form === 'hang' && upstreams.length > 1 ? 'hang' : DONE[form]}`;
}

/** Heading of the steps of a form; null: nothing was broken. */
export const titleOfForm = (form: Form | null): string =>
  form === null ? 'Nothing broken' : { kill: 'Killed', hang: 'Hanging', poison: 'Poisoned' }[form];
