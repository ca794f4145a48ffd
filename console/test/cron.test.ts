import { describe, expect, it } from 'vitest';
import { cronWords, parseCron, runsBetween } from '../src/lib/cron';

const at = (text: string) => Date.parse(text);

function runs(expression: string, zone: string, from: string, to: string): string[] {
  const cron = parseCron(expression);
  if (!cron) throw new Error(`${expression} cannot be read`);
  return runsBetween(cron, zone, at(from), at(to)).map((millis) => new Date(millis).toISOString());
}

const words = (expression: string) => {
  const cron = parseCron(expression);
  return cron && cronWords(cron);
};

describe('a cron expression', () => {
  it.each(['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '5-1 * * * *', '*/0 * * * *', 'x * * * *'])(
    'that is "%s" is none',
    (text) => expect(parseCron(text)).toBeNull(),
  );

  it('knows names of months and weekdays', () => {
    expect([...(parseCron('0 0 1 jan,dec mon-fri')?.months ?? [])]).toEqual([1, 12]);
    expect([...(parseCron('0 0 * * mon-wed')?.weekdays ?? [])]).toEqual([1, 2, 3]);
  });

  it('takes 7 for Sunday', () => {
    expect(parseCron('0 0 * * 7')?.weekdays).toEqual(new Set([0]));
  });
});

describe('the runs', () => {
  it('of every ten minutes', () => {
    expect(runs('*/10 * * * *', 'UTC', '2026-11-21T08:55:30Z', '2026-11-21T09:15:00Z')).toEqual([
      '2026-11-21T09:00:00.000Z',
      '2026-11-21T09:10:00.000Z',
    ]);
  });

  it('are by the clock of their zone', () => {
    expect(runs('30 6 * * *', 'America/Sao_Paulo', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual([
      '2026-11-21T09:30:00.000Z',
    ]);
  });

  it('go with a change of that clock', () => {
    const both = runs('0 12 * * *', 'Europe/Lisbon', '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z');
    expect(both).toEqual(['2026-10-24T11:00:00.000Z', '2026-10-25T12:00:00.000Z']);
  });

  it('need a fitting day and month', () => {
    expect(runs('0 0 1 12 *', 'UTC', '2026-11-21T00:00:00Z', '2026-12-03T00:00:00Z')).toEqual([
      '2026-12-01T00:00:00.000Z',
    ]);
  });

  it('need only one of day and weekday when both are given', () => {
    // The 21st of November 2026 is a Saturday.
    expect(runs('0 0 22 * sat', 'UTC', '2026-11-21T00:00:00Z', '2026-11-24T00:00:00Z')).toHaveLength(2);
  });

  it('of an unknown zone are by UTC', () => {
    expect(runs('0 9 * * *', 'Mars/Olympus', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z')).toEqual([
      '2026-11-21T09:00:00.000Z',
    ]);
  });
});

describe('in words', () => {
  it.each([
    ['*/5 * * * *', { say: 'everyMinutes', n: 5 }],
    ['* * * * *', { say: 'everyMinutes', n: 1 }],
    ['15 * * * *', { say: 'hourly', minute: 15 }],
    ['15 */4 * * *', { say: 'everyHours', n: 4, minute: 15 }],
    ['@daily', { say: 'daily', hour: 0, minute: 0 }],
    ['30 6 * * 1-5', { say: 'weekdays', hour: 6, minute: 30 }],
    ['0 9 * * 4,2', { say: 'days', days: [2, 4], hour: 9, minute: 0 }],
    ['0 0 1 * *', { say: 'monthly', day: 1, hour: 0, minute: 0 }],
    ['0 0 24 12 *', { say: 'yearly', day: 24, month: 12, hour: 0, minute: 0 }],
  ])('%s', (expression, said) => expect(words(expression)).toEqual(said));

  it.each(['1,31 4 * * *', '0 0 1 * 1', '0 0 1-7 * *'])('%s is better left as it is', (expression) =>
    expect(words(expression)).toBeNull(),
  );
});
