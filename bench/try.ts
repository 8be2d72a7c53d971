// Throw-away comparison of the two servers; the suite replaces it.
import { handWritten, vitrine } from './contestants/contestants.js';
import { cpuMs, rssBytes } from './measure/cpu.js';
import { saturate, atRate, type Load } from './measure/load.js';
import { LOAD_CORE, SERVER_CORE, start } from './measure/processes.js';
import { feedRequest } from './scenarios/feed.js';
import { join } from 'node:path';

const [which = 'both', secondsText = '5', rate = '0', rounds = '3'] = process.argv.slice(2);
const seconds = Number(secondsText);
const standIn = await start(
  { program: process.execPath, args: [join(import.meta.dirname, 'stand-in/main.js')] },
  LOAD_CORE,
);
const commands = new Map([
  ['hand', handWritten(standIn.url)],
  [
    'vitrine',
    await vitrine(
      standIn.url,
      { ENTITY_CACHE: 'off', LOG_LEVEL: process.env['LL'] ?? 'info' },
      process.env['FLAGS']?.split(' ') ?? [],
    ),
  ],
]);
const names = which === 'both' ? ['hand', 'vitrine'] : [which];
const running = new Map<string, Awaited<ReturnType<typeof start>>>();
for (const name of names) running.set(name, await start(commands.get(name)!, SERVER_CORE));
let index = 0;
const first = new Map<string, unknown>();
for (const name of names) {
  const { body, headers } = feedRequest(1);
  const answer = await fetch(`${running.get(name)!.url}/graphql`, { method: 'POST', body, headers });
  const text = await answer.text();
  first.set(name, text);
  console.log(name, answer.status, text.length, text.slice(0, 300));
}
if (names.length === 2)
  console.log(
    'equal',
    JSON.stringify(JSON.parse(first.get('hand') as string).data) ===
      JSON.stringify(JSON.parse(first.get('vitrine') as string).data),
  );
const calls = async () =>
  Object.entries(((await (await fetch(`${standIn.url}/bench/calls`)).json()) as any).byPath)
    .filter(([p]) => /algor|videos|items|acc|pri/.test(p))
    .reduce((sum, [, n]) => sum + (n as number), 0);
const round = async (name: string, secs: number) => {
  const server = running.get(name)!;
  const load: Load = {
    url: server.url,
    path: '/graphql',
    request: feedRequest,
    wrong: (status, body) =>
      status === 200 && body.length > 25_000 && !body.includes('"errors"')
        ? null
        : `${status} ${body.slice(0, 200)}`,
    from: index,
  };
  const before = cpuMs(server.pid);
  const sb = cpuMs(standIn.pid);
  const lb = process.cpuUsage();
  const cb = await calls();
  const result = await (rate === '0'
    ? saturate(load, Number(process.env['C'] ?? 8), secs)
    : atRate(load, Number(rate), secs));
  index = result.next;
  const cpu = cpuMs(server.pid) - before;
  const l = process.cpuUsage(lb);
  console.log(
    name.padEnd(8),
    'ms/answer',
    (cpu / result.answers).toFixed(3),
    'answers/s',
    (result.answers / result.seconds).toFixed(0),
    'core0 %',
    ((cpuMs(standIn.pid) - sb + (l.user + l.system) / 1000) / result.seconds / 10).toFixed(0),
    'calls',
    (((await calls()) - cb) / result.answers).toFixed(2),
    'rss',
    (rssBytes(server.pid) / 1e6).toFixed(0),
    'faults',
    result.faults,
  );
};
for (const name of names) await round(name, 4);
for (let i = 0; i < Number(rounds); i++)
  for (const name of i % 2 ? [...names].reverse() : names) await round(name, seconds);
for (const server of running.values()) await server.stop();
await standIn.stop();
