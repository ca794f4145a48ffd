/** Logging in: `viewer` and `operator` with any password are what they say; HAULM_MOCK_LOGIN=1 asks for it. */
import { route } from '../router';
import type { Role } from '../../src/lib/types';

const STARTED_MILLIS = Date.now() - 18 * 86_400_000;
const asksForLogin = process.env.HAULM_MOCK_LOGIN === '1';
let user: { name: string; role: Role; tubes: string[] } | null = asksForLogin
  ? null
  : { name: 'local', role: 'admin', tubes: ['*'] };

route('GET /session', () => ({
  user,
  open: !asksForLogin,
  needsSetup: process.env.HAULM_MOCK_SETUP === '1' && user === null,
  csrf: 'mock',
  readOnly: false,
  server: {
    name: 'prod-a',
    version: '0.1.0',
    startedMillis: STARTED_MILLIS,
    nowMillis: Date.now(),
    dataFolder: '/var/lib/haulm',
    durability: 'sync',
    faces: { beanstalk: '127.0.0.1:11300', redis: '127.0.0.1:6379', http: '127.0.0.1:11380' },
  },
}));
route('POST /session', ({ body }) => {
  const role: Role = body.name === 'viewer' || body.name === 'operator' ? body.name : 'admin';
  user = { name: String(body.name), role, tubes: ['*'] };
  return { user };
});
route('DELETE /session', () => {
  user = null;
  return null;
});
route('POST /setup', ({ body }) => {
  user = { name: String(body.name), role: 'admin', tubes: ['*'] };
  return null;
});
