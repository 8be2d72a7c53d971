import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the playground. */
export interface Asset {
  /** File name with a hash of the content in it, so that it can be kept for ever. */
  name: string;
  contentType: string;
  content: Buffer;
}

/** The playground as the build leaves it. */
export interface Bundle {
  assets: ReadonlyMap<string, Asset>;
  script: Asset;
  style: Asset;
}

/** Reads the built playground from its folder; throws when the build has not run. */
export function readBundle(folder: string): Bundle {
  if (!existsSync(join(folder, 'app.js'))) throw new Error('the playground is not built: run npm run build');
  const script = readAsset(folder, 'app.js', 'text/javascript; charset=utf-8');
  const style = readAsset(folder, 'app.css', 'text/css; charset=utf-8');
  return { assets: new Map([script, style].map((asset) => [asset.name, asset])), script, style };
}

function readAsset(folder: string, file: string, contentType: string): Asset {
  const content = readFileSync(join(folder, file));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const dot = file.lastIndexOf('.');
  return { name: `${file.slice(0, dot)}-${hash}${file.slice(dot)}`, contentType, content };
}
