import type { ServerResponse } from 'node:http';
import { grow, keyspace, newId, type GroupValue, type StreamValue } from '../keyspace';
import { RAW, Refusal, route } from '../router';
import { globOf, keyOf, shown, to64 } from './keys';

const listeners = new Map<ServerResponse, string>();

function streamOf(key64?: string): StreamValue {
  const key = keyOf(key64);
  if (key.type !== 'stream') throw new Refusal(409, 'wrong-type', 'This key holds no stream');
  return key.value;
}

function groupOf(key64?: string, name = ''): GroupValue {
  const group = streamOf(key64).groups.get(name);
  if (!group) throw new Refusal(404, 'no-such-group', `There is no group "${name}"`);
  return group;
}

const rank = (id: string): [number, number] => {
  const [millis = '0', sequence = '0'] = id.split('-');
  return [Number(millis), Number(sequence)];
};
const compare = (a: string, b: string) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1];

function groupsOf(stream: StreamValue) {
  return [...stream.groups].map(([name, group]) => ({
    name: shown(name),
    consumers: group.consumers.size,
    pending: group.pending.length,
    lag: stream.entries.filter((entry) => compare(entry.id, group.lastDelivered) > 0).length,
    lastDeliveredId: group.lastDelivered,
    entriesRead: group.read,
  }));
}

function rowOf(name: string, stream: StreamValue) {
  const groups = groupsOf(stream);
  return {
    database: 0, name: shown(name), key: to64(name), length: stream.entries.length,
    firstId: stream.entries[0]?.id ?? '', lastId: stream.entries.at(-1)?.id ?? '',
    groupCount: groups.length,
    lagMax: Math.max(0, ...groups.map((group) => group.lag)),
    pending: groups.reduce((sum, group) => sum + group.pending, 0),
    groups: [] as typeof groups,
  };
}

const entryOf = ({ id, fields }: { id: string; fields: [string, string][] }) => ({
  id,
  atMillis: rank(id)[0],
  fields: fields.map((pair) => pair.map(shown)),
});

route('GET /streams', ({ query }) => {
  const fits = globOf(query.get('match') || '*');
  const items = [...keyspace].flatMap(([name, key]) =>
    key.type === 'stream' && fits.test(name) ? [rowOf(name, key.value)] : [],
  );
  return { items, cursor: null };
});
route('GET /streams/:db/:key64', ({ params }) => {
  const stream = streamOf(params.key64);
  const name = Buffer.from(params.key64 ?? '', 'base64url').toString();
  return { ...rowOf(name, stream), groups: groupsOf(stream) };
});
route('GET /streams/:db/:key64/entries', ({ params, query }) => {
  const { entries } = streamOf(params.key64);
  const bound = (text: string, open: string): [string, boolean] => [
    text === open ? '' : text.replace('(', ''), text.startsWith('('),
  ];
  const reverse = query.get('reverse') === 'true';
  const cursor = query.get('cursor');
  const [from, fromOpen] = bound((!reverse && cursor) || query.get('from') || '-', '-');
  const [to, toOpen] = bound((reverse && cursor) || query.get('to') || '+', '+');
  const found = entries.filter(({ id }) => {
    const low = from ? compare(id, from) : 1;
    const high = to ? compare(id, to) - (to.includes('-') ? 0 : 999) : -1;
    return (fromOpen ? low > 0 : low >= 0) && (toOpen ? high < 0 : high <= 0);
  });
  const limit = Number(query.get('limit') ?? 100);
  const page = (reverse ? found.reverse() : found).slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(entryOf), cursor: last && page.length === limit ? `(${last.id}` : null };
});
route('GET /streams/:db/:key64/groups/:g/consumers', ({ params }) => {
  const group = groupOf(params.key64, params.g);
  return {
    items: [...group.consumers].map(([name, seenMillis]) => ({
      name: shown(name),
      pending: group.pending.filter((each) => each.consumer === name).length,
      idleMillis: Date.now() - seenMillis,
    })),
  };
});
route('GET /streams/:db/:key64/groups/:g/pending', ({ params, query }) => {
  const now = Date.now();
  const consumer = query.get('consumer');
  const items = groupOf(params.key64, params.g)
    .pending.filter((each) => !consumer || each.consumer === consumer)
    .map(({ id, consumer: name, atMillis, deliveries }) => ({ id, consumer: shown(name), idleMillis: now - atMillis, deliveries }))
    .filter((each) => each.idleMillis >= Number(query.get('minIdleMillis') ?? 0));
  return { items, cursor: null };
});
route('POST /streams/:db/:key64/groups/:g/ack', ({ params, body }) => {
  const group = groupOf(params.key64, params.g);
  const before = group.pending.length;
  group.pending = group.pending.filter((each) => !body.ids.includes(each.id));
  return { count: before - group.pending.length };
});

