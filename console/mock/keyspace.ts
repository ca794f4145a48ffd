/** The pretended keyspace: what a Celery shop, a web shop and a stream of orders leave in it. */
import { between, pick, random } from './random';

export interface StreamValue {
  entries: { id: string; fields: [string, string][] }[];
  groups: Map<string, GroupValue>;
}

export interface GroupValue {
  lastDelivered: string;
  read: number;
  consumers: Map<string, number>;
  pending: { id: string; consumer: string; atMillis: number; deliveries: number }[];
}

export type Value =
  | { type: 'string'; value: string }
  | { type: 'list'; value: string[] }
  | { type: 'set'; value: Set<string> }
  | { type: 'hash'; value: Map<string, string> }
  | { type: 'zset'; value: Map<string, number> }
  | { type: 'stream'; value: StreamValue };

export type Key = Value & { expiresMillis: number | null };

const HOUR = 3_600_000;
export const keyspace = new Map<string, Key>();
const now = Date.now();
const hex = (length: number) =>
  Array.from({ length }, () => between(0, 15).toString(16)).join('');

export function put(name: string, value: Value, ttlMillis: number | null = null): void {
  keyspace.set(name, {
    ...value,
    expiresMillis: ttlMillis === null ? null : Date.now() + ttlMillis,
  });
}

