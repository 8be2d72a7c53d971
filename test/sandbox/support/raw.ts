import { connect } from 'node:net';

/** What came back over a plain socket. */
export interface RawAnswer {
  readonly text: string;
  /** How the connection ended: by FIN, by an error such as ECONNRESET, or not within the time. */
  readonly end: string;
}

/** Text of a request. */
export function requestText(method: string, path: string, body = ''): string {
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    'x-device-id: d9f2',
  ];
  return [...head, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

/** Sends text over a new socket and collects what comes until the end, or for `forMs`. */
export function rawCall(url: string, text: string, forMs = 1_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    const finish = (end: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), end });
    };
    const timer = setTimeout(() => {
      finish(socket.connecting ? 'connecting' : 'open');
    }, forMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      finish('FIN');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(error.code ?? 'error');
    });
    socket.on('connect', () => socket.write(text));
  });
}
