/**
 * The filter language as far as the page needs it: where each word begins and ends, what may come next,
 * and what is plainly wrong. The server decides what matches, and reads filters in the same way: both are
 * held to one table of cases, filters.json beside the console's tests.
 */

export type FieldKind = 'glob' | 'state' | 'number' | 'duration' | 'size' | 'text';

export const FIELDS: Record<string, FieldKind> = {
  tube: 'glob',
  state: 'state',
  id: 'number',
  age: 'duration',
  'in-state': 'duration',
  pri: 'number',
  priority: 'number',
  size: 'size',
  delay: 'duration',
  ttr: 'duration',
  reserves: 'number',
  timeouts: 'number',
  releases: 'number',
  buries: 'number',
  kicks: 'number',
  holder: 'text',
  error: 'text',
  failure: 'text',
  body: 'text',
};

export interface Token {
  /** Place in the text, from the sign or the first letter to behind the last one. */
  from: number;
  to: number;
  /** Where the value begins. */
  valueFrom: number;
  negated: boolean;
  /** Name before the colon; empty for a bare word, which looks into the body. */
  name: string;
  /** The value without its quotes. */
  value: string;
}

export type ProblemCode =
  | 'long'
  | 'words'
  | 'quote'
  | 'field'
  | 'empty'
  | 'path'
  | 'state'
  | 'number'
  | 'duration'
  | 'size';

export interface FilterProblem {
  at: number;
  code: ProblemCode;
  word: string;
}

const STATES = new Set(['ready', 'reserved', 'delayed', 'buried']);

/** What the server refuses as well. */
export const CHARS_MAX = 2000;
export const WORDS_MAX = 50;

const SPACE = /[\t-\r\x1c-\x1f\p{Z}]/u;
const isSpace = (letter: string | undefined) => letter !== undefined && SPACE.test(letter);

const ONE: Partial<Record<FieldKind, RegExp>> = {
  number: /^\d{1,18}$/,
  duration: /^(\d{1,18}(ms|s|m|h|d|w)|0{1,18})$/i,
  size: /^\d{1,18}(b|kb?|mb?|gb?)?$/i,
};

/** Splits a filter into its words. Reading goes on behind a mistake; the first one is told. */
export function tokenise(text: string): { tokens: Token[]; problem: FilterProblem | null } {
  const tokens: Token[] = [];
  let problem: FilterProblem | null =
    text.length > CHARS_MAX ? { at: CHARS_MAX, code: 'long', word: `${CHARS_MAX}` } : null;
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at++;
      continue;
    }
    const { token, openAt } = readWord(text, at);
    tokens.push(token);
    at = token.to;
    problem ??= problemOf(token, openAt, tokens.length);
  }
  return { tokens, problem };
}

function readWord(text: string, from: number): { token: Token; openAt: number | null } {
  const negated = text[from] === '-' && from + 1 < text.length && !isSpace(text[from + 1]);
  const start = negated ? from + 1 : from;
  const named = /^([\p{L}\p{Nd}._-]+):/u.exec(text.slice(start));
  const name = named?.[1] ?? '';
  const valueFrom = start + (named?.[0].length ?? 0);
  let to = valueFrom;
  let value = '';
  let openAt: number | null = null;
  while (to < text.length && !isSpace(text[to])) {
    if (text[to] !== '"') {
      value += text[to++];
      continue;
    }
    const begin = to++;
    while (to < text.length && text[to] !== '"') {
      if (text[to] === '\\' && to + 1 < text.length) to++;
      value += text[to++];
    }
    if (to === text.length) openAt = begin;
    to++;
  }
  return { token: { from, to: Math.min(to, text.length), valueFrom, negated, name, value }, openAt };
}

/** The field a word asks about: `body.customer.id` is a text like `body`. */
export function kindOf(name: string): FieldKind | null {
  const plain = name.toLowerCase();
  if (plain.startsWith('body.')) return 'text';
  return Object.hasOwn(FIELDS, plain) ? (FIELDS[plain] ?? null) : null;
}

/**
 * The first thing that is wrong with a word.
 *
 * @param openAt where a quote begins that is not closed
 * @param count how many words there are up to this one
 */
