const LOCAL_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const UTC_PLUS_8_MS = 28_800_000;

/** Epoch ms of a local time of China, `2019-11-10 20:00:00` in UTC+8; null for another form or a day that no calendar has. */
export function chinaTime(text: string): number | null {
  if (!LOCAL_TIME.test(text)) return null;
  const iso = text.replace(' ', 'T');
  const asUtc = Date.parse(`${iso}Z`);
  // Engines roll the 30th of February over into March: only what is written back the same was a date.
  const isDate = !Number.isNaN(asUtc) && new Date(asUtc).toISOString().startsWith(iso);
  return isDate ? asUtc - UTC_PLUS_8_MS : null;
}
