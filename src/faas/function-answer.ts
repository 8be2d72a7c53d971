import type { InjectedAnswer } from '../app.js';
import { isConnectionHeader } from './function-request.js';

/** An answer as both platforms take it. */
export interface FunctionAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: boolean;
}

/** An answer with its cookies apart: they are the one header that must not be joined. */
export interface AnswerWithCookies {
  answer: FunctionAnswer;
  cookies: string[];
}

/** The answer for the platform: text as it is, everything else in base64. */
export function toFunctionAnswer({ statusCode, headers, payload }: InjectedAnswer): AnswerWithCookies {
  const kept: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || isConnectionHeader(name)) continue;
    if (name === 'set-cookie') cookies.push(...[value].flat().map(String));
    else kept[name] = [value].flat().join(', ');
  }
  const isText = typeof payload === 'string' || isTextual(kept);
  const body = isText ? payload.toString() : payload.toString('base64');
  return { answer: { statusCode, headers: kept, body, isBase64Encoded: !isText }, cookies };
}

function isTextual(headers: Readonly<Record<string, string>>): boolean {
  const isEncoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
  return !isEncoded && /^text\/|[/+](json|javascript|xml)\b/.test(headers['content-type'] ?? 'text/plain');
}

/** An answer of our own, for failures before or around the server. Says nothing about the cause: that is in the log. */
export function failureAnswer(statusCode: number, message: string, code: string): FunctionAnswer {
  return {
    statusCode,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify({ errors: [{ message, extensions: { code } }] }),
    isBase64Encoded: false,
  };
}
