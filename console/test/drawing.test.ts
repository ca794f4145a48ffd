import { describe, expect, it } from 'vitest';
import { nearest } from '../src/lib/sketch';
import { niceStep, timeStep } from '../src/lib/ticks';
import { prefs } from '../src/lib/prefs.svelte';

describe('a scale', () => {
  it.each([
    [0.3, 0.5],
    [1, 1],
    [1.1, 2],
    [21, 50],
    [70, 100],
    [1200, 2000],
  ])('for steps of at least %s has steps of %s', (least, step) => {
    expect(niceStep(least)).toBeCloseTo(step, 9);
  });

  it('of time begins at a round time', () => {
    prefs.setZone('utc');
    const from = Date.UTC(2026, 0, 1, 9, 7);
    expect(timeStep(from, 100_000)).toEqual({ stepMillis: 120_000, fromMillis: Date.UTC(2026, 0, 1, 9, 8) });
    expect(timeStep(from, 7 * 3_600_000)).toEqual({ stepMillis: 12 * 3_600_000, fromMillis: Date.UTC(2026, 0, 1, 12) });
    expect(timeStep(from, 40 * 86_400_000).stepMillis).toBe(40 * 86_400_000);
  });
});

describe('the time that is pointed at', () => {
  it.each([
    [-5, 0],
    [14, 0],
    [16, 1],
    [99, 2],
  ])('at %s is the nearest', (millis, index) => {
    expect(nearest([10, 20, 30], millis)).toBe(index);
  });
});
