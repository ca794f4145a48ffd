/** Users, tokens and what an admin may set. */
import type { Role } from '../../lib/types';
import type { LimitName } from './limits';

export interface User {
  name: string;
  role: Role;
  /** Globs of the tubes this person may see and change. */
  tubes: string[];
}

export interface Token extends User {
  id: string;
  createdMillis: number;
  /** 0 for never. */
  expiresMillis: number;
}

export interface ServerSettings {
  readOnly: boolean;
  alerts: Alerts;
  maskedPaths: string[];
}

/** Limits by their names, 0 for never; those of a glob are not all there. */
export type Limits = Partial<Record<LimitName, number>>;

export type Alerts = Limits & { tubes: Record<string, Limits> };
