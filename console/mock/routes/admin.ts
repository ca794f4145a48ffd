/** Audit, users, tokens and settings. */
import type { AuditRow } from '../../src/pages/audit/types';
import type { ServerSettings } from '../../src/lib/types';
import type { Token, User } from '../../src/pages/settings/types';
import { between, pick } from '../random';
import { Refusal, route } from '../router';

const MINUTE = 60_000;
const now = Date.now();
const SAMPLES: Omit<AuditRow, 'id' | 'atMillis' | 'who' | 'address'>[] = [
  { action: 'tube.pause', target: 'audit.archive', before: '', after: '{"pauseMillis":3600000,"reason":"bucket is being moved"}' },
  { action: 'job.kick', target: 'emails.transactional', filter: 'tube:emails.transactional state:buried error:"SMTP"', count: 1204, operation: 'op-41' },
  { action: 'job.edit', target: '48211932', count: 1, before: '{"to":"persn7@example.com"}', after: '{"to":"person7@example.com"}' },
  { action: 'job.purge', target: 'cache.warm', filter: 'tube:cache.warm', count: 88, operation: 'op-42' },
  { action: 'group.claim', target: '0:orders shipping', count: 9 },
  { action: 'key.delete', target: '0:cache:product:17' },
  { action: 'login', target: 'ana' },
  { action: 'login.refused', target: 'admin' },
  { action: 'user.add', target: 'wei', after: 'viewer [emails.*]' },
  { action: 'settings.change', target: 'settings', before: '{"maskedPaths":["body.card.number"]}', after: '{"maskedPaths":["body.card.number","body.customer.email"]}' },
  { action: 'command.redis', target: '0> DEL session:1f22' },
];
const audit: AuditRow[] = Array.from({ length: 400 }, (_, index) => ({
  id: 400 - index,
  atMillis: now - index * between(4, 40) * MINUTE,
  who: pick(['ana', 'ana', 'bo', 'wei', 'ci-token']),
  address: `10.4.9.${between(2, 9)}`,
  ...(SAMPLES[index < SAMPLES.length ? index : between(0, SAMPLES.length - 1)] as (typeof SAMPLES)[number]),
})).sort((a, b) => b.atMillis - a.atMillis);

route('GET /audit', ({ query }) => {
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const who = query.get('who');
  const action = query.get('action');
  const all = audit.filter((row) => (!who || row.who === who) && row.action.startsWith(action ?? ''));
  return { items: all.slice(from, from + limit), cursor: from + limit < all.length ? String(from + limit) : null };
});

const users: User[] = [
  { name: 'ana', role: 'admin', tubes: ['*'] },
  { name: 'bo', role: 'operator', tubes: ['emails.*', 'push.*'] },
  { name: 'wei', role: 'viewer', tubes: ['*'] },
];
route('GET /users', () => ({ items: users, cursor: null }));
route('POST /users', ({ body }) => {
  if (users.some((user) => user.name === body.name)) throw new Refusal(409, 'user-exists', `There is a user "${body.name}" already`);
  if (String(body.password).length < 8) throw new Refusal(400, 'bad-password', 'A password needs 8 to 200 characters');
  users.push({ name: body.name, role: body.role, tubes: body.tubes });
  return null;
});
route('PUT /users/:name', ({ params, body }) => {
  const user = users.find((each) => each.name === params.name);
  if (user) Object.assign(user, { role: body.role, tubes: body.tubes });
  return user;
});
route('DELETE /users/:name', ({ params }) => {
  users.splice(users.findIndex((each) => each.name === params.name), 1);
  return null;
});

const tokens: Token[] = [
  { id: 't1', name: 'ci', role: 'operator', tubes: ['*'], createdMillis: now - 40 * 86_400_000, expiresMillis: now + 50 * 86_400_000 },
  { id: 't2', name: 'prometheus', role: 'viewer', tubes: ['*'], createdMillis: now - 90 * 86_400_000, expiresMillis: 0 },
];
route('GET /tokens', () => ({ items: tokens, cursor: null }));
route('POST /tokens', ({ body }) => {
  const token: Token = { id: `t${tokens.length + 1}`, name: body.name, role: body.role, tubes: body.tubes, createdMillis: Date.now(), expiresMillis: body.expiresMillis ?? 0 };
  tokens.push(token);
  return { shown: token, token: 'hlm_5fQ0dJk2mB8yT1rVnE7wXc4Zs9AaGhLp' };
});
route('DELETE /tokens/:id', ({ params }) => {
  tokens.splice(tokens.findIndex((each) => each.id === params.id), 1);
  return null;
});

let settings: ServerSettings = {
  readOnly: false,
  alerts: {
    oldestReadyMillis: 300_000,
    unattendedMillis: 30_000,
    backlogMillis: 60_000,
    buriedPerMinute: 10,
    pausedMillis: 3_600_000,
    lagEntries: 10_000,
    diskUsableBytes: 2 ** 30,
    tubes: { 'video.*': { oldestReadyMillis: 7_200_000, unattendedMillis: 0 }, 'sms.otp': { oldestReadyMillis: 10_000 } },
  },
  maskedPaths: ['body.card.number', 'body.customer.email'],
};
route('GET /settings', () => settings);
route('PUT /settings', ({ body }) => (settings = { ...settings, ...body, alerts: { ...settings.alerts, ...body.alerts } }));
