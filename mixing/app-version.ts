const MAX_PART_DIGITS = 15;

function parseParts(version: string): number[] | null {
  const parts: number[] = [];
  let value = 0;
  let digits = 0;
  for (let i = 0; i <= version.length; i++) {
    const code = i < version.length ? version.charCodeAt(i) : 46;
    if (code === 46) {
      if (digits === 0 || digits > MAX_PART_DIGITS) return null;
      parts.push(value);
      value = 0;
      digits = 0;
    } else if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits++;
    } else {
      return null;
    }
  }
  return parts;
}

/**
 * Whether an app version is at least `minimum`. Versions are dotted numbers and missing parts are 0; anything else, null
 * included, is unknown and fails.
 */
export function meetsMinVersion(version: string | null, minimum: string): boolean {
  const have = version === null ? null : parseParts(version);
  const need = parseParts(minimum);
  if (have === null || need === null) return false;
  for (let i = 0; i < Math.max(have.length, need.length); i++) {
    const difference = (have[i] ?? 0) - (need[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
