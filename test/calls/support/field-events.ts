/** How often each field ended for want of a source, by coordinate, as the metrics of a gateway say. */
export async function exhaustedFields(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (!line.startsWith('vitrine_field_resolution_total{') || !line.includes('outcome="exhausted"'))
      continue;
    const [, coordinate = ''] = /coordinate="([^"]*)"/.exec(line) ?? [];
    counts.set(coordinate, (counts.get(coordinate) ?? 0) + Number(line.slice(line.lastIndexOf(' ') + 1)));
  }
  return counts;
}