function give(group: GroupValue, ids: string[], consumer: string, minIdleMillis: number) {
  const now = Date.now();
  const moved = group.pending.filter((each) => ids.includes(each.id) && now - each.atMillis >= minIdleMillis);
  for (const each of moved) Object.assign(each, { consumer, atMillis: now, deliveries: each.deliveries + 1 });
  group.consumers.set(consumer, now);
  return { ids: moved.map((each) => each.id), cursor: null };
}
route('POST /streams/:db/:key64/groups/:g/claim', ({ params, body }) =>
  give(groupOf(params.key64, params.g), body.ids, body.consumer, body.minIdleMillis ?? 0));
route('POST /streams/:db/:key64/groups/:g/autoclaim', ({ params, body }) => {
  const group = groupOf(params.key64, params.g);
  const idle = group.pending.filter((each) => Date.now() - each.atMillis >= body.minIdleMillis);
  return give(group, idle.slice(0, body.count ?? 100).map((each) => each.id), body.consumer, body.minIdleMillis);
});
route('POST /streams/:db/:key64/groups/:g/setid', ({ params, body }) => {
  const stream = streamOf(params.key64);
  groupOf(params.key64, params.g).lastDelivered = body.id === '$' ? (stream.entries.at(-1)?.id ?? '0-0') : body.id;
  return null;
});
route('POST /streams/:db/:key64/groups', ({ params, body }) => {
  const stream = streamOf(params.key64);
  if (stream.groups.has(body.name)) throw new Refusal(409, 'group-exists', `There is a group "${body.name}" already`);
  const last = body.id === '$' ? (stream.entries.at(-1)?.id ?? '0-0') : '0-0';
  stream.groups.set(body.name, { lastDelivered: last, read: 0, consumers: new Map(), pending: [] });
  return null;
});
route('DELETE /streams/:db/:key64/groups/:g', ({ params }) => {
  streamOf(params.key64).groups.delete(params.g ?? '');
  return null;
});
route('POST /streams/:db/:key64/trim', ({ params, body }) => {
  const stream = streamOf(params.key64);
  const count = Math.max(0, stream.entries.length - Number(body.maxLength));
  stream.entries.splice(0, count);
  return { count };
});
route('POST /streams/:db/:key64/add', ({ params, body }) => {
  const id = newId(Date.now());
  streamOf(params.key64).entries.push({ id, fields: Object.entries(body.fields as Record<string, string>) });
  return { id };
});
route('POST /streams/:db/:key64/delete', ({ params, body }) => {
  const stream = streamOf(params.key64);
  stream.entries = stream.entries.filter((entry) => !body.ids.includes(entry.id));
  return { count: body.ids.length };
});
route('GET /streams/:db/:key64/tail', ({ params, request, response }) => {
  streamOf(params.key64);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': here\n\n');
  listeners.set(response, Buffer.from(params.key64 ?? '', 'base64url').toString());
  request.on('close', () => listeners.delete(response));
  return RAW;
});

setInterval(() => {
  for (const entry of grow())
    for (const [response, name] of listeners)
      if (name === entry.name) response.write(`event: entries\nid: ${entry.id}\ndata: ${JSON.stringify([entryOf(entry)])}\n\n`);
}, 700).unref();
