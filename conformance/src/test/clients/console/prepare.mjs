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
console.log('ok prepared');
