import type { Shown } from '../../src/lib/shown';
import { keyspace, type Key } from '../keyspace';
import { Refusal, route } from '../router';

export const to64 = (name: string) => Buffer.from(name).toString('base64url');
/** Bytes as the server shows them. Texts with a NUL stand for bytes that are none. */
export function shown(text: string): Shown {
  if (!text.includes('\u0000')) return { text };
  const bytes = Buffer.from(text, 'latin1');
  const escaped = [...bytes].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`));
  return { text: escaped.join(''), base64: bytes.toString('base64') };
}

const from64 = (key64 = '') => Buffer.from(key64, 'base64url').toString();

/** A glob of Redis as a regular expression. */
export function globOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

export function lengthOf(key: Key): number {
  if (key.type === 'stream') return key.value.entries.length;
  if (key.type === 'string' || key.type === 'list') return key.value.length;
  return key.value.size;
}

export const ttlOf = (key: Key) => (key.expiresMillis === null ? -1 : Math.max(0, key.expiresMillis - Date.now()));

export function keyOf(key64 = ''): Key {
  const key = keyspace.get(from64(key64));
  if (!key) throw new Refusal(404, 'no-such-key', `There is no key "${from64(key64)}"`);
  return key;
}

const memoryOf = (key: Key) => 60 + lengthOf(key) * (key.type === 'string' ? 1 : 48);

route('GET /keys', ({ query }) => {
  const fits = globOf(query.get('match') || '*');
  const type = query.get('type');
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 200);
  if ((query.get('database') ?? '0') !== '0') return { items: [], cursor: null, keys: 0 };
  const all = [...keyspace].filter(([name, key]) => fits.test(name) && (!type || key.type === type));
  const items = all.slice(from, from + limit).map(([name, key]) => ({
    name: shown(name),
    key: to64(name),
    type: key.type,
    ttlMillis: ttlOf(key),
    memoryBytes: memoryOf(key),
    length: lengthOf(key),
  }));
  return { items, cursor: from + limit < all.length ? String(from + limit) : null, keys: keyspace.size };
});

const ENCODINGS = { string: 'raw', list: 'quicklist', set: 'hashtable', hash: 'listpack', zset: 'skiplist', stream: 'stream' };

route('GET /keys/:database/:key64', ({ params, query }) => {
  const key = keyOf(params.key64);
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const about = {
    name: shown(from64(params.key64)), type: key.type, ttlMillis: ttlOf(key), encoding: ENCODINGS[key.type],
    length: lengthOf(key), memoryBytes: memoryOf(key),
    cursor: key.type !== 'string' && from + limit < lengthOf(key) ? String(from + limit) : null,
  };
  const page = <T>(all: T[]) => all.slice(from, from + limit);
  switch (key.type) {
    case 'string': return { ...about, value: shown(key.value) };
    case 'list': return { ...about, value: page(key.value).map(shown) };
    case 'set': return { ...about, value: page([...key.value]).map(shown) };
    case 'hash': return { ...about, value: page([...key.value].map(([field, value]) => ({ field: shown(field), value: shown(value) }))) };
    case 'zset': return { ...about, value: page([...key.value].sort((a, b) => a[1] - b[1]).map(([member, score]) => ({ member: shown(member), score: String(score) }))) };
    case 'stream': return { ...about, value: [], cursor: null };
  }
});
route('POST /keys/:database/:key64/rename', ({ params, body }) => {
  const key = keyOf(params.key64);
  if (keyspace.has(body.to)) throw new Refusal(409, 'key-exists', `There is a key "${body.to}" already`);
  keyspace.delete(from64(params.key64));
  keyspace.set(String(body.to), key);
  return null;
});
route('POST /keys/:database/:key64/expire', ({ params, body }) => {
  keyOf(params.key64).expiresMillis = body.ttlMillis < 0 ? null : Date.now() + Number(body.ttlMillis);
  return null;
});
route('POST /keys/:database/:key64/delete', ({ params }) => {
  keyOf(params.key64);
  keyspace.delete(from64(params.key64));
  return null;
});
