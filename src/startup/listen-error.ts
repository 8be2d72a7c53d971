import { StartError, type Problem } from '../config/problem.js';

/** Turns a failure to listen into a problem with a remedy; returns other failures as they are. */
export function explainListenError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const problem = findProblem(error, host, port);
  return problem ? new StartError([problem]) : error;
}

function findProblem(error: unknown, host: string, port: number): Problem | null {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return {
        subject: 'PORT',
        wrong: `${port} is taken on ${host}: another program listens there.`,
        example: `PORT=${port < 65_535 ? port + 1 : 0}`,
        remedy: 'Stop the other program, give another port, or PORT=0 for any free one.',
      };
    case 'EACCES':
      return {
        subject: 'PORT',
        wrong: `${port} may not be used by this account.`,
        example: 'PORT=4000',
        remedy: 'Give a port above 1023.',
      };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        subject: 'HOST',
        wrong: `${host} is not an address of this machine.`,
        example: 'HOST=0.0.0.0',
        remedy: 'Give an address of this machine; unset it for 127.0.0.1.',
      };
    default:
      return null;
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
