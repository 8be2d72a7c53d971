import { readFile, writeFile } from 'node:fs/promises';
import { diff } from 'node:util';
import { isIntrospectionType, isSpecifiedDirective, isSpecifiedScalarType, printType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

const FILE = new URL('../../schema/schema.graphql', import.meta.url);
const HEADER = '# Emitted from the classes of this folder by `npm run schema`; do not edit.\n\n';

/**
 * The schema as committed: Query first, all other types by name, members as declared, descriptions kept. The order
 * depends on names alone, so that moving code never shows as a change of the schema.
 */
export function emitSchema(schema: GraphQLSchema): string {
  const custom = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  if (custom.length > 0) throw new Error(`emitSchema does not print directives: ${custom.join(', ')}`);
  const query = schema.getQueryType();
  const others = Object.values(schema.getTypeMap())
    .filter((type) => type !== query && !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${HEADER}${[...(query ? [query] : []), ...others].map(printType).join('\n\n')}\n`;
}

/** The lines in which the committed schema differs from the emitted one: `-` is stale, `+` is missing. */
export function staleLines(committed: string, emitted: string): string[] {
  return diff(emitted.split('\n'), committed.split('\n'))
    .filter(([operation]) => operation !== 0)
    .map(([operation, line]) => `${operation < 0 ? '-' : '+'} ${line}`);
}

async function main(check: boolean): Promise<void> {
  // Imported only here: tests of the printing need no resolvers.
  const { buildGatewaySchema } = await import('../src/build-schema.js');
  const emitted = emitSchema(await buildGatewaySchema());
  if (!check) return writeFile(FILE, emitted);
  const stale = staleLines(await readFile(FILE, 'utf8'), emitted);
  if (stale.length === 0) return;
  process.stderr.write(`schema/schema.graphql is stale:\n${stale.join('\n')}\nRemedy: npm run schema\n`);
  process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.includes('--check'));
