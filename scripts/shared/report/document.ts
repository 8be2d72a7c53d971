import { BASE_STYLES } from './base-styles.js';
import { html, type Markup } from './markup.js';

/** A report as far as its frame needs it. */
export interface ReportDocument {
  /** Of the window. */
  readonly title: string;
  /** What this report has beyond the styles of all reports. */
  readonly styles: Markup;
  readonly header: Markup;
  readonly main: Markup;
}

/** One HTML document that asks for nothing else: no scripts, no pictures, no fonts. */
export function reportDocument({ title, styles, header, main }: ReportDocument): string {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${BASE_STYLES}${styles}
        </style>
      </head>
      <body>
        <header>${header}</header>
        <main>${main}</main>
      </body>
    </html> `;
  return document.text.replace(/^\s+/gm, '');
}
