/**
 * The filter language as far as the page needs it: where each word begins and ends, what may come next,
 * and what is plainly wrong. The server decides what matches.
 */

export type FieldKind = 'glob' | 'state' | 'number' | 'duration' | 'size' | 'text';

export const FIELDS: Record<string, FieldKind> = {
  tube: 'glob',
  state: 'state',
  id: 'number',
  age: 'duration',
  'in-state': 'duration',
  pri: 'number',
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

export type ProblemCode = 'quote' | 'field' | 'empty' | 'state' | 'number' | 'duration' | 'size';

export interface FilterProblem {
  at: number;
  code: ProblemCode;
  word: string;
}

const STATES = new Set(['ready', 'reserved', 'delayed', 'buried']);

/** A value, one with a sign before it, or a range. */
function bounded(one: string): RegExp {
  return new RegExp(`^((>=?|<=?|=)?${one}|${one}\\.\\.${one})$`, 'i');
}

const VALUE: Partial<Record<FieldKind, RegExp>> = {
  number: bounded('\\d+'),
  duration: bounded('(\\d+(ms|s|m|h|d|w)|0)'),
  size: bounded('\\d+(b|kb?|mb?|gb?)?'),
};

/** Splits a filter into its words. Reading goes on behind a mistake; the first one is told. */
export function tokenise(text: string): { tokens: Token[]; problem: FilterProblem | null } {
  const tokens: Token[] = [];
  let problem: FilterProblem | null = null;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const { token, closed } = readWord(text, at);
    tokens.push(token);
    at = token.to;
    problem ??= closed ? problemOf(token) : { at: token.valueFrom, code: 'quote', word: token.value };
  }
  return { tokens, problem };
}

function readWord(text: string, from: number): { token: Token; closed: boolean } {
  const negated = text[from] === '-' && /\S/.test(text[from + 1] ?? ' ');
  const start = negated ? from + 1 : from;
  const named = /^([\p{L}\p{N}._-]+):/u.exec(text.slice(start));
  const name = named?.[1] ?? '';
  const valueFrom = start + (named?.[0].length ?? 0);
  const quoted = text[valueFrom] === '"';
  let to = valueFrom;
  let value = '';
  let closed = true;
  if (quoted) {
    to++;
    while (to < text.length && text[to] !== '"') {
      if (text[to] === '\\' && to + 1 < text.length) to++;
      value += text[to++];
    }
    closed = to < text.length;
    if (closed) to++;
  } else {
    while (to < text.length && /\S/.test(text[to] ?? ' ')) value += text[to++];
  }
  return { token: { from, to, valueFrom, negated, name, value }, closed };
}

/** The field a word asks about: `body.customer.id` is a text like `body`. */
export function kindOf(name: string): FieldKind | null {
  const plain = name.toLowerCase();
  if (plain.startsWith('body.')) return 'text';
  return Object.hasOwn(FIELDS, plain) ? (FIELDS[plain] ?? null) : null;
}

function problemOf({ from, valueFrom, name, value }: Token): FilterProblem | null {
  if (name === '') return null;
  const kind = kindOf(name);
  if (kind === null) return { at: from, code: 'field', word: name };
  if (value === '') return { at: valueFrom, code: 'empty', word: name };
  if (kind === 'state') {
    const wrong = value.split(',').find((state) => !STATES.has(state));
    return wrong === undefined ? null : { at: valueFrom, code: 'state', word: wrong };
  }
  const wanted = VALUE[kind];
  if (!wanted || wanted.test(value)) return null;
  return { at: valueFrom, code: kind as ProblemCode, word: value };
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
  const names = [...Object.keys(FIELDS), ...paths.map((path) => `body.${path}`)];
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
