import { expectedAnswer } from './expected-answer.js';
import type { FaultFleet } from './fault-fleet.js';
import type { Cell, CellGroup } from './matrix.js';
import { askPage, wrongWith, type Reference } from './matrix-cell.js';
import { startCellGateway, type CellGateway } from './matrix-gateway.js';
import type { MatrixWorld } from './matrix-world.js';
import { SPOILED_FIELDS } from './spoiled-fields.js';

/** What a cell showed. */
export interface CellResult {
  readonly group: CellGroup;
  readonly cell: Cell;
  /** Empty: all as expected. */
  readonly wrong: readonly string[];
}

/** What cells run in. */
export interface Rig {
  readonly world: MatrixWorld;
  readonly fleet: FaultFleet;
  readonly reference: Reference;
  /** Pages asked for in each cell. */
  readonly requests: number;
}

/** What is polled is read when a gateway starts: it has to start with the fault. */
const POLLED: ReadonlySet<string> = new Set(['SLOTS', 'SNAPSHOT']);

/** Runs cells one after the other. */
export async function runGroup(group: CellGroup, rig: Rig): Promise<CellResult[]> {
  const { row, left, cells } = group;
  await takeAway(group, rig.fleet);
  const results: CellResult[] = [];
  let gateway: CellGateway | undefined;
  try {
    for (const cell of cells) {
      if (POLLED.has(row.upstream)) {
        await gateway?.close();
        await strike(group, cell, rig);
        gateway = undefined;
      }
      gateway ??= await startCellGateway(rig.world, rig.fleet, {
        faulty: row.upstream,
        keepsRecords: left === 'warm',
      });
      if (left === 'warm') await askPage(gateway);
      results.push({ group, cell, wrong: await runCell(group, cell, gateway, rig) });
    }
  } finally {
    await gateway?.close();
    await rig.fleet.calm();
  }
  return results;
}

async function runCell(group: CellGroup, cell: Cell, gateway: CellGateway, rig: Rig): Promise<string[]> {
  const expected = expectedAnswer(group.row, cell.fault, cell.variant, group.left);
  gateway.begin(cell.variant.names ?? 'ok');
  await strike(group, cell, rig);
  const wrong = new Set<string>();
  for (let time = 0; time < rig.requests; time += 1)
    for (const what of wrongWith(await askPage(gateway), expected, rig.reference)) wrong.add(what);
  gateway.begin('ok');
  await rig.fleet.of(group.row.upstream).arm();
  return [...wrong];
}

const strike = ({ row: { upstream } }: CellGroup, { variant }: Cell, { fleet }: Rig): Promise<void> =>
  fleet.of(upstream).arm(variant.trouble(SPOILED_FIELDS[upstream]));

/** Leaves only what a group is about. */
async function takeAway({ row: { upstream }, left }: CellGroup, fleet: FaultFleet): Promise<void> {
  const refused = { faults: [{ kind: 'REFUSE' }] } as const;
  if (left !== 'legacy' && upstream !== 'LEGACY') await fleet.of('LEGACY').arm(refused);
  if (left === 'bare' && upstream !== 'SNAPSHOT') await fleet.of('SNAPSHOT').arm(refused);
}
