import { config } from 'zod';

// zod compiles a parser for each schema at its first use. A function reads a handful of documents, most of them once.
config({ jitless: true });
