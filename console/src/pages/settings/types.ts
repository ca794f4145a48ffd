/** Users, tokens and what an admin may set. */
import type { Role } from '../../lib/types';

export interface User {
  name: string;
  role: Role;
  /** Globs of the tubes this person may see and change. */
  tubes: string[];
  lastSeenMillis?: number | null;
}

export interface Token {
  id: string;
  name: string;
  role: Role;
  tubes: string[];
  createdMillis?: number | null;
  expiresMillis: number | null;
  lastUsedMillis?: number | null;
}

export interface ServerSettings {
  readOnly: boolean;
  alerts: Alerts;
  maskedPaths: string[];
}

export interface Alerts {
  oldestReadyMillis: number | null;
  buried?: number | null;
  streamLag?: number | null;
  tubes?: Record<string, { oldestReadyMillis: number | null }>;
}
