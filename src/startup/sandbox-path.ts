import { join } from 'node:path';

/** The program that serves the embedded services: started by path, so that nothing of it is part of the gateway. */
export const SANDBOX_PATH = join(import.meta.dirname, '../../sandbox/main.js');
