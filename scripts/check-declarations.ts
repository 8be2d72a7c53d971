import { DeclarationError } from '../datasources/chain/declaration-rules.js';

/** Stops a build whose chains break a rule, or whose schema has fields that no chain feeds. */
async function main(): Promise<void> {
  try {
    // Imported here, for a broken chain throws where it is declared.
    const { buildGatewaySchema } = await import('../src/build-schema.js');
    const { readDeclared } = await import('../src/explain/declared.js');
    const { assertDeclared } = await import('./declarations/schema-rules.js');
    assertDeclared(await buildGatewaySchema(), await readDeclared());
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
