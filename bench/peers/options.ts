import { parseArgs } from 'node:util';

/** What a peer is started with; each row of the README is one set. */
export interface PeerOptions {
  /** Who calls the upstream. */
  readonly client: 'got' | 'undici';
  /** Which of the three ways of writing the same schema. */
  readonly schema: 'documented' | 'lean' | 'sdl';
  /** Whether graphql-jit executes. */
  readonly jit: boolean;
  /** Apollo's plugin that computes cache hints of every field; on by default there. */
  readonly cacheControl: boolean;
  /** Who batches: the DataLoader of the context, or mercurius' own loaders. */
  readonly loaders: 'dataloader' | 'mercurius';
}

/** Reads the options from the command line: `--client=undici --schema=lean --jit`. */
export function peerOptions(): PeerOptions {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', default: 'got' },
      schema: { type: 'string', default: 'documented' },
      jit: { type: 'boolean', default: false },
      'no-cache-control': { type: 'boolean', default: false },
      loaders: { type: 'string', default: 'dataloader' },
    },
  });
  return {
    client: oneOf(['got', 'undici'], values.client),
    schema: oneOf(['documented', 'lean', 'sdl'], values.schema),
    jit: values.jit,
    cacheControl: !values['no-cache-control'],
    loaders: oneOf(['dataloader', 'mercurius'], values.loaders),
  };
}

function oneOf<const T extends string>(words: readonly T[], word: string): T {
  const found = words.find((known) => known === word);
  if (found === undefined) throw new Error(`${word} is none of ${words.join(', ')}`);
  return found;
}