function problemOf(
  { from, valueFrom, name, value }: Token,
  openAt: number | null,
  count: number,
): FilterProblem | null {
  if (openAt !== null) return { at: openAt, code: 'quote', word: value };
  if (value === '') return { at: valueFrom, code: 'empty', word: name };
  if (count > WORDS_MAX) return { at: from, code: 'words', word: `${WORDS_MAX}` };
  if (name === '') return null;
  const kind = kindOf(name);
  if (kind === null) return { at: from, code: 'field', word: name };
  if (/^body\./i.test(name) && name.split('.').includes('')) {
    return { at: from, code: 'path', word: name };
  }
  if (kind === 'state') return stateProblem(value, valueFrom);
  const one = ONE[kind];
  return one ? boundsProblem(kind as ProblemCode, one, value, valueFrom) : null;
}

function stateProblem(value: string, from: number): FilterProblem | null {
  let at = from;
  for (const state of value.split(',')) {
    if (!STATES.has(state.toLowerCase())) return { at, code: 'state', word: state };
    at += state.length + 1;
  }
  return null;
}

/** A value, one with a sign before it, or a range. */
function boundsProblem(
  code: ProblemCode,
  one: RegExp,
  value: string,
  from: number,
): FilterProblem | null {
  const dots = value.indexOf('..');
  const parts: [string, number][] =
    dots > 0
      ? [
          [value.slice(0, dots), 0],
          [value.slice(dots + 2), dots + 2],
        ]
      : [signless(value)];
  const wrong = parts.find(([text]) => !one.test(text));
  return wrong ? { at: from + wrong[1], code, word: wrong[0] } : null;
}

function signless(value: string): [string, number] {
  const sign = /^([<>]=?|=)?/.exec(value)?.[0].length ?? 0;
  return [value.slice(sign), sign];
}

export interface Suggestion {
  /** What is inserted. */
  text: string;
  /** Field or value; says which words explain it. */
  kind: 'field' | 'value';
  /** Places of the text that it replaces. */
  from: number;
  to: number;
}

const EXAMPLES: Partial<Record<FieldKind, string[]>> = {
  state: ['ready', 'reserved', 'delayed', 'buried'],
  duration: ['>10m', '>1h', '>1d', '<1m'],
  size: ['>1k', '>64k', '<1k'],
  number: ['>0', '>3', '0', '<100'],
};

/** What could stand at the caret. */
export function suggestionsAt(
  text: string,
  caret: number,
  tubes: readonly string[],
  paths: readonly string[],
): Suggestion[] {
  const token = tokenise(text).tokens.find(({ from, to }) => from <= caret && caret <= to);
  if (!token) return fieldSuggestions('', caret, caret, paths);
  if (token.name === '' || caret < token.valueFrom) {
    const from = token.negated ? token.from + 1 : token.from;
    return fieldSuggestions(text.slice(from, caret), from, token.to, paths);
  }
  const typed = text.slice(token.valueFrom, caret).toLowerCase();
  const kind = kindOf(token.name);
  const values = kind === 'glob' ? tubes : ((kind && EXAMPLES[kind]) ?? []);
  return values
    .filter((value) => value.toLowerCase().includes(typed) && value !== typed)
    .sort((a, b) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)))
    .map((value) => ({
      text: /\s/.test(value) ? `"${value}"` : value,
      kind: 'value',
      from: token.valueFrom,
      to: token.to,
    }));
}

function fieldSuggestions(
  typed: string,
  from: number,
  to: number,
  paths: readonly string[],
): Suggestion[] {
  // One name of a field is enough.
  const fields = Object.keys(FIELDS).filter((name) => name !== 'priority');
  const names = [...fields, ...paths.map((path) => `body.${path}`)];
  return names
    .filter((name) => name.startsWith(typed.toLowerCase()) && (typed.includes('.') || !name.includes('.') || typed === 'body'))
    .map((name) => ({ text: `${name}:`, kind: 'field', from, to }));
}

/** Adds a word to a filter, or takes the place of the word of the same name. */
export function withWord(text: string, name: string, value: string): string {
  const word = `${name}:${/[\s"]/.test(value) ? `"${value.replace(/(["\\])/g, '\\$1')}"` : value}`;
  const old = tokenise(text).tokens.find((token) => token.name === name && !token.negated);
  if (old) return `${text.slice(0, old.from)}${value ? word : ''}${text.slice(old.to)}`.trim();
  return value ? `${text.trim()} ${word}`.trim() : text;
}

/** Paths of the plain values in a JSON payload, for completion: `customer.id`, `items.0.sku`. */
export function jsonPaths(value: unknown, depth = 4): string[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return [];
    if (typeof child !== 'object' || child === null) return [name];
    return jsonPaths(child, depth - 1).map((path) => `${name}.${path}`);
  });
}
