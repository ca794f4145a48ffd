import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonPaths, suggestionsAt, tokenise, withWord } from '../src/lib/filter';

const problem = (text: string) => tokenise(text).problem;

describe('a filter is split into words', () => {
  it('with names, values and signs', () => {
    const { tokens } = tokenise('tube:mail -state:buried,ready "two words" plain');
    expect(tokens.map(({ negated, name, value }) => [negated, name, value])).toEqual([
      [false, 'tube', 'mail'],
      [true, 'state', 'buried,ready'],
      [false, '', 'two words'],
      [false, '', 'plain'],
    ]);
  });

  it('whose places cover the text', () => {
    const text = 'age:>1h  body.a:"x y"';
    expect(tokenise(text).tokens.map(({ from, to }) => text.slice(from, to))).toEqual([
      'age:>1h',
      'body.a:"x y"',
    ]);
  });

  it('and a backslash keeps a quote inside', () => {
    expect(tokenise('"a \\"b\\" c"').tokens[0]?.value).toBe('a "b" c');
  });

  it('a lone minus is a word', () => {
    expect(tokenise('- a').tokens.map(({ value }) => value)).toEqual(['-', 'a']);
  });
});

describe('a mistake is told at its place', () => {
  it.each([
    ['tube:mail stat:buried', { at: 10, code: 'field', word: 'stat' }],
    ['state:dead', { at: 6, code: 'state', word: 'dead' }],
    ['age:>soon', { at: 5, code: 'duration', word: 'soon' }],
    ['pri:high', { at: 4, code: 'number', word: 'high' }],
    ['size:big', { at: 5, code: 'size', word: 'big' }],
    ['tube:', { at: 5, code: 'empty', word: 'tube' }],
    ['error:"503', { at: 6, code: 'quote', word: '503' }],
    ['age:>90', { at: 5, code: 'duration', word: '90' }],
    ['toString:1', { at: 0, code: 'field', word: 'toString' }],
  ])('%s', (text, expected) => {
    expect(problem(text)).toEqual(expected);
  });

  it.each(['', 'tube:a*', 'age:>90m', 'In-State:0', 'age:1h..2d', 'size:1k..64KB', 'id:5..9', 'pri:<=100', 'size:>64k', 'body.a.0.b:x'])(
    'and none where there is none: %s',
    (text) => {
      expect(problem(text)).toBeNull();
    },
  );
});

/** The server's parser is held to the same cases. */
describe('the table of cases that page and server share', () => {
  interface Case {
    filter: string;
    words?: { at: number; negated: boolean; name: string; value: string; valueAt: number }[];
    problem?: { code: string; at: number };
  }
  const table = new URL('filters.json', import.meta.url);
  const cases = JSON.parse(readFileSync(table, 'utf8')) as Case[];

  it.each(cases)('$filter', ({ filter, words, problem: wanted }) => {
    const { tokens, problem: found } = tokenise(filter);
    expect(found && { code: found.code, at: found.at }).toEqual(wanted ?? null);
    if (words) {
      const seen = tokens.map(({ from, negated, name, value, valueFrom }) => ({
        at: from,
        negated,
        name,
        value,
        valueAt: valueFrom,
      }));
      expect(seen).toEqual(words);
    }
  });
});

describe('what may come next', () => {
  const texts = (text: string, caret = text.length) =>
    suggestionsAt(text, caret, ['mail', 'emails', 'video'], ['customer.id']).map((each) => each.text);

  it('fields, at the beginning of a word', () => {
    expect(texts('st')).toEqual(['state:']);
  });

  it('tubes, those that begin so first', () => {
    expect(texts('tube:mail')).toEqual(['emails']);
    expect(texts('tube:m')).toEqual(['mail', 'emails']);
  });

  it('states', () => {
    expect(texts('-state:bu')).toEqual(['buried']);
  });

  it('paths of the payloads in sight', () => {
    expect(texts('body.c')).toEqual(['body.customer.id:']);
  });
});

describe('a word is added to a filter', () => {
  it('behind the others', () => {
    expect(withWord('tube:a', 'state', 'buried')).toBe('tube:a state:buried');
  });

  it('in place of the one of the same name', () => {
    expect(withWord('state:ready tube:a', 'state', 'buried')).toBe('state:buried tube:a');
  });

  it('with quotes where it needs them', () => {
    expect(withWord('', 'body.city', 'São "P" Paulo')).toBe('body.city:"São \\"P\\" Paulo"');
  });
});

it('paths lead to plain values only', () => {
  expect(jsonPaths({ a: { b: [{ c: 1 }] }, 'd e': 2, f: null })).toEqual(['a.b.0.c', 'f']);
});
