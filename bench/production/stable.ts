/** Members of answers that name a session, a request or a moment. */
const VARYING = new Set([
  'cursor',
  'startCursor',
  'endCursor',
  'session',
  'serving',
  'tracking',
  'targetUrl',
  'asOf',
]);

/** The data of an answer without what is another each time it is asked for. */
export function stable(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(stable);
  if (typeof data !== 'object' || data === null) return data;
  const members = Object.entries(data).filter(([name]) => !VARYING.has(name));
  return Object.fromEntries(members.map(([name, value]) => [name, stable(value)]));
}
