import { describe, expect, it } from 'vitest';
import type { Attention, Tube } from '../src/lib/types';
import { badness, drainMillis, hasNoWorkers } from '../src/lib/worst';
import { varied } from '../src/pages/overview/attention';
import { branchesOf } from '../src/pages/tubes/tree';

function tube(name: string, values: Partial<Tube> = {}): Tube {
  return {
    name,
    ready: 0,
    urgent: 0,
    reserved: 0,
    delayed: 0,
    buried: 0,
    oldestReadyMillis: 0,
    inPerSecond: 0,
    outPerSecond: 0,
    waitMillis: null,
    runMillis: null,
    using: 0,
    watching: 0,
    waiting: 0,
    workers: 1,
    totalJobs: 0,
    deletes: 0,
    timeouts: 0,
    pauseMillis: 0,
    pauseLeftMillis: 0,
    pauseReason: '',
    pausedBy: '',
    ...values,
  };
}

describe('a backlog', () => {
  it('drains at the net rate', () => {
    expect(drainMillis(tube('a', { ready: 100, inPerSecond: 5, outPerSecond: 10 }))).toBe(20_000);
  });

  it('never drains when as much comes as goes', () => {
    expect(drainMillis(tube('a', { ready: 1, inPerSecond: 10, outPerSecond: 10 }))).toBe(Infinity);
  });

  it('that is none needs no time', () => {
    expect(drainMillis(tube('a', { inPerSecond: 10 }))).toBe(0);
  });
});

describe('the worst tube', () => {
  it('is one that nobody works on', () => {
    const waits = { ready: 5, oldestReadyMillis: 60_000 };
    expect(badness(tube('a', { ...waits, workers: 0 }), false)).toBeGreaterThan(badness(tube('b', waits), false));
  });

  it('is one over its limit before one that is deep', () => {
    const over = tube('a', { ready: 3, oldestReadyMillis: 301_000 });
    const deep = tube('b', { ready: 90_000, oldestReadyMillis: 20_000 });
    expect(badness(over, true)).toBeGreaterThan(badness(deep, false));
  });

  it('has workers while a job of it is held', () => {
    expect(hasNoWorkers(tube('a', { ready: 1, workers: 0, reserved: 1 }))).toBe(false);
  });
});

it('tubes are gathered by the first part of their names', () => {
  const branches = branchesOf([
    tube('mail.b', { ready: 1 }),
    tube('default', { ready: 5 }),
    tube('mail.a', { ready: 2, oldestReadyMillis: 9 }),
    tube('web-hooks'),
  ]);
  expect(branches.map(({ prefix, tubes }) => [prefix, tubes.map(({ name }) => name)])).toEqual([
    ['mail', ['mail.b', 'mail.a']],
    ['', ['default', 'web-hooks']],
  ]);
  expect(branches[0]?.sum).toMatchObject({ ready: 3, oldestReadyMillis: 9 });
});

it('many with one trouble do not hide another trouble', () => {
  const about = (kind: Attention['kind'], tube: string): Attention => ({ kind, tube, severity: 'bad' });
  const items = [...'abcdef'].map((name) => about('noWorkers', name));
  const shown = varied([...items, about('paused', 'z')], 4);
  expect(shown.map(({ tube }) => tube)).toEqual(['a', 'b', 'c', 'z']);
});
