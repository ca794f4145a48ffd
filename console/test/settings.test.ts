import { expect, it } from 'vitest';
import { parseDuration } from '../src/lib/duration';
import { auditCsv } from '../src/pages/audit/export';
import { globsOf } from '../src/pages/settings/access';
import { durationText } from '../src/lib/limits';
import { intervalOf } from '../src/pages/schedules/when';
import { fits } from '../src/pages/workers/find';

it.each([0, 1, 999, 90_000, 300_000, 7_200_000, 90_061_001])('%d ms are written and read without loss', (millis) =>
  expect(parseDuration(durationText(millis)) ?? 0).toBe(millis),
);

it('globs are parted by spaces or commas; none means all tubes', () => {
  expect(globsOf(' emails.*, push.ios emails.* ')).toEqual(['emails.*', 'push.ios']);
  expect(globsOf('  ')).toEqual(['*']);
});

it('the audit is written as CSV that no spreadsheet runs', () => {
  const row = { id: 1, atMillis: 0, who: 'ana', address: '10.0.0.1', action: 'job.kick', target: '=cmd()', count: 2 };
  const [head, line] = auditCsv([row]).split('\r\n');
  expect(head).toBe('at,who,address,action,target,filter,count,before,after,operation');
  expect(line).toBe('1970-01-01T00:00:00.000Z,ana,10.0.0.1,job.kick,"\t=cmd()",,2,,,');
});

it('a connection is found by any of its words', () => {
  const connection = {
    id: 1, face: 'beanstalk', address: '10.0.0.1:5', name: 'web', sinceMillis: 0, idleMillis: 0,
    tubes: ['mail'], using: 'default', reserved: 0, worker: true, waiting: true, lastCommand: 'reserve',
  };
  expect([fits(connection, ''), fits(connection, 'MAIL web'), fits(connection, 'mail other')]).toEqual([true, true, false]);
});

it.each([
  ['every PT5M', 300_000],
  ['every PT1H30M', 5_400_000],
  ['every P1DT0.5S', 86_400_500],
  ['every PT0S', null],
  ['sunset', null],
])('the interval "%s" is %s ms', (when, millis) => expect(intervalOf(when)).toBe(millis));
