import { describe, expect, it } from 'vitest';
import { inOrder, nextSort, sortRows, windowOf, type Column } from '../src/components/table';
import { csv } from '../src/lib/copy';
import { parseDuration } from '../src/lib/duration';
import { parseRange } from '../src/lib/range';
import { rank } from '../src/lib/rank';
import { hrefOf, matchPath, parseHash } from '../src/lib/router.svelte';
import { stacked } from '../src/lib/series';
import { areaPath, linePath, padded } from '../src/lib/spark';
import { findPage } from '../src/pages/registry';

interface Row {
  name: string;
  count: number;
}
const columns: Column<Row>[] = [
  { id: 'name', label: '', sort: (row) => row.name, ascendingFirst: true },
  { id: 'count', label: '', sort: (row) => row.count },
];
const rows = [
  { name: 'b10', count: 1 },
  { name: 'b9', count: 1 },
  { name: 'a', count: 5 },
];
const key = (row: Row) => row.name;
const names = (sort: string) => sortRows(rows, columns, sort, key).map(key);

describe('a table', () => {
  it('sorts numbers as numbers and names as people do', () => {
    expect(names('-count')).toEqual(['a', 'b9', 'b10']);
    expect(names('name')).toEqual(['a', 'b9', 'b10']);
    expect(names('')).toEqual(['b10', 'b9', 'a']);
  });

  it('turns round at the second click', () => {
    expect(nextSort('', columns[1] as Column<Row>)).toBe('-count');
    expect(nextSort('-count', columns[1] as Column<Row>)).toBe('count');
    expect(nextSort('-count', columns[0] as Column<Row>)).toBe('name');
  });

  it('keeps the places of rows, and adds new ones at the end', () => {
    expect(inOrder(rows, ['a', 'gone', 'b10'], key).map(key)).toEqual(['a', 'b10', 'b9']);
  });

  it('draws the rows in sight and some around', () => {
    expect(windowOf(1000, 32, 3200, 640)).toEqual({ from: 92, to: 128 });
    expect(windowOf(5, 32, 9999, 640)).toEqual({ from: 5, to: 5 });
    expect(windowOf(0, 32, 0, 640)).toEqual({ from: 0, to: 0 });
  });
});

describe('an address', () => {
  it('comes back as it was written', () => {
    const href = hrefOf('/tubes/a%2Fb', { q: 'state:ready "x y"', page: 2, none: null, empty: '' });
    const { path, query } = parseHash(href);
    expect(path).toBe('/tubes/a%2Fb');
    expect([...query]).toEqual([
      ['q', 'state:ready "x y"'],
      ['page', '2'],
    ]);
  });

  it('finds its page, names decoded', () => {
    expect(findPage('/tubes/a%2Fb')?.params).toEqual({ tube: 'a/b' });
    expect(findPage('/')?.page.id).toBe('overview');
    expect(findPage('/no/such/page/here')).toBeNull();
    expect(matchPath('/tubes/:tube', '/tubes/%E0%A4%A')).toEqual({ tube: '%E0%A4%A' });
  });
});

describe('a length of time', () => {
  it.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['250ms', 250],
    ['15', 15_000],
    ['0.5s', 500],
    ['', null],
    ['soon', null],
    ['10m later', null],
  ])('%s', (text, millis) => {
    expect(parseDuration(text)).toBe(millis);
  });
});

describe('a range', () => {
  const now = 1_700_000_000_000;

  it('is a preset that ends now, or two points', () => {
    expect(parseRange('6h', now)).toEqual({
      fromMillis: now - 21_600_000,
      toMillis: now,
      preset: '6h',
    });
    expect(parseRange(`${now - 5}-${now}`, now).preset).toBeNull();
  });

  it('that makes no sense is the last hour', () => {
    expect(parseRange(`${now}-${now}`, now).preset).toBe('1h');
    expect(parseRange('toString', now).preset).toBe('1h');
  });
});

describe('lines', () => {
  it('are stacked; a gap goes through', () => {
    expect(
      stacked([
        [1, null, 3],
        [1, 1, 1],
      ]),
    ).toEqual([
      [1, null, 3],
      [2, null, 4],
    ]);
  });

  it('begin anew behind a gap', () => {
    expect(linePath([0, null, 2], 10, 13, 2)).toBe('M0.0 11.5M10.0 1.5');
    expect(areaPath([1], 10, 10, 1)).toBe('');
    expect(padded([7], 3)).toEqual([null, null, 7]);
  });
});

it('the palette prefers what begins so', () => {
  expect(rank('ma', 'mail')).toBeGreaterThan(rank('ma', 'emails'));
  expect(rank('ma', 'emails')).toBeGreaterThan(rank('ma', 'media.import'));
  expect(rank('zz', 'mail')).toBe(0);
});

it('CSV quotes what needs it, and defuses formulas', () => {
  expect(csv([['a,b', 'say "x"', '=1+1', -5, null]])).toBe('"a,b","say ""x""","\t=1+1",-5,\r\n');
});
