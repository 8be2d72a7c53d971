import { readFile } from 'node:fs/promises';
import { parityFigures, type ParityFigures } from '../../rollout/parity/parity-figures.js';
import { ParityProblem } from './parity-problem.js';

/** Figures of an instance are a megabyte at most. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
const PATIENCE_MS = 5_000;
const PATH = '/rollout/parity';

/** Reads figures from a file, or from the gateway at an address. */
export async function readFigures(place: string): Promise<ParityFigures> {
  const text = /^https?:/.test(place) ? await textOfGateway(place) : await textOfFile(place);
  if (text.length > MOST_CHARACTERS) throw new ParityProblem(`${place} has too many figures.`, REMEDY);
  const parsed = parityFigures.safeParse(valueOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ParityProblem(
    `${place} holds no figures of parity: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'no JSON'}.`,
    REMEDY,
  );
}

const REMEDY = `Figures are what GET ${PATH} of a gateway of this version answers.`;

async function textOfFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ParityProblem(
      code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${code}.`,
      'Give files or addresses with --from.',
    );
  }
}

async function textOfGateway(place: string): Promise<string> {
  const remedy = `Give the address of a gateway, for example http://127.0.0.1:4000; it has to answer GET ${PATH}.`;
  if (!URL.canParse(place)) throw new ParityProblem(`${place} is no address.`, remedy);
  const { origin, pathname } = new URL(place);
  const address = pathname === '/' ? `${origin}${PATH}` : place;
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return await response.text();
  } catch {
    throw new ParityProblem(`${address} does not answer.`, remedy);
  }
  throw new ParityProblem(`${address} answers with status ${response.status}.`, remedy);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
