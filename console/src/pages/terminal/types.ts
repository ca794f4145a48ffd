/** Replies and commands of the command line. */

/** A reply of the Redis face, as a tree; `v` depends on `t`. */
export type Reply =
  | { t: 'int' | 'double'; v: number | string }
  | { t: 'bulk' | 'status' | 'error' | 'verbatim' | 'bignum'; v: string }
  | { t: 'bool'; v: boolean }
  | { t: 'nil'; v?: null }
  | { t: 'array' | 'set' | 'push'; v: Reply[] }
  | { t: 'map'; v: [Reply, Reply][] };

export interface Command {
  name: string;
  /** The arguments as people write them: `key seconds [NX | XX]`. */
  args: string;
  face: 'redis' | 'beanstalk';
  summary?: string;
  group?: string;
  /** Whether it changes something, which needs a role. */
  writes: boolean;
}