function taskId(): string {
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

function celery(): void {
  for (let n = 0; n < 140; n++) {
    const id = taskId();
    const failed = n % 9 === 0;
    const result = {
      status: failed ? 'FAILURE' : 'SUCCESS',
      result: failed
        ? { exc_type: 'KeyError', exc_message: ['shipping_address'], exc_module: 'builtins' }
        : { shipped: between(1, 40), warehouse: pick(['LIS-1', 'GRU-2', 'SHA-4']) },
      traceback: failed ? 'Traceback (most recent call last):\n  File "orders/import.py", line 211' : null,
      children: [],
      date_done: new Date(now - between(1, 900) * 60_000).toISOString(),
      task_id: id,
    };
    put(`celery-task-meta-${id}`, { type: 'string', value: JSON.stringify(result) }, between(1, 23) * HOUR);
  }
  put('_kombu.binding.celery', { type: 'set', value: new Set(['celery\x06\x16\x06\x16celery']) });
  put('_kombu.binding.celeryev', { type: 'set', value: new Set(['worker.#\x06\x16\x06\x16celeryev.7c1f']) });
  put('unacked_index', { type: 'zset', value: new Map(Array.from({ length: 8 }, () => [taskId(), now / 1000 - between(1, 90)])) });
  put('unacked', { type: 'hash', value: new Map(Array.from({ length: 8 }, () => [taskId(), '[{"body": "W1sxXSwge30sIHt9XQ=="}, "", "celery"]'])) });
  put('celery', { type: 'list', value: Array.from({ length: 64 }, () => JSON.stringify({ body: 'W1sxXSwge30sIHt9XQ==', headers: { task: 'shop.tasks.sync', id: taskId() } })) });
}

function shop(): void {
  for (let n = 0; n < 320; n++) {
    put(
      `session:${hex(16)}`,
      { type: 'hash', value: new Map([['user', String(between(1, 4000))], ['cart', String(between(0, 9))], ['locale', pick(['en', 'pt-BR', 'zh-CN'])], ['seen', String(now - between(1, 900_000))]]) },
      between(1, 120) * 60_000,
    );
  }
  for (let n = 1; n <= 90; n++) {
    put(`cache:product:${n}`, { type: 'string', value: JSON.stringify({ id: n, name: `Lamp ${n}`, price: between(199, 9900) / 100, tags: ['home', 'led'], stock: between(0, 90) }) }, between(10, 3600) * 1000);
  }
  for (const country of ['PT', 'BR', 'CN', 'DK', 'CA', 'PL'])
    put(`cache:tax:${country}`, { type: 'string', value: String(between(5, 25)) });
  put('leaderboard:weekly', { type: 'zset', value: new Map(Array.from({ length: 240 }, (_, n) => [`player-${n + 1}`, Math.round(random() * 90_000)])) });
  put('feature:flags', { type: 'hash', value: new Map([['checkout-v2', 'on'], ['dark-mode', 'on'], ['new-search', '12%'], ['gift-cards', 'off']]) });
  put('blocked:addresses', { type: 'set', value: new Set(Array.from({ length: 75 }, () => `10.${between(0, 255)}.${between(0, 255)}.${between(1, 254)}`)) });
  put('recent:searches', { type: 'list', value: Array.from({ length: 120 }, () => pick(['lamp', 'desk', 'led strip', '灯', 'luminária', 'usb hub'])) });
  put('counter:orders', { type: 'string', value: '482113' });
  put('greeting', { type: 'string', value: 'Olá, 世界' });
  put('thumb:4411', { type: 'string', value: '\u0089PNG\u0000\u0001\u00ff\u00fe' });
}

export const newId = (millis: number, sequence = 0) => `${millis}-${sequence}`;

export function orderFields(): [string, string][] {
  return [
    ['event', pick(['order.placed', 'order.paid', 'order.packed', 'order.shipped'])],
    ['order', `EU-${between(100000, 999999)}`],
    ['customer', String(between(1, 400))],
    ['total', (between(199, 99000) / 100).toFixed(2)],
    ['payload', JSON.stringify({ items: between(1, 6), city: pick(['Lisboa', 'São Paulo', '上海']), express: random() < 0.3 })],
  ];
}

function stream(name: string, length: number, spacing: number, fields: () => [string, string][], groups: [string, number, number, string[]][]): void {
  const entries = Array.from({ length }, (_, n) => ({ id: newId(now - (length - n) * spacing), fields: fields() }));
  const value: StreamValue = { entries, groups: new Map() };
  for (const [group, lag, pendingCount, consumers] of groups) {
    const at = Math.max(0, length - lag - 1);
    value.groups.set(group, {
      lastDelivered: entries[at]?.id ?? '0-0',
      read: at + 1,
      consumers: new Map(consumers.map((consumer, index) => [consumer, now - (index === 2 ? 4 * HOUR : between(100, 9000))])),
      pending: entries.slice(Math.max(0, at - pendingCount + 1), at + 1).map((entry, index) => ({
        id: entry.id,
        consumer: consumers[index % 5 === 0 && consumers[2] ? 2 : index % 2] ?? consumers[0] ?? 'a',
        atMillis: index % 5 === 0 ? now - 4 * HOUR : now - between(100, 60_000),
        deliveries: index % 5 === 0 ? between(2, 9) : 1,
      })),
    });
  }
  put(name, { type: 'stream', value });
}

celery();
shop();
stream('orders', 4200, 900, orderFields, [
  ['billing', 0, 6, ['billing-1', 'billing-2']],
  ['shipping', 318, 41, ['ship-a', 'ship-b', 'ship-old']],
  ['analytics', 2104, 0, ['duck-1']],
]);
stream('clicks', 9000, 120, () => [['path', pick(['/', '/cart', '/p/17', '/p/44'])], ['user', String(between(1, 9000))], ['ms', String(between(8, 900))]], [['sessions', 12, 9, ['s-1', 's-2']]]);
stream('audit:events', 640, 40_000, () => [['who', pick(['ana', 'bo', '王伟'])], ['did', pick(['login', 'export', 'refund'])]], []);
stream('bull:mail:events', 1000, 4000, () => [['event', pick(['added', 'active', 'completed'])], ['jobId', String(between(1, 9999))]], [['watch', 3, 1, ['w1']]]);
stream('sensors:lisboa', 2600, 2000, () => [['t', (between(120, 260) / 10).toFixed(1)], ['h', String(between(40, 80))]], [['store', 0, 0, ['influx']]]);

/** Once a second some orders and clicks arrive. */
export function grow(): { name: string; id: string; fields: [string, string][] }[] {
  const added = [];
  for (const [name, chance] of [['orders', 0.9], ['clicks', 1]] as const) {
    const key = keyspace.get(name);
    if (key?.type !== 'stream' || random() > chance) continue;
    const entry = { id: newId(Date.now()), fields: name === 'orders' ? orderFields() : [['path', '/'], ['user', '4']] as [string, string][] };
    key.value.entries.push(entry);
    added.push({ name, ...entry });
  }
  return added;
}
