import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = PATHS.find((path) => existsSync(path));
const required = process.env['CHROMIUM_REQUIRED'] === '1';

/** Why tests in a browser cannot run here; false when they can. With CHROMIUM_REQUIRED=1 they run, and fail, anyway. */
export const skipWithoutChromium =
  found === undefined && !required ? 'no Chromium here: apt-get install chromium' : false;

/** Starts Chromium without anything that calls home. */
export function openBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error(`Chromium is required, and none of ${PATHS.join(', ')} exists`);
  return chromium.launch({
    executablePath: found,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
