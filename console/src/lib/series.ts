/** Turns the server's history into what the charts draw. */
import type { History, Metric } from './types';

export type Values = (number | null)[];

export function timesOf(history: History): number[] {
  const first = Object.values(history.metrics)[0] ?? [];
  return first.map((_, index) => history.fromMillis + index * history.stepMillis);
}

export function valuesOf(history: History, metric: Metric): Values {
  return history.metrics[metric] ?? [];
}

/** Each series on top of those before it; a gap in one is a gap in all above. */
export function stacked(series: readonly Values[]): Values[] {
  const sums: Values[] = [];
  for (const values of series) {
    const below = sums.at(-1);
    sums.push(
      values.map((value, index) => {
        const base = below ? (below[index] ?? null) : 0;
        return value === null || base === null ? null : value + base;
      }),
    );
  }
  return sums;
}

/** The last value that is there. */
export function latest(values: Values): number | null {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}
