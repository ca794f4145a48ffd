/** Numbers, sizes, lengths of time and points of time, in the chosen language and zone. */

import { i18n } from './i18n.svelte';
import { prefs } from './prefs.svelte';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const full = `${i18n.language} ${prefs.zone} ${key}`;
  let format = formats.get(full);
  if (!format) formats.set(full, (format = make()));
  return format as T;
}

export function number(value: number, digits = 0): string {
  return cached(
    `n${digits}`,
    () => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }),
  ).format(value);
}

/** 12,418 stays; 1,204,000 becomes 1.2M. */
export function compact(value: number): string {
  if (Math.abs(value) < 100_000) return number(value);
  return cached(
    'compact',
    () =>
      new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 }),
  ).format(value);
}

/** A rate: one digit below ten, none above. */
export function rate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.1) return `<${number(0.1, 1)}`;
  return perSecond < 10 ? number(perSecond, 1) : compact(Math.round(perSecond));
}

export function percent(share: number): string {
  return cached(
    'percent',
    () => new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 }),
  ).format(share);
}

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${number(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** A length of time in at most two units: 0.3 ms, 340 ms, 14m, 3h 12m, 2d 4h. */
export function duration(millis: number): string {
  const t = i18n.t.bind(i18n);
  if (millis <= 0) return t('common.seconds', { n: 0 });
  if (millis < 10) return t('common.milliseconds', { n: Math.max(0.1, Math.round(millis * 10) / 10) });
  if (millis < SECOND) return t('common.milliseconds', { n: Math.round(millis) });
  if (millis < 10 * SECOND) return t('common.seconds', { n: Math.round(millis / 100) / 10 });
  if (millis < MINUTE) return t('common.seconds', { n: Math.floor(millis / SECOND) });
  const [big, bigUnit, small, smallUnit] =
    millis < HOUR
      ? ([MINUTE, 'common.minutes', SECOND, 'common.seconds'] as const)
      : millis < DAY
        ? ([HOUR, 'common.hours', MINUTE, 'common.minutes'] as const)
        : ([DAY, 'common.days', HOUR, 'common.hours'] as const);
  const first = Math.floor(millis / big);
  const rest = Math.floor((millis - first * big) / small);
  const head = t(bigUnit, { n: first });
  return rest > 0 && first < 10 ? `${head} ${t(smallUnit, { n: rest })}` : head;
}

function clock(key: string, options: Intl.DateTimeFormatOptions, millis: number): string {
  return cached(
    key,
    () =>
      new Intl.DateTimeFormat(i18n.language, {
        hourCycle: 'h23',
        ...(prefs.zone === 'utc' ? { timeZone: 'UTC' } : {}),
        ...options,
      }),
  ).format(millis);
}

export function timeOfDay(millis: number): string {
  return clock('hm', { hour: '2-digit', minute: '2-digit' }, millis);
}

export function timeWithSeconds(millis: number): string {
  return clock('hms', { hour: '2-digit', minute: '2-digit', second: '2-digit' }, millis);
}

export function timeWithMillis(millis: number): string {
  return clock(
    'hmsm',
    { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
    millis,
  );
}

export function dayAndTime(millis: number): string {
  return clock(
    'dhm',
    { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    millis,
  );
}

/** The full point of time with its zone, for titles. */
export function fullTime(millis: number): string {
  return clock(
    'full',
    {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    millis,
  );
}
