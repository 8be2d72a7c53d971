import type { View } from './chain.js';
import { DeclarationError, type ViewShape } from './declaration-rules.js';
import type { Start } from './lead.js';
import type { Source } from './source.js';

/** Coordinates that a rollout may move between two declared starts of their chain. */
export interface Arms {
  /** They agree with each other, so they move together. */
  readonly armed: readonly string[];
  /** Start by name of the path; control, which serves while rules cannot be read, stands first. */
  readonly starts: Readonly<Record<string, Start>>;
  /** How the two are compared; `nothing`: one of them has nothing to compare. */
  readonly compared: 'ranked list' | 'exact' | 'nothing';
  /** Those of the coordinates that both paths know: where there is something to compare. */
  readonly common: readonly string[];
  /** The one source that is asked first; undefined where there is no such one. */
  readonly sourceOf: (start: Start) => Source<unknown> | undefined;
}

/** Declares the arms of a list with tiers: `secondary` is its tier LEGACY. */
export const listArms = (coordinate: string, starts: Arms['starts']): Arms =>
  Object.freeze({
    armed: [coordinate],
    starts,
    compared: 'ranked list',
    common: [coordinate],
    sourceOf: () => undefined,
  });

/** A field, and whether LEGACY lacks it. */
type ArmedView = ViewShape & Pick<View<unknown, unknown>, 'unknownToLegacy'>;

/**
 * Declares the arms of fields that are read out of one record.
 * @throws DeclarationError when the fields are of several records, or one path starts at LEGACY and the record is not to be had there
 */
export function armsOf(views: readonly ArmedView[], starts: Arms['starts']): Arms {
  const armed = views.map(({ coordinate }) => coordinate);
  const [{ chain } = { chain: undefined }] = views;
  const refuse = (problem: string, remedy: string) => new DeclarationError(armed.join(', '), problem, remedy);
  if (!chain || views.some((each) => each.chain !== chain))
    throw refuse('its arms are of several records', 'declare one group for each record');
  const used = Object.values(starts);
  if (used.includes('secondary') && !chain.secondary)
    throw refuse('a path starts at LEGACY, which its chain does not ask', 'give the chain a secondary');
  return Object.freeze({
    armed,
    starts,
    compared: used.includes('end') ? 'nothing' : 'exact',
    common: views.filter(({ unknownToLegacy }) => !unknownToLegacy).map(({ coordinate }) => coordinate),
    sourceOf: (start: Start) =>
      start === 'primary' ? chain.primary : start === 'secondary' ? chain.secondary?.source : undefined,
  });
}
