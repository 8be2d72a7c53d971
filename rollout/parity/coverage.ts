import type { RuleFigures } from './parity-figures.js';
import type { CoverageReport } from './parity-report.types.js';

/** Coordinates that each committed operation selects, by its name. */
export type SelectedCoordinates = ReadonlyMap<string, readonly string[]>;

/** Which coordinates of committed operations were compared, out of those that the rule moves. */
export function coverageOf(
  { coordinates, operations }: RuleFigures,
  selected: SelectedCoordinates,
): CoverageReport {
  const reachable = [...selected].flatMap(([operation, all]) =>
    all.filter((one) => coordinates.includes(one)).map((coordinate) => ({ operation, coordinate })),
  );
  const missing = reachable.filter(
    ({ operation, coordinate }) => operations[operation]?.coordinates.includes(coordinate) !== true,
  );
  const compared = reachable.length - missing.length;
  const share = reachable.length === 0 ? 0 : compared / reachable.length;
  return { compared, reachable: reachable.length, share, missing };
}
