/** Reads what a person writes as a bound of a range of entries, and where the next page begins. */
import type { Query } from '../../lib/api';
import { parseDuration } from '../../lib/duration';
import type { Page } from '../../lib/types';
import type { Entry } from './types';

export const PAGE_SIZE = 100;

/**
 * A bound as the server wants it: an entry's id, ms since 1970, or the end itself.
 *
 * @param text an id, a time such as `2026-11-21 09:00`, how long ago such as `15m`, or nothing
 * @param end what nothing means: `-` or `+`
 */
export function boundOf(text: string, end: '-' | '+', nowMillis: number): string {
  const clean = text.trim();
  if (clean === '' || clean === '-' || clean === '+') return clean || end;
  if (/^\(?\d{6,}(-\d+)?$/.test(clean)) return clean;
  const ago = /[a-z]$/i.test(clean) ? parseDuration(clean) : null;
  if (ago !== null) return String(Math.round(nowMillis - ago));
  const millis = Date.parse(clean.replace(/^(\d{4}-\d\d-\d\d) /, '$1T'));
  return Number.isNaN(millis) ? end : String(millis);
}

/** The bound that goes on after a page; null when the page was not full. */
export function nextRange(page: Page<Entry>, newestFirst: boolean): Query | null {
  const last = page.items.at(-1);
  if (!last || page.items.length < PAGE_SIZE) return null;
  return newestFirst ? { to: `(${last.id}` } : { from: `(${last.id}` };
}

/** ms since 1970 of an entry's id, unless its producer numbers them otherwise. */
export function millisOf(id: string): number | null {
  const millis = Number(id.split('-')[0]);
  return millis > 1e12 && millis < 1e13 ? millis : null;
}

/** The command that adds such an entry once more. */
export function xaddOf(key: string, fields: readonly [string, string][]): string {
  const words = ['XADD', key, '*', ...fields.flat()];
  return words.map(quoted).join(' ');
}

/** A word of a Redis command line; quoted when it has to be. */
export function quoted(word: string): string {
  return /^[\w.:*$@/{}<>=+,-]+$/.test(word) ? word : `"${word.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
