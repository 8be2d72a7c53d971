import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A batch service that knows no id, and sends 50 MB to every third call; prints its port, then a line for each 50 MB. */
const SERVICE = `
const big = Buffer.alloc(50 * 1024 * 1024, ' ');
let calls = 0;
const server = require('node:http').createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  response.writeHead(200, { 'content-type': 'application/json' });
  if ((calls += 1) % 3 === 0) {
    console.log('sent');
    response.write(big);
    response.end();
  } else response.end(JSON.stringify({ results: {}, missing: JSON.parse(body).ids, errors: {} }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** A service in a process of its own, so that what this one grows by is what it has read. */
export interface BigAnswers {
  readonly url: string;
  /** Answers of 50 MB so far. */
  sent(): number;
  close(): void;
}

/** Starts it. Every third answer is big, so that no breaker of legs opens. */
export async function startBigAnswers(): Promise<BigAnswers> {
  const child = spawn(process.execPath, ['-e', SERVICE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  let sent = 0;
  child.stdout.on('data', (lines: Buffer) => {
    sent += lines.toString().trim().split('\n').length;
  });
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    sent: () => sent,
    close: () => void child.kill(),
  };
}
