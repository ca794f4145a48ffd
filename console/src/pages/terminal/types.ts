/** Replies and commands of the command line. */
import type { Shown } from '../../lib/shown';
import type { Role } from '../../lib/types';

/** A reply of the Redis face, as a tree. */
export type Reply = { truncated?: boolean } & (
  | { type: 'int'; value: number }
  | { type: 'bulk'; value: Shown }
  | { type: 'status' | 'error'; value: string }
  | { type: 'nil' }
  | { type: 'array'; value: Reply[] }
);

export interface Command {
  name: string;
  /** The arguments as people write them: `key seconds [NX | XX]`. */
  arguments: string;
  summary: string;
  /** What somebody must be to run it. */
  role: Role;
}

export interface Commands {
  redis: Command[];
  beanstalk: Command[];
}
