const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `90s`, `10m`, `1h30m`, `250ms` or a bare number of seconds; null when it is none of these. */
export function parseDuration(text: string): number | null {
  const clean = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(clean)) return Math.round(Number(clean) * 1000);
  if (!/^(\d+(\.\d+)?\s*(ms|s|m|h|d)\s*)+$/.test(clean)) return null;
  let millis = 0;
  for (const [, value, unit] of clean.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)/g)) {
    millis += Number(value) * (UNITS[unit ?? 's'] ?? 1000);
  }
  return Math.round(millis);
}
