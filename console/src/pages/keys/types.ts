/** What the server tells about the keyspace. */
import type { Shown } from '../../lib/shown';
import type { Page } from '../../lib/types';

export type KeyType = 'string' | 'list' | 'set' | 'hash' | 'zset' | 'stream';
export const KEY_TYPES: readonly KeyType[] = ['string', 'list', 'set', 'hash', 'zset', 'stream'];

export interface KeyRow {
  name: Shown;
  /** The name as it stands in addresses. */
  key: string;
  type: KeyType;
  /** -1 when it lives for ever. */
  ttlMillis: number;
  memoryBytes: number;
  length: number;
}

export interface KeyPage extends Page<KeyRow> {
  /** All keys of the database. */
  keys: number;
}

interface About {
  name: Shown;
  ttlMillis: number;
  encoding: string;
  length: number;
  memoryBytes: number;
  cursor: string | null;
}

export type KeyValue = About &
  (
    | { type: 'string'; value: Shown }
    | { type: 'list' | 'set'; value: Shown[] }
    | { type: 'hash'; value: { field: Shown; value: Shown }[] }
    | { type: 'zset'; value: { member: Shown; score: string }[] }
    | { type: 'stream'; value: [] }
  );
