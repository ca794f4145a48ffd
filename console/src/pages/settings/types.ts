/** Users, tokens and what an admin may set. */
import type { Role } from '../../lib/types';

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
