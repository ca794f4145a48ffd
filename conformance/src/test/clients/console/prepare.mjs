// Fills an empty server with something of everything, so that each page has what it is for.
//
//   node prepare.mjs BASE BEANSTALK_PORT REDIS_PORT
import { Api, putMany, redis } from './server.mjs';

const [base, beanstalkPort, redisPort] = process.argv.slice(2);
const api = new Api(base);

await putMany(beanstalkPort, 'mail', 300);
await putMany(beanstalkPort, 'mail.digest', 20);
await api.call('POST', '/tubes/mail/jobs', {
  json: { error: 'HTTP 503 from https://pay.example', customer: { id: 306, city: '上海' } },
});
await api.operate({ kind: 'bury', q: 'tube:mail', limit: 40 });
await api.call('POST', '/tubes/mail.digest/pause', { pauseMillis: 3_600_000, reason: 'a <b>reason</b>' });
await redis(redisPort, [
  ...Array.from({ length: 60 }, (_, index) => ['XADD', 'orders', '*', 'order', String(index)]),
  ['XGROUP', 'CREATE', 'orders', 'warehouse', '0'],
  ['XREADGROUP', 'GROUP', 'warehouse', 'anna', 'COUNT', '9', 'STREAMS', 'orders', '>'],
  ['SET', 'greeting', 'olá'],
  ['RPUSH', 'list', 'a', 'b'],
  ['HSET', 'hash', 'field', 'value'],
  ['SADD', 'set', 'a'],
  ['ZADD', 'zset', '1', 'a'],
]);
await pretendCelery();
await pretendSchedules();
console.log('ok prepared');

/** The words of a worker, a chord of which one member fails, and their calls, as Celery sends them. */
async function pretendCelery() {
  const publish = (...events) => [
    'PUBLISH',
    '/0.celeryev/task.multi',
    JSON.stringify({ body: JSON.stringify(events), properties: {} }),
  ];
  const call = (id, task, group, follows) => [
    'LPUSH',
    'shop',
    JSON.stringify({
      body: JSON.stringify([[17, { card: '4111' }], { retry: true }, follows]),
      headers: { id, task, root_id: id, parent_id: null, group },
      properties: {},
    }),
  ];
  const now = Date.now() / 1000;
  const of = (type, uuid, more) => ({ type: `task-${type}`, uuid, hostname: 'shop@vm', timestamp: now, ...more });
  const beat = { type: 'worker-heartbeat', hostname: 'shop@vm', freq: 3600, active: 2, processed: 812, loadavg: [0.4] };
  const chord = { chord: { task: 'shop.total', options: { task_id: 'end' } } };
  await redis(redisPort, [
    publish({ ...beat, sw_ident: 'py-celery', sw_ver: '5.2.6', sw_sys: 'Linux' }),
    call('one', 'shop.price', 'g', chord),
    call('two', 'shop.charge', 'g', chord),
    publish(of('received', 'one'), of('started', 'one'), of('received', 'two'), of('started', 'two')),
    publish(
      of('succeeded', 'one'),
      of('failed', 'two', {
        exception: "ConnectionError('the gateway refused order 17')",
        traceback: 'Traceback (most recent call last):\n  File "/app/shop.py", line 44, in charge\n    raise ConnectionError(order)',
      }),
    ),
  ]);
  while ((await api.call('GET', '/workflows')).items[0]?.state !== 'failed');
}

/** Schedules as the task library keeps them. */
async function pretendSchedules() {
  const schedule = (name, when, more) => [
    'HSET',
    'haulm.schedules',
    name,
    JSON.stringify({
      schedule: when,
      next: new Date(Date.now() + 1_500_000).toISOString(),
      last_run: new Date(Date.now() - 300_000).toISOString(),
      runs: 12,
      call: { task: 'shop.report', options: { queue: 'shop' } },
      ...more,
    }),
  ];
  await redis(redisPort, [
    schedule('stock-hourly', 'every PT1H'),
    schedule('report-nightly', 'cron Europe/Prague 0 3 * * *'),
    schedule('digest', 'cron UTC 30 8 * * 1-5', { paused: true }),
  ]);
}
