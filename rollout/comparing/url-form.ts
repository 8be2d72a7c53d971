/**
 * An address without its host, which is another one in each data centre, and without parameters that say nothing about what it
 * shows; `https://…/p.jpg?w=400`. What is no absolute address stays as it is.
 */
export function comparableUrl(text: string, dropParameters: readonly string[]): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  for (const name of dropParameters) url.searchParams.delete(name);
  return `${url.protocol}//…${url.pathname}${url.search}${url.hash}`;
}
