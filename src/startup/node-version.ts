/** Oldest Node the gateway runs on: earlier ones lack security fixes and parts of the runtime it uses. */
const LEAST = [24, 14, 1] as const;

/** The message when Node is too old, null when it is not. This file imports nothing, so that any Node can run it. */
export function describeOldNode(version: string): string | null {
  const parts = version.split('.').map(Number);
  const index = LEAST.findIndex((least, place) => parts[place] !== least);
  if (index === -1 || Number(parts[index]) > Number(LEAST[index])) return null;
  return [
    `Vitrine cannot start: Node ${version} is too old, ${LEAST.join('.')} or newer is needed.`,
    '',
    '    Remedy   npm ci && npm start   (brings the right Node and uses it)',
  ].join('\n');
}
