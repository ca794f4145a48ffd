/** The stretch of time that charts show: a preset that ends now, or two fixed points. It lives in the URL. */

export const PRESETS = {
  '10m': 600_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '90d': 7_776_000_000,
} as const;

export type Preset = keyof typeof PRESETS;
export const DEFAULT_RANGE: Preset = '1h';

export interface Range {
  fromMillis: number;
  toMillis: number;
  /** null when the range is two fixed points. */
  preset: Preset | null;
}

/** Reads `6h` or `1700000000000-1700003600000`; anything else is the last hour. */
export function parseRange(text: string, nowMillis: number): Range {
  const fixed = /^(\d{12,14})-(\d{12,14})$/.exec(text);
  if (fixed) {
    const fromMillis = Number(fixed[1]);
    const toMillis = Number(fixed[2]);
    if (toMillis > fromMillis) return { fromMillis, toMillis, preset: null };
  }
  const preset = Object.hasOwn(PRESETS, text) ? (text as Preset) : DEFAULT_RANGE;
  return { fromMillis: nowMillis - PRESETS[preset], toMillis: nowMillis, preset };
}

/** How often a chart of that length is worth reading again. */
export function refreshMillis(range: Range): number {
  const length = range.toMillis - range.fromMillis;
  if (length <= PRESETS['10m']) return 2_000;
  return length <= PRESETS['6h'] ? 10_000 : 60_000;
}
