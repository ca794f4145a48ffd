import { expect, test } from 'vitest';
import { limitTexts, parseLimits } from '../src/lib/limits';

test('limits are written so that they are read back as they were', () => {
  const limits = {
    oldestReadyMillis: 5_400_000,
    unattendedMillis: 0,
    buriedPerMinute: 7,
    lagEntries: 10_000,
    diskUsableBytes: 3 * 2 ** 29,
  };
  const texts = limitTexts(limits);
  expect(texts).toEqual({
    oldestReadyMillis: '1h30m',
    unattendedMillis: '0',
    buriedPerMinute: '7',
    lagEntries: '10000',
    diskUsableBytes: '1536M',
  });
  expect(parseLimits(texts)).toEqual(limits);
});

test('an empty field sets nothing', () => {
  expect(parseLimits({ oldestReadyMillis: ' ', pausedMillis: '1h' })).toEqual({ pausedMillis: 3_600_000 });
});

test.each([
  [{ oldestReadyMillis: 'soon' }],
  [{ buriedPerMinute: '1.5' }],
  [{ buriedPerMinute: '-1' }],
  [{ diskUsableBytes: '1X' }],
  [{ diskUsableBytes: '99999999T' }],
])('what is no limit is refused: %j', (texts) => {
  expect(parseLimits(texts)).toBeNull();
});
