import type { ServerResponse } from 'node:http';
import { failure, type Handler } from '../../support/fake-upstreams.js';

const JSON_TYPE = { 'content-type': 'application/json' };
/** One for all answers, so that what grows in a process that sends and reads them is what the reader keeps. */
const FIFTY_MB = Buffer.alloc(50 * 1024 * 1024, ' ');

function closeInMidBody(response: ServerResponse): undefined {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"results":{', () => response.destroy());
}

/** What may become of the path under trial, by name. */
export const FAULTS: Readonly<Record<string, Handler>> = {
  hangs: () => undefined,
  'resets the connection': (_call, response) => void response.socket?.resetAndDestroy(),
  'closes it in mid-body': (_call, response) => closeInMidBody(response),
  'sends 50 MB': () => ({ status: 200, headers: JSON_TYPE, body: FIFTY_MB }),
  'sends 50 MB without saying so': (_call, response) => {
    response.writeHead(200, JSON_TYPE).write(FIFTY_MB);
    response.end();
    return undefined;
  },
  'sends garbage': () => ({ status: 200, headers: JSON_TYPE, body: '{"results":[[[\u0000' }),
  'sends what is no HTTP': (_call, response) => void response.socket?.end('\u0001\u0002 no HTTP\r\n\r\n'),
  'answers something else': () => ({
    status: 200,
    headers: JSON_TYPE,
    body: '{"results":7,"items":{},"data":[]}',
  }),
  'answers 500': () => failure(500),
};
