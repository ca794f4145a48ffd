import { parseDuration } from './duration';
import type { Limits } from './types';

/** Lengths of time as a person edits them: `5m`, `2h`, `90s`. */
const UNITS: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
];

/** Writes a length of time so that it can be read back without loss; empty for none. */
export function durationText(millis: number | null | undefined): string {
  if (!millis) return '';
  let rest = millis;
  let text = '';
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return rest > 0 ? `${text}${rest}ms` : text;
}

/** Beyond what something needs attention; the server knows them by the same names. */
export const LIMITS = [
  { name: 'oldestReadyMillis', label: 'settings.limitOldestReadyMillis', unit: 'time', ofTube: true, sample: '5m' },
  { name: 'unattendedMillis', label: 'settings.limitUnattendedMillis', unit: 'time', ofTube: true, sample: '30s' },
  { name: 'backlogMillis', label: 'settings.limitBacklogMillis', unit: 'time', ofTube: true, sample: '1m' },
  { name: 'buriedPerMinute', label: 'settings.limitBuriedPerMinute', unit: 'count', ofTube: true, sample: '10' },
  { name: 'pausedMillis', label: 'settings.limitPausedMillis', unit: 'time', ofTube: true, sample: '1h' },
  { name: 'lagEntries', label: 'settings.limitLagEntries', unit: 'count', ofTube: false, sample: '10000' },
  { name: 'diskUsableBytes', label: 'settings.limitDiskUsableBytes', unit: 'bytes', ofTube: false, sample: '1G' },
] as const;

export type LimitName = (typeof LIMITS)[number]['name'];
type Unit = (typeof LIMITS)[number]['unit'];

/** What stands in the fields, by the names of the limits; missing or empty is nothing. */
export type LimitTexts = Partial<Record<LimitName, string>>;

const SIZES = ['', 'K', 'M', 'G', 'T'];

function bytesText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size > 0 && size % 1024 === 0 && unit < SIZES.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size}${SIZES[unit] ?? ''}`;
}

function parseBytes(text: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text);
  if (!parts) return null;
  return Math.round(Number(parts[1]) * 1024 ** SIZES.indexOf((parts[2] ?? '').toUpperCase()));
}

function valueText(unit: Unit, value: number): string {
  if (value === 0) return '0';
  return unit === 'time' ? durationText(value) : unit === 'bytes' ? bytesText(value) : `${value}`;
}

function parseValue(unit: Unit, text: string): number | null {
  if (unit === 'time') return parseDuration(text);
  return unit === 'bytes' ? parseBytes(text) : /^\d+$/.test(text) ? Number(text) : null;
}

/** Limits as they can be edited. */
export function limitTexts(limits: Limits): LimitTexts {
  const texts: LimitTexts = {};
  for (const { name, unit } of LIMITS) {
    const value = limits[name];
    if (value !== undefined) texts[name] = valueText(unit, value);
  }
  return texts;
}

/** Reads what was edited; fields that are empty are left out; null when one cannot be read. */
export function parseLimits(texts: LimitTexts): Limits | null {
  const limits: Limits = {};
  for (const { name, unit } of LIMITS) {
    const text = (texts[name] ?? '').trim();
    if (text === '') continue;
    const value = parseValue(unit, text);
    if (value === null || !Number.isSafeInteger(value)) return null;
    limits[name] = value;
  }
  return limits;
}
