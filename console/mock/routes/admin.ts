/** Audit, users, tokens and settings. */
import type { AuditRow } from '../../src/pages/audit/types';
import type { ServerSettings, Token, User } from '../../src/pages/settings/types';
import { between, pick } from '../random';
import { Refusal, route } from '../router';
import { globOf } from './keys';

const MINUTE = 60_000;
const now = Date.now();
const SAMPLES: Omit<AuditRow, 'atMillis' | 'who' | 'address'>[] = [
  { action: 'tube.pause', target: 'audit.archive', filter: null, count: null, before: { pauseMillis: 0 }, after: { pauseMillis: 3_600_000, reason: 'bucket is being moved' }, operation: null },
  { action: 'job.kick', target: 'emails.transactional', filter: 'tube:emails.transactional state:buried error:"SMTP"', count: 1204, before: null, after: null, operation: 'op-41' },
  { action: 'job.edit', target: '48211932', filter: null, count: 1, before: { to: 'persn7@example.com' }, after: { to: 'person7@example.com' }, operation: null },
  { action: 'job.purge', target: 'cache.warm', filter: 'tube:cache.warm', count: 88, before: null, after: null, operation: 'op-42' },
  { action: 'stream.claim', target: 'orders / shipping', filter: null, count: 9, before: { consumer: 'ship-old' }, after: { consumer: 'ship-a' }, operation: null },
  { action: 'key.delete', target: 'cache:product:17', filter: null, count: 1, before: null, after: null, operation: null },
  { action: 'session.login', target: 'ana', filter: null, count: null, before: null, after: null, operation: null },
  { action: 'session.refused', target: 'admin', filter: null, count: null, before: null, after: null, operation: null },
  { action: 'user.create', target: 'wei', filter: null, count: null, before: null, after: { role: 'viewer', tubes: ['emails.*'] }, operation: null },
  { action: 'settings.change', target: 'maskedPaths', filter: null, count: null, before: ['body.card.number'], after: ['body.card.number', 'body.customer.email'], operation: null },
  { action: 'command.run', target: 'DEL session:1f22', filter: null, count: 1, before: null, after: null, operation: null },
];
const audit: AuditRow[] = Array.from({ length: 400 }, (_, index) => ({
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
  const all = audit.filter((row) => (!who || row.who === who) && (!action || globOf(action).test(row.action)));
  return { items: all.slice(from, from + limit), cursor: from + limit < all.length ? String(from + limit) : null };
});

const users: User[] = [
  { name: 'ana', role: 'admin', tubes: ['*'], lastSeenMillis: now - 2 * MINUTE },
  { name: 'bo', role: 'operator', tubes: ['emails.*', 'push.*'], lastSeenMillis: now - 95 * MINUTE },
  { name: 'wei', role: 'viewer', tubes: ['*'], lastSeenMillis: null },
];
route('GET /users', () => ({ items: users, cursor: null }));
route('POST /users', ({ body }) => {
  if (users.some((user) => user.name === body.name)) throw new Refusal(409, 'user-exists', `There is a user "${body.name}" already`);
  if (String(body.password).length < 12) throw new Refusal(400, 'weak-password', 'A password needs at least 12 characters');
  users.push({ name: body.name, role: body.role, tubes: body.tubes, lastSeenMillis: null });
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
  { id: 't1', name: 'ci', role: 'operator', tubes: ['*'], createdMillis: now - 40 * 86_400_000, expiresMillis: now + 50 * 86_400_000, lastUsedMillis: now - 3 * MINUTE },
  { id: 't2', name: 'prometheus', role: 'viewer', tubes: ['*'], createdMillis: now - 90 * 86_400_000, expiresMillis: null, lastUsedMillis: now - 9_000 },
];
route('GET /tokens', () => ({ items: tokens, cursor: null }));
route('POST /tokens', ({ body }) => {
  const token: Token = { id: `t${tokens.length + 1}`, name: body.name, role: body.role, tubes: body.tubes, createdMillis: Date.now(), expiresMillis: body.expiresMillis ?? null, lastUsedMillis: null };
  tokens.push(token);
  return { ...token, token: 'hlm_5fQ0dJk2mB8yT1rVnE7wXc4Zs9AaGhLp' };
});
route('DELETE /tokens/:id', ({ params }) => {
  tokens.splice(tokens.findIndex((each) => each.id === params.id), 1);
  return null;
});

let settings: ServerSettings = {
  readOnly: false,
  alerts: { oldestReadyMillis: 300_000, buried: 100, streamLag: 1000, tubes: { 'video.*': { oldestReadyMillis: 7_200_000 }, 'sms.otp': { oldestReadyMillis: 10_000 } } },
  maskedPaths: ['body.card.number', 'body.customer.email'],
};
route('GET /settings', () => settings);
route('PUT /settings', ({ body }) => (settings = { ...settings, ...body }));
