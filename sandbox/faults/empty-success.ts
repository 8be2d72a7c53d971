/** Lists and batches without their entries; everything else as it was. `hasMore` stays: an empty page may promise more. */
export function emptySuccess(json: Record<string, unknown>): Record<string, unknown> {
  if ('ret' in json) return { ...json, ret: ['SUCCESS::ok'], data: {} };
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, emptied(name, value)]));
}

function emptied(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return name === 'results' || name === 'errors' ? {} : value;
}
