/** What the server tells about the keyspace. */

export type KeyType = 'string' | 'list' | 'set' | 'hash' | 'zset' | 'stream';
export const KEY_TYPES: readonly KeyType[] = ['string', 'list', 'set', 'hash', 'zset', 'stream'];

export interface KeyRow {
  /** The name as text; bytes that are no text are escaped. */
  key: string;
  /** The name's bytes. */
  base64: string;
  type: KeyType;
  /** -1 when it lives for ever. */
  ttlMillis: number;
  memoryBytes: number;
  length: number;
}

export interface TextValue {
  text: string | null;
  base64: string;
}

interface About {
  ttlMillis: number;
  encoding: string;
  length: number;
  memoryBytes: number;
  cursor?: string | null;
}

export type KeyValue = About &
  (
    | { type: 'string'; value: TextValue }
    | { type: 'list' | 'set'; value: string[] }
    | { type: 'hash'; value: { field: string; value: string }[] }
    | { type: 'zset'; value: { member: string; score: number }[] }
    | { type: 'stream'; value?: null }
  );
