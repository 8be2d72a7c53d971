import type { UpstreamName } from '../../datasources/upstreams.js';
import type { ServedBy } from './announcer.js';
import { describeRollout } from './describe-rollout.js';
import type { Gateway } from './gateway.js';
import { lacksRulesOnDisk, NO_COPY_OF_RULES } from './rules-on-disk.js';

const EXAMPLE = `{ feed(sceneId: \\"home\\", first: 3) { nodes { contentType targetUrl } serving { tier } } }`;

/** The text shown when the gateway answers: what runs, what to open, what to type. */
export function welcome({ url, config, rollout }: Gateway, served: ServedBy, afterMs: number): string {
  const lines = [
    `Vitrine is ready after ${(afterMs / 1000).toFixed(1)} s.`,
    '',
    `  Explore    ${url}/graphql   (GraphiQL, in a browser)`,
    `  Ask        curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `               -d '{"query":"${EXAMPLE}"}'`,
  ];
  if (config.adminUrl !== null)
    lines.push(`  Break it   ${config.adminUrl}   (embedded services; GET /faults shows what is broken)`);
  lines.push('', ...describeServed(config.upstreams, served));
  if (rollout !== null) lines.push('', ...describeRollout(rollout));
  if (config.cursorKeys.length === 0 && served.embedded.length === 0) {
    lines.push(
      '',
      '  Warning    CURSOR_KEYS is unset: cursors end with this process and fail on its siblings.',
    );
  }
  if (lacksRulesOnDisk(config) && served.embedded.length === 0)
    lines.push('', `  Warning    ${NO_COPY_OF_RULES}`);
  return [...lines, '', 'Ctrl-C stops it.'].join('\n');
}

function describeServed(
  upstreams: Gateway['config']['upstreams'],
  { embedded, remote, absent }: ServedBy,
): string[] {
  const lines: string[] = [];
  if (embedded.length > 0) lines.push(`  Embedded   ${list(embedded)}`);
  for (const name of remote) lines.push(`  Remote     ${name} ${upstreams[name] ?? ''}`);
  if (absent.length > 0) lines.push(`  Absent     ${list(absent)}`);
  return lines;
}

function list(names: readonly UpstreamName[]): string {
  return names.length > 6
    ? `${names.slice(0, 6).join(', ')},\n             ${names.slice(6).join(', ')}`
    : names.join(', ');
}
