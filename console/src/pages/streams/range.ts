/** Reads what a person writes as a bound of a range of entries; what an entry's id says; commands that add one. */
import { parseDuration } from '../../lib/duration';
import type { Entry } from './types';

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

/** ms since 1970 of an entry's id, unless its producer numbers them otherwise. */
export function millisOf(id: string): number | null {
  const millis = Number(id.split('-')[0]);
  return millis > 1e12 && millis < 1e13 ? millis : null;
}

/** The command that adds such an entry once more. */
export function xaddOf(key: string, fields: Entry['fields']): string {
  const words = ['XADD', key, '*', ...fields.flat().map((part) => part.text)];
  return words.map(quoted).join(' ');
}

/** A word of a Redis command line; quoted when it has to be. */
export function quoted(word: string): string {
  return /^[\w.:*$@/{}<>=+,-]+$/.test(word) ? word : `"${word.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
