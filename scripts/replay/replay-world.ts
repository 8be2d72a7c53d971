import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { Connections, openGuards, type SourceAccess } from '../../datasources/connections.js';
import { UPSTREAM_NAMES, type Origins } from '../../datasources/upstreams.js';
import { FieldGuide } from '../../rollout/comparing/field-guide.js';
import { enumWords, Redactor } from '../../rollout/comparing/redact.js';
import { UNKNOWN_TO_LEGACY } from '../../resolvers/arms/unknown-to-legacy.js';
import { USUAL_RULES } from '../../rollout/comparing/usual-rules.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { createExecutor, type Executor } from '../../src/execution/executor.js';
import { SILENT } from '../../src/shadow/silent-metrics.js';
import { AnswerProbe } from '../../src/shadow/probe/answer-probe.js';
import type { RecordedCase } from '../../src/shadow/spool/recorded-case.js';
import { playedPolled } from './played-polled.js';

const KEY_BYTES = 16;

/** What all cases are answered and compared with. */
export interface ReplayWorld {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly guide: FieldGuide;
  readonly redactor: Redactor;
  readonly probe: AnswerProbe;
}

/** Builds it. Nothing in it opens a socket. */
export async function openReplayWorld(): Promise<ReplayWorld> {
  const schema = await buildGatewaySchema();
  const redactor = new Redactor(randomBytes(KEY_BYTES).toString('hex'), enumWords(schema));
  return {
    schema,
    executor: createExecutor({ schema, jit: false, hideDetails: false }),
    guide: new FieldGuide({ ...USUAL_RULES, ...UNKNOWN_TO_LEGACY }, schema),
    redactor,
    probe: new AnswerProbe(schema, redactor),
  };
}

/** No service has an address, so that a call which gets past the tape is refused by the transport. */
const NOWHERE = Object.fromEntries(UPSTREAM_NAMES.map((name) => [name, null])) as unknown as Origins; // none is ever polled

/** The data sources of one case: what was polled, guards that have seen nothing yet, and no connection to anywhere. */
export function replayAccess({ now, polled, settings }: RecordedCase): SourceAccess {
  const options = {
    origins: NOWHERE,
    telemetry: SILENT,
    version: 'replay',
    now: () => now,
    random: () => 0,
    mediaHosts: settings.mediaHosts,
    localMediaOrigin: settings.localMediaOrigin,
    keepsRecords: false,
  };
  const { transport, media, snapshots, stores } = new Connections(options);
  const guards = openGuards(options);
  return {
    transport,
    media,
    snapshots,
    stores,
    guards,
    shared: null,
    telemetry: SILENT,
    ...playedPolled(polled),
  };
}
