/** The parts of a list, set, hash or sorted set, in one shape. */
import type { KeyValue } from './types';

export interface Member {
  /** Distinguishes the rows: a list may hold equal elements. */
  id: string;
  /** A hash's field, a list's index, a sorted set's score; null for a set. */
  label: string | null;
  value: string;
}

/** Turns a page of a value into rows. `offset` is how many came before. */
export function membersOf(value: KeyValue, offset = 0): Member[] {
  switch (value.type) {
    case 'list':
      return value.value.map((element, index) => ({
        id: String(offset + index),
        label: String(offset + index),
        value: element.text,
      }));
    case 'set':
      return value.value.map((member) => ({ id: member.text, label: null, value: member.text }));
    case 'hash':
      return value.value.map(({ field, value: text }) => ({
        id: field.text,
        label: field.text,
        value: text.text,
      }));
    case 'zset':
      return value.value.map(({ member, score }) => ({
        id: member.text,
        label: score,
        value: member.text,
      }));
    default:
      return [];
  }
}
