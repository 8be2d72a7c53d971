import { instanceFigures, type InstanceFigures } from '../../rollout/parity/parity-figures.js';
import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';

/** Figures of an instance are a megabyte at most. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
const PATIENCE_MS = 5_000;
const PATH = '/rollout/parity';

/** Reads figures from a file, or from the gateway at an address. */
export async function readFigures(place: string): Promise<InstanceFigures> {
  const text = /^https?:/.test(place)
    ? await textOfGateway(place)
    : await textOf(place, 'Give files or addresses with --from.');
  if (text.length > MOST_CHARACTERS) throw new UsageError(`${place} has too many figures.`, REMEDY);
  const value = valueOf(text);
  const parsed = instanceFigures.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const why = value === undefined ? ['it is no JSON'] : [issue?.path.join('.'), issue?.message];
  throw new UsageError(`${place} holds no figures of parity: ${why.filter(Boolean).join(': ')}.`, REMEDY);
}

const NOT_FOUND = 404;
const NO_FIGURES =
  'Ask a gateway that was started with ROLLOUT_RULES, from its own machine or a private network.';
const REMEDY = `Figures are what GET ${PATH} of a gateway of this version answers.`;

async function textOfGateway(place: string): Promise<string> {
  const remedy = `Give the address of a gateway, for example http://127.0.0.1:4000; it has to answer GET ${PATH}.`;
  if (!URL.canParse(place)) throw new UsageError(`${place} is no address.`, remedy);
  const { origin, pathname } = new URL(place);
  const address = pathname === '/' ? `${origin}${PATH}` : place;
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return await response.text();
  } catch {
    throw new UsageError(`${address} does not answer.`, remedy);
  }
  const isUnset = response.status === NOT_FOUND;
  throw new UsageError(`${address} answers with status ${response.status}.`, isUnset ? NO_FIGURES : remedy);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
