/** Who is using the console, and what the server allows. */

import { api, setCsrf, whenUnauthorized } from './api';
import type { Role, Session } from './types';

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

class SessionStore {
  current: Session | null = $state.raw(null);
  /** Server's clock minus ours; ages are counted on the server's. */
  skewMillis = 0;

  get needsLogin(): boolean {
    return this.current !== null && this.current.user === null;
  }

  /** Whether this person may do what needs that role; a read-only server allows reading only. */
  may(role: Role): boolean {
    const session = this.current;
    if (!session?.user) return false;
    if (session.readOnly && role === 'operator') return false;
    return RANK[session.user.role] >= RANK[role];
  }

  /** False for who is held to some tubes: what belongs to no tube is hidden from them. */
  get seesAll(): boolean {
    return this.current?.user?.tubes.includes('*') ?? false;
  }

  get mayOperate(): boolean {
    return this.may('operator');
  }

  async load(): Promise<void> {
    this.take(await api.get<Session>('/session'));
    whenUnauthorized(() => {
      if (this.current?.user) this.current = { ...this.current, user: null };
    });
  }

  take(session: Session): void {
    setCsrf(session.csrf);
    this.skewMillis = session.server.nowMillis - Date.now();
    this.current = session;
  }

  async login(name: string, password: string): Promise<void> {
    await api.post('/session', { name, password });
    await this.load();
  }

  /** The server answers with the new login, as all others end. */
  async changePassword(oldPassword: string, password: string): Promise<void> {
    this.take(await api.put<Session>('/session/password', { oldPassword, password }));
  }

  async logout(): Promise<void> {
    await api.delete('/session');
    await this.load();
  }
}

export const session = new SessionStore();

/** The server's clock, ticking once a second while the tab is seen. */
class Clock {
  millis = $state(Date.now());

  start(): void {
    setInterval(() => {
      if (!document.hidden) this.millis = Date.now() + session.skewMillis;
    }, 1000);
  }
}

export const clock = new Clock();
