import { buildGatewaySchema } from '../../../src/build-schema.js';
import { FaultFleet } from './fault-fleet.js';
import { groupsOf, type CellGroup, type Share } from './matrix.js';
import { askPage, documentText, type Reference } from './matrix-cell.js';
import { startCellGateway } from './matrix-gateway.js';
import { startMatrixWorld, type MatrixWorld } from './matrix-world.js';
import { normalForm } from './normal-form.js';
import { publishHome } from './publish-home.js';
import { runGroup, type CellResult, type Rig } from './run-group.js';
import { AnswerShape } from './shape-faults.js';

/** How much of the matrix to run. */
export interface MatrixOptions {
  readonly share: Share;
  /** Faults (`F8`) and upstreams (`PRICING`) to keep to; default: all. */
  readonly only?: readonly string[];
  /** Told what was wrong as soon as it is seen; a later look may find it right. */
  readonly noticed?: (result: CellResult) => void;
  /** Groups run at a time; each has a gateway and twelve fault servers of its own. */
  readonly lanes?: number;
}

/** What a run showed. */
export interface MatrixResult {
  readonly cells: readonly CellResult[];
  /** Cells that only a later look found as they should be: the machine was busy. */
  readonly laterLooks: number;
}

const REQUESTS: Readonly<Record<Share, number>> = { third: 2, all: 20 };
const LANES = 6;
/** Most looks at a cell. */
const LOOKS = 3;

/** Runs the fault matrix in this process. Everything it starts is closed when it resolves. */
export async function runMatrix(options: MatrixOptions): Promise<MatrixResult> {
  const { share, only, noticed = () => undefined, lanes = LANES } = options;
  const world = await startMatrixWorld();
  const fleets = await Promise.all(Array.from({ length: lanes }, () => FaultFleet.start(world.healthy)));
  try {
    const reference = await referenceOf(world, fleets);
    const rigs = fleets.map((fleet): Rig => ({ world, fleet, reference, requests: REQUESTS[share] }));
    const first = await runAll(groupsOf(share, only), rigs, noticed);
    return await lookAgain(first, rigs, noticed);
  } finally {
    await Promise.all(fleets.map((fleet) => fleet.close()));
    await world.close();
  }
}

const isWrong = ({ wrong }: CellResult): boolean => wrong.length > 0;

/** The healthy page; it is published as well. */
async function referenceOf(world: MatrixWorld, [fleet]: readonly FaultFleet[]): Promise<Reference> {
  if (!fleet) throw new Error('a matrix needs a lane');
  const gateway = await startCellGateway(world, fleet);
  try {
    await publishHome(gateway, world);
    const { data } = await askPage(gateway);
    const shape = new AnswerShape(await buildGatewaySchema(), documentText());
    return { healthy: normalForm(data), shape };
  } finally {
    await gateway.close();
  }
}

/** Groups are taken by whichever rig is free; none goes on once one has failed. */
async function runAll(
  groups: readonly CellGroup[],
  rigs: readonly Rig[],
  noticed: (result: CellResult) => void,
): Promise<CellResult[]> {
  const waiting = [...groups];
  const results: CellResult[] = [];
  const work = async (rig: Rig) => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const ended = await runGroup(group, rig);
      ended.filter(isWrong).forEach(noticed);
      results.push(...ended);
    }
  };
  const stop = (error: unknown) => {
    waiting.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(rigs.map((rig) => work(rig).catch(stop)));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}

/** What was wrong is looked at again with nothing beside it: on a busy machine time limits pass in healthy services too. */
async function lookAgain(
  first: readonly CellResult[],
  [rig]: readonly Rig[],
  noticed: (result: CellResult) => void,
): Promise<MatrixResult> {
  const cells: CellResult[] = [];
  let laterLooks = 0;
  for (const result of first) {
    let settled = result;
    for (let look = 1; look < LOOKS && isWrong(settled) && rig; look += 1) {
      const [again = settled] = await runGroup({ ...result.group, cells: [result.cell] }, rig);
      settled = again;
      if (isWrong(settled)) noticed(settled);
    }
    if (isWrong(result) && !isWrong(settled)) laterLooks += 1;
    cells.push(settled);
  }
  return { cells, laterLooks };
}
