/** A picture's frame. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** Text safe inside SVG. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Breaks text into lines of at most `width` characters; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Lines of text below each other; `y` is the first baseline. */
export function textLines(
  lines: readonly string[],
  at: { x: number; y: number; size: number },
  style: string,
): string {
  const spans = lines.map(
    (line, index) => `<tspan x="${at.x}" y="${at.y + index * at.size * 1.2}">${escapeXml(line)}</tspan>`,
  );
  return `<text font-family="Helvetica, Arial, sans-serif" font-size="${at.size}" ${style}>${spans.join('')}</text>`;
}

/** A figure of 200 by 200, centred on a point and scaled. */
export function placeFigure(
  shapes: string,
  at: { x: number; y: number; size: number },
  style: string,
): string {
  const scale = at.size / 200;
  return `<g transform="translate(${at.x - at.size / 2} ${at.y - at.size / 2}) scale(${scale})" ${style}>${shapes}</g>`;
}

/** A finished picture with a diagonal gradient of a hue behind it. */
export function svgDocument({ width, height }: Canvas, hue: number, content: string): string {
  const from = `hsl(${hue} 62% 58%)`;
  const to = `hsl(${(hue + 38) % 360} 58% 34%)`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/>` +
    `<stop offset="1" stop-color="${to}"/></linearGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#g)"/>${content}</svg>`
  );
}
