import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const COMMITTED = new URL('../../../../deploy/nginx/snapshots.conf', import.meta.url);
const PATHS = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];
const found = PATHS.find((path) => existsSync(path));
const required = process.env['NGINX_REQUIRED'] === '1';

/** Why tests before nginx cannot run here; false when they can. With NGINX_REQUIRED=1 they run, and fail, anyway. */
export const skipWithoutNginx =
  found === undefined && !required ? 'no nginx here: apt-get install nginx-light' : false;

/** A running nginx with the committed configuration. */
export interface Nginx {
  /** Origin that clients see. */
  readonly url: string;
  /** Base address that publishers PUT to. */
  readonly putUrl: string;
  /** Folder of the snapshots. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts nginx before a gateway (`host:port`), on free ports and in a folder of its own. */
export async function startNginx(gateway: string): Promise<Nginx> {
  if (found === undefined) throw new Error(`nginx is required, and none of ${PATHS.join(', ')} exists`);
  const root = mkdtempSync(join(tmpdir(), 'nginx-'));
  const folder = join(root, 'snapshots');
  mkdirSync(folder);
  mkdirSync(join(root, 'temporary'));
  const [publicPort, putPort] = [await freePort(), await freePort()];
  const committed = readFileSync(COMMITTED, 'utf8')
    .replace('listen 8080;', `listen 127.0.0.1:${publicPort};`)
    .replace('listen 127.0.0.1:8081;', `listen 127.0.0.1:${putPort};`)
    .replace('server 127.0.0.1:4000 ', `server ${gateway} `)
    .replaceAll(' /var/lib/vitrine', ` ${root}`);
  writeFileSync(join(root, 'snapshots.conf'), committed);
  writeFileSync(join(root, 'nginx.conf'), frameOf(root));
  const child = spawn(found, ['-p', root, '-e', 'stderr', '-c', 'nginx.conf'], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = once(child, 'exit');
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const url = `http://127.0.0.1:${publicPort}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (child.exitCode !== null || tries > 500) throw new Error(`nginx does not start: ${words}`);
    await sleep(20);
  }
  return {
    url,
    putUrl: `http://127.0.0.1:${putPort}/snapshots`,
    folder,
    stop: async () => {
      child.kill('SIGQUIT');
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What stands around the committed part: one worker, which may read what this account writes, and nothing outside the folder. */
const frameOf = (root: string): string =>
  [
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'daemon off;',
    'worker_processes 1;',
    'pid nginx.pid;',
    'error_log stderr warn;',
    'events { worker_connections 256; }',
    'http {',
    'access_log off;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (use) => `${use}_temp_path ${join(root, 'temporary', use)};`,
    ),
    'include snapshots.conf;',
    '}',
  ].join('\n');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
