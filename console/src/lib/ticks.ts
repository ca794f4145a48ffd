/** Where the lines of a scale are: at round figures, and at round times of day. */
import { prefs } from './prefs.svelte';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30].map((n) => n * DAY),
];

/** The least of 1, 2, 5, 10, 20, 50 and so on that is not below. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power;
}

/** A round step of time that is not below, and the first round time from a point on. */
export function timeStep(pointMillis: number, leastMillis: number): { stepMillis: number; fromMillis: number } {
  const stepMillis = TIME_STEPS.find((step) => step >= leastMillis) ?? Math.ceil(leastMillis / DAY) * DAY;
  const offset = prefs.zone === 'utc' ? 0 : new Date(pointMillis).getTimezoneOffset() * MINUTE;
  return { stepMillis, fromMillis: Math.ceil((pointMillis - offset) / stepMillis) * stepMillis + offset };
}
