import { describe, expect, it } from 'vitest';
import { textToUrl, urlToText } from '../src/lib/base64';
import { bytesOf } from '../src/lib/shown';
import { membersOf } from '../src/pages/keys/members';
import { treeRows } from '../src/pages/keys/tree';
import type { KeyRow } from '../src/pages/keys/types';
import { has, keepNewest, KEPT_MAX } from '../src/pages/streams/follower.svelte';
import { boundOf, millisOf, quoted, xaddOf } from '../src/pages/streams/range';
import type { Entry } from '../src/pages/streams/types';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const entry = (id: string, ...fields: [string, string][]): Entry => ({
  id,
  fields: fields.map(([name, value]) => [{ text: name }, { text: value }]),
});

describe('a bound of a range', () => {
  it.each([
    ['', '-'],
    ['+', '+'],
    ['1700000000000-5', '1700000000000-5'],
    ['(1700000000000-5', '(1700000000000-5'],
    ['15m', String(NOW - 900_000)],
    ['1h30m', String(NOW - 5_400_000)],
    ['2026-11-21T08:00:00Z', String(NOW - 3_600_000)],
    ['tomorrow perhaps', '-'],
  ])('"%s" is %s', (text, bound) => expect(boundOf(text, '-', NOW)).toBe(bound));
});

it('the time of an entry is in its id, unless its producer numbers otherwise', () => {
  expect(millisOf('1700000000000-5')).toBe(1_700_000_000_000);
  expect(millisOf('7-0')).toBeNull();
});

it('an entry is written as the command that adds it', () => {
  expect(xaddOf('my orders', entry('1-0', ['note', 'he said "no"'], ['n', '7']).fields)).toBe(
    'XADD "my orders" * note "he said \\"no\\"" n 7',
  );
  expect(quoted('a:b_c-1.5')).toBe('a:b_c-1.5');
});

describe('a live tail', () => {
  it('keeps what came, newest first', () => {
    const kept = keepNewest([entry('1-0')], [entry('2-0'), entry('3-0')]);
    expect(kept.map((each) => each.id)).toEqual(['3-0', '2-0', '1-0']);
  });

  it('lets the oldest go one beyond its limit', () => {
    const full = Array.from({ length: KEPT_MAX }, (_, n) => entry(`${KEPT_MAX - n}-0`));
    const kept = keepNewest(full, [entry('999999-0')]);
    expect(kept).toHaveLength(KEPT_MAX);
    expect(kept.at(-1)?.id).toBe('2-0');
  });

  it('finds a text in names, values and ids', () => {
    const one = entry('17-0', ['City', 'Lisboa']);
    expect([has(one, 'lisb'), has(one, 'city'), has(one, '17-'), has(one, 'x')]).toEqual([true, true, true, false]);
  });
});

describe('keys as a tree', () => {
  const key = (text: string): KeyRow => ({
    name: { text }, key: textToUrl(text), type: 'string', ttlMillis: -1, memoryBytes: 1, length: 1,
  });
  const rows = ['cache:b:1', 'cache:b:2', 'cache:a', 'z', 'alone:1'].map(key);
  const shown = (...open: string[]) =>
    treeRows(rows, new Set(open)).map((row) => `${' '.repeat(row.depth)}${row.label}${row.kind === 'branch' ? ` ${row.count}` : ''}`);

  it('is folded by the parts of names; a part of one key is no fold', () => {
    expect(shown()).toEqual(['alone:1', 'cache: 3', 'z']);
  });

  it('opens', () => {
    expect(shown('cache:', 'cache:b:')).toEqual(['alone:1', 'cache: 3', ' a', ' b: 2', '  1', '  2', 'z']);
  });

  it('folds before a UUID, too', () => {
    const results = ['3f2a9c10-0000-4000-a000-000000000001', '3f2a9c10-0000-4000-a000-000000000002'];
    const [row] = treeRows(results.map((id) => key(`celery-task-meta-${id}`)), new Set());
    expect(row).toMatchObject({ kind: 'branch', label: 'celery-task-meta-', count: 2 });
  });

  it('bears names of marks only', () => {
    expect(treeRows([key(':'), key('::'), key('')], new Set())).toHaveLength(3);
  });
});

it('a name goes into an address and back', () => {
  expect(urlToText(textToUrl('gruß:上海?/+'))).toBe('gruß:上海?/+');
  expect(textToUrl('gruß:上海?/+')).not.toMatch(/[+/=]/);
  expect(urlToText('_w')).toBeNull();
});

it('bytes that are no text are themselves', () => {
  expect([...bytesOf({ text: '\\xff', base64: '/w==' })]).toEqual([255]);
  expect([...bytesOf({ text: 'é' })]).toEqual([0xc3, 0xa9]);
});

describe('the parts of a value', () => {
  const about = { name: { text: 'k' }, ttlMillis: -1, encoding: '', length: 2, memoryBytes: 1, cursor: null };

  it('of a list are numbered on from what came before', () => {
    const value = { ...about, type: 'list' as const, value: [{ text: 'x' }, { text: 'x' }] };
    expect(membersOf(value, 100).map((row) => row.label)).toEqual(['100', '101']);
  });

  it('of a sorted set have their score', () => {
    const value = { ...about, type: 'zset' as const, value: [{ member: { text: 'm' }, score: '1.5' }] };
    expect(membersOf(value)).toEqual([{ id: 'm', label: '1.5', value: 'm' }]);
  });
});
