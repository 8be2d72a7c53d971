/** An answer as tests look at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON body; undefined when there is none. */
  readonly json: unknown;
}

/** Headers of a signed-in viewer on a device. */
export const VIEWER = { 'x-viewer-id': 'u1001', 'x-device-id': 'd9f2' };

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, json };
}

/** GET. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers, redirect: 'manual' }));
}

/** POST, or another method with a JSON body. */
export async function send(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers };
  return read(
    await fetch(url, { method, headers: all, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  );
}

/** A part of a JSON value by path; undefined where the path ends early. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let part = value;
  for (const name of path) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = (part as Record<string | number, unknown>)[name];
  }
  return part;
}

/** A part of a JSON value that must be a list. */
export function listAt(value: unknown, ...path: (string | number)[]): unknown[] {
  const list = at(value, ...path);
  if (!Array.isArray(list)) throw new TypeError(`no list at ${path.join('.')}`);
  return list as unknown[];
}

/** A part of a JSON value that must be an object. */
export function objectAt(value: unknown, ...path: (string | number)[]): Record<string, unknown> {
  const object = at(value, ...path);
  if (typeof object !== 'object' || object === null) throw new TypeError(`no object at ${path.join('.')}`);
  return object as Record<string, unknown>;
}

/** A part of a JSON value as text; "" where there is none. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const part = at(value, ...path);
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}

/** Ids of consecutive records: `ids('6100000', 1, 50)`. */
export function ids(prefix: string, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => prefix + String(from + index).padStart(5, '0'));
}
