import type { Bundle } from './bundle.js';

/** Path under which the files of the page are served. */
export const ASSETS_PATH = '/graphql/assets';

/**
 * Everything comes from our own origin. Pictures and fonts may also be written into the style sheet (`data:`), nothing
 * may be written into the page, and no other page may frame it.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page that draws GraphiQL. */
export function renderPage({ script, style }: Bundle): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Vitrine</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${ASSETS_PATH}/${style.name}" />
    <script type="module" src="${ASSETS_PATH}/${script.name}"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>GraphiQL needs JavaScript. The API itself takes POST requests at this address.</noscript>
  </body>
</html>
`;
}
