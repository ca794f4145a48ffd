/** Cron expressions of five fields: reading them, and the points of time they name. */

export interface Cron {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  /** 0 is Sunday. */
  weekdays: ReadonlySet<number>;
  fields: readonly [string, string, string, string, string];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MACROS: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** Reads one field such as `1-5,10/2`; null when it cannot be read. */
function parseField(text: string, min: number, max: number, names: string[] = []): Set<number> | null {
  const found = new Set<number>();
  const numberOf = (word: string): number => {
    const named = names.indexOf(word.toLowerCase());
    return named >= 0 ? named + min : /^\d+$/.test(word) ? Number(word) : NaN;
  };
  for (const part of text.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    const [fromText = '', toText] = range === '*' || range === '?' ? [String(min), String(max)] : range.split('-');
    const from = numberOf(fromText);
    const to = toText !== undefined ? numberOf(toText) : stepText !== undefined ? max : from;
    const isFine = Number.isInteger(step) && step > 0 && from >= min && to <= max && from <= to;
    if (!isFine) return null;
    for (let value = from; value <= to; value += step) found.add(value);
  }
  return found;
}

/** Reads `30 6 * * 1-5` or `@daily`; null when it is no expression of five fields. */
export function parseCron(text: string): Cron | null {
  const clean = MACROS[text.trim().toLowerCase()] ?? text.trim();
  const fields = clean.split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const days = parseField(day, 1, 31);
  const months = parseField(month, 1, 12, MONTHS);
  const weekdays = parseField(weekday, 0, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.delete(7)) weekdays.add(0);
  return { minutes, hours, days, months, weekdays, fields: [minute, hour, day, month, weekday] };
}

const MINUTE_MILLIS = 60_000;

/** Making a format costs a thousand times as much as using one. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock of a time zone; UTC's when the browser does not know the zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format) return format;
  const options = { hourCycle: 'h23', dateStyle: 'short', timeStyle: 'short' } as const;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone || 'UTC' });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
  formats.set(zone, format);
  return format;
}

/** How far a zone's clock is ahead of UTC. */
function zoneOffsetMillis(zone: string, millis: number): number {
  const parts = clockOf(zone).formatToParts(millis);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(2000 + part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - Math.floor(millis / MINUTE_MILLIS) * MINUTE_MILLIS;
}

/** The runs between two points of time, oldest first. A change of the clock in between counts by the hour. */
export function runsBetween(cron: Cron, zone: string, fromMillis: number, toMillis: number): number[] {
  const runs: number[] = [];
  const anyDay = cron.fields[2] === '*';
  const anyWeekday = cron.fields[4] === '*';
  let offset = 0;
  let offsetHour = -1;
  for (
    let at = Math.ceil(fromMillis / MINUTE_MILLIS) * MINUTE_MILLIS;
    at < toMillis;
    at += MINUTE_MILLIS
  ) {
    const hour = Math.floor(at / 3_600_000);
    if (hour !== offsetHour) {
      offset = zoneOffsetMillis(zone, at);
      offsetHour = hour;
    }
    const wall = new Date(at + offset);
    if (!cron.minutes.has(wall.getUTCMinutes()) || !cron.hours.has(wall.getUTCHours())) continue;
    if (!cron.months.has(wall.getUTCMonth() + 1)) continue;
    const day = cron.days.has(wall.getUTCDate());
    const weekday = cron.weekdays.has(wall.getUTCDay());
    // When both are given, either is enough: so cron has always done it.
    if (anyDay || anyWeekday ? day && weekday : day || weekday) runs.push(at);
  }
  return runs;
}

/** The one value of a field; null when there are several. */
function only(values: ReadonlySet<number>): number | null {
  const [first] = values;
  return values.size === 1 && first !== undefined ? first : null;
}

export type CronWords =
  | { say: 'everyMinutes'; n: number }
  | { say: 'hourly'; minute: number }
  | { say: 'everyHours'; n: number; minute: number }
  | { say: 'daily' | 'weekdays'; hour: number; minute: number }
  | { say: 'days'; days: number[]; hour: number; minute: number }
  | { say: 'monthly'; day: number; hour: number; minute: number }
  | { say: 'yearly'; day: number; month: number; hour: number; minute: number };

/** What an expression means, for the shapes that people write; null for the rest, which is better shown as it is. */
export function cronWords(cron: Cron): CronWords | null {
  const [minuteText, hourText, dayText, monthText, weekdayText] = cron.fields;
  const everyDay = dayText === '*' && monthText === '*' && weekdayText === '*';
  const step = /^(?:\*|0)\/(\d+)$/.exec(minuteText);
  if (everyDay && hourText === '*' && (step || minuteText === '*'))
    return { say: 'everyMinutes', n: step ? Number(step[1]) : 1 };
  const minute = only(cron.minutes);
  if (minute === null) return null;
  if (everyDay && hourText === '*') return { say: 'hourly', minute };
  const hourStep = /^(?:\*|0)\/(\d+)$/.exec(hourText);
  if (everyDay && hourStep) return { say: 'everyHours', n: Number(hourStep[1]), minute };
  const hour = only(cron.hours);
  if (hour === null) return null;
  if (everyDay) return { say: 'daily', hour, minute };
  const day = only(cron.days);
  const month = only(cron.months);
  if (weekdayText === '*' && day !== null) {
    if (monthText === '*') return { say: 'monthly', day, hour, minute };
    return month === null ? null : { say: 'yearly', day, month, hour, minute };
  }
  if (dayText !== '*' || monthText !== '*') return null;
  const days = [...cron.weekdays].sort((a, b) => a - b);
  if (days.join() === '1,2,3,4,5') return { say: 'weekdays', hour, minute };
  return { say: 'days', days, hour, minute };
}
