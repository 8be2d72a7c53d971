import * as z from 'zod';
import { isOptional, UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import { readCursorKeys } from './cursor-keys.js';
import { readDataDir } from './data-dir.js';
import { readMediaHosts } from './media-hosts.js';
import { readUpstreamUrl } from './upstream-url.js';
import type { Problem } from './problem.js';
import { readPathOrUrl, readUrl } from './url.js';
import { onOff, oneOf, readWith, text, wholeNumber } from './values.js';

/** Levels of the log, from fewest to most lines. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** How people are helped with one variable. */
export interface Hint {
  /** A value that works, as an assignment. */
  example: string;
  /** What to do when the value is wrong. */
  remedy: string;
}

const port = wholeNumber(0, 65_535);

/** How each variable is read, apart from the addresses of the upstream services. Unset = undefined or its default. */
export const SETTINGS = {
  PORT: port.default(4000),
  HOST: text.default('127.0.0.1'),
  SANDBOX: onOff.default(true),
  SANDBOX_ADMIN_PORT: port.default(0),
  REQUEST_DEADLINE_MS: wholeNumber(50, 60_000).default(800),
  CURSOR_KEYS: readWith(readCursorKeys).default([]),
  MEDIA_HOSTS: readWith(readMediaHosts).nullable().default(null),
  VIDEO_PAGE_URL: readWith((value) => readUrl(value, ['https:']).href).default(
    'https://www.vitrine.example/video/',
  ),
  ROLLOUT_RULES: readWith(readPathOrUrl).nullable().default(null),
  DATA_DIR: readWith(readDataDir).nullable().default(null),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  NODE_ENV: oneOf(['production', 'development', 'test']).default('development'),
  SNAPSHOT_PUBLISH: onOff.optional(),
  ENTITY_CACHE: onOff.optional(),
  COALESCING: onOff.default(true),
  TRUSTED_DOCUMENTS: onOff.optional(),
  RATE_LIMIT_COST_PER_S: wholeNumber(0, 1_000_000_000).optional(),
};

const SETTING_HINTS: Record<keyof typeof SETTINGS, Hint> = {
  PORT: { example: 'PORT=4000', remedy: 'Give a free port, 0 for any; unset it for 4000.' },
  HOST: {
    example: 'HOST=0.0.0.0',
    remedy: 'Give an address of this machine; unset it for 127.0.0.1, this machine alone.',
  },
  SANDBOX: {
    example: 'SANDBOX=off',
    remedy: 'Say off to run without embedded services; unset it for on.',
  },
  SANDBOX_ADMIN_PORT: {
    example: 'SANDBOX_ADMIN_PORT=4100',
    remedy: 'Give a free port; unset it for any, printed at start.',
  },
  REQUEST_DEADLINE_MS: {
    example: 'REQUEST_DEADLINE_MS=800',
    remedy: 'Give the milliseconds a request may take; unset it for 800.',
  },
  CURSOR_KEYS: {
    example: 'CURSOR_KEYS=1:$(openssl rand -base64 32)',
    remedy: 'Give distinct key ids and keys, the signing one first; unset it for a random key per process.',
  },
  VIDEO_PAGE_URL: {
    example: 'VIDEO_PAGE_URL=https://www.example.com/video/',
    remedy: 'Give the https address of your video pages up to the video id.',
  },
  MEDIA_HOSTS: {
    example: 'MEDIA_HOSTS=img.example.com,video.example.com',
    remedy: 'List host names without scheme, port and path; unset it to allow every public https host.',
  },
  ROLLOUT_RULES: {
    example: 'ROLLOUT_RULES=./rollout.json',
    remedy: 'Give the path or URL of the rules; unset it to run without.',
  },
  DATA_DIR: {
    example: 'DATA_DIR=/var/lib/vitrine',
    remedy: 'Give a folder that this account may write into; unset it to keep nothing on disk.',
  },
  LOG_LEVEL: { example: 'LOG_LEVEL=info', remedy: 'Choose one of the levels; unset it for info.' },
  NODE_ENV: {
    example: 'NODE_ENV=production',
    remedy: 'Say production wherever clients outside the team can call; unset it for development.',
  },
  SNAPSHOT_PUBLISH: {
    example: 'SNAPSHOT_PUBLISH=on',
    remedy: 'Say on or off; unset it to publish to the embedded snapshot store only.',
  },
  ENTITY_CACHE: {
    example: 'ENTITY_CACHE=off',
    remedy: 'Say on or off; unset it for on in production and off elsewhere.',
  },
  COALESCING: {
    example: 'COALESCING=off',
    remedy: 'Say off to execute every request by itself; unset it for on.',
  },
  TRUSTED_DOCUMENTS: {
    example: 'TRUSTED_DOCUMENTS=on',
    remedy: 'Say on or off; unset it for on in production and off elsewhere.',
  },
  RATE_LIMIT_COST_PER_S: {
    example: 'RATE_LIMIT_COST_PER_S=10000',
    remedy: 'Give the cost one client may spend in a second, 0 for no limit; unset it for the default.',
  },
};

/** The variable that holds a service's address. */
export function urlVariable(name: UpstreamName): `${UpstreamName}_URL` {
  return `${name}_URL`;
}

/** How the addresses of the upstream services are read: null = `none`, undefined = unset. */
export const ADDRESSES = z.object(
  Object.fromEntries(
    UPSTREAM_NAMES.map((name) => [
      urlVariable(name),
      readWith((value) => readUpstreamUrl(name, value)).optional(),
    ]),
  ),
);

/** Example and remedy for a variable, by its name. */
export function hintFor(variable: string): Hint {
  const upstream = UPSTREAM_NAMES.find((name) => urlVariable(name) === variable);
  if (upstream) return addressHint(upstream);
  const setting = Object.entries(SETTING_HINTS).find(([name]) => name === variable);
  if (setting) return setting[1];
  throw new RangeError(`no variable is named ${variable}`);
}

function addressHint(name: UpstreamName): Hint {
  const alternative = isOptional(name) ? ', or none to do without it' : '';
  return {
    example: `${urlVariable(name)}=https://${name.toLowerCase()}.internal.example.com`,
    remedy: `Give the base URL of the service${alternative}, or unset both it and SANDBOX for the embedded one.`,
  };
}

/** The problem of a service without an address; `because` says why nothing else serves it. */
export function missingAddress(name: UpstreamName, because: string): Problem {
  return { subject: urlVariable(name), wrong: `is not set, and ${because}.`, ...addressHint(name) };
}
