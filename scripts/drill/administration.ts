import { z } from 'zod';
import { describeError } from './describe-error.js';
import { UsageError } from '../shared/usage-error.js';

/** A fault as the administration takes it; only what the drill uses. */
export interface Fault {
  /** For example `REFUSE`. */
  readonly kind: string;
  /** Share of the calls that are hit, 0..1. */
  readonly rate?: number;
  /** Ends the fault by itself after so many ms, so that it does not outlive a drill that was killed. */
  readonly forMs?: number;
}

const board = z.record(z.string(), z.array(z.looseObject({ kind: z.string() })));

/** Faults in force, by upstream; every upstream that can be broken has an entry. */
export type FaultBoard = z.infer<typeof board>;

const PATIENCE_MS = 5_000;

/** The three calls that break services and repair them, over HTTP. */
export class Administration {
  constructor(
    /** Origin. */
    readonly url: string,
  ) {}

  /** What is broken now. Throws when the answer is not that of an administration. */
  faults(): Promise<FaultBoard> {
    return this.send('GET', '/faults');
  }

  /** Replaces the faults of one upstream. */
  async break(upstream: string, faults: readonly Fault[]): Promise<void> {
    await this.send('PUT', `/faults/${upstream}`, faults);
  }

  /** Repairs everything. */
  async repair(): Promise<void> {
    await this.send('DELETE', '/faults');
  }

  private async send(method: string, path: string, body?: unknown): Promise<FaultBoard> {
    const response = await fetch(this.url + path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    return board.parse(JSON.parse(text));
  }
}

/**
 * Finds the administration and checks that it can be used.
 * @throws UsageError when nobody answers, or somebody else
 */
export async function findAdministration(url: string): Promise<[Administration, FaultBoard]> {
  const administration = new Administration(url);
  try {
    return [administration, await administration.faults()];
  } catch (error) {
    throw new UsageError(
      `No administration answers at ${url} (${describe(error)}).`,
      'Give --admin the address that the gateway printed behind "Break it", or start it with SANDBOX_ADMIN_PORT=4100 npm start; or stop it, and the drill starts one of its own.',
    );
  }
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return 'GET /faults does not list the faults of upstreams';
  return describeError(error);
}
