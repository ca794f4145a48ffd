/** When a schedule runs: in words of the chosen language, and as points of the next 24 hours. */
import { cronWords, parseCron, runsBetween } from '../../lib/cron';
import { duration } from '../../lib/format';
import { i18n, t } from '../../lib/i18n.svelte';
import type { Schedule } from './types';

export const STRIP_MILLIS = 86_400_000;
const RUNS_MAX = 1_500;

const INTERVAL = /^every P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The milliseconds of `every PT1H30M`; null when it is no interval. */
export function intervalOf(when: string): number | null {
  const found = INTERVAL.exec(when);
  if (!found) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 || null;
}

const clockOf = (hour: number, minute: number) =>
  t('schedules.at', { time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` });

/** Names of weekdays, 0 is Sunday. The 4th of January 1970 was one. */
function dayNames(days: readonly number[]): string {
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: days.length > 2 ? 'short' : 'long', timeZone: 'UTC' });
  const names = days.map((day) => format.format((3 + day) * STRIP_MILLIS));
  return new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
}

/** The schedule in words; what cannot be said simply stays as it was written. */
export function wordsOf({ kind, when }: Schedule): string {
  if (kind === 'interval') {
    const every = intervalOf(when);
    return every === null ? when : t('schedules.everyTime', { time: duration(every) });
  }
  const cron = parseCron(when);
  const words = cron && cronWords(cron);
  if (!words) return when;
  switch (words.say) {
    case 'everyMinutes':
      return t('schedules.cronEveryMinutes', { n: words.n });
    case 'hourly':
      return t('schedules.cronHourly', { minute: words.minute });
    case 'everyHours':
      return t('schedules.cronEveryHours', { n: words.n, minute: words.minute });
    case 'daily':
      return t('schedules.cronDaily', { at: clockOf(words.hour, words.minute) });
    case 'weekdays':
      return t('schedules.cronWeekdays', { at: clockOf(words.hour, words.minute) });
    case 'days':
      return t('schedules.cronDays', { days: dayNames(words.days), at: clockOf(words.hour, words.minute) });
    case 'monthly':
      return t('schedules.cronMonthly', { day: words.day, at: clockOf(words.hour, words.minute) });
    case 'yearly': {
      const date = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', timeZone: 'UTC' });
      const at = clockOf(words.hour, words.minute);
      return t('schedules.cronYearly', { date: date.format(Date.UTC(2024, words.month - 1, words.day)), at });
    }
  }
}

/** The runs of the next 24 hours, as far as they can be known here. */
export function nextRuns(schedule: Schedule, fromMillis: number): number[] {
  if (schedule.paused) return [];
  const toMillis = fromMillis + STRIP_MILLIS;
  if (schedule.kind === 'cron') {
    const cron = parseCron(schedule.when);
    if (cron) return runsBetween(cron, schedule.zone, fromMillis, toMillis);
  }
  const next = schedule.nextMillis;
  if (next === 0) return [];
  const every = schedule.kind === 'interval' ? intervalOf(schedule.when) : null;
  const runs: number[] = [];
  for (let at = next; at < toMillis && runs.length < RUNS_MAX; at += every ?? STRIP_MILLIS)
    if (at >= fromMillis) runs.push(at);
  return runs;
}
