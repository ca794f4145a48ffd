/** What the server tells about streams. */
import type { Shown } from '../../lib/shown';

export interface Stream {
  name: Shown;
  /** The name as it stands in addresses. */
  key: string;
  database: number;
  length: number;
  /** Empty when the stream is. */
  firstId: string;
  lastId: string;
  groupCount: number;
  /** -1 when entries were deleted, so that nobody can count it. */
  lagMax: number;
  pending: number;
  /** Empty in a list of streams. */
  groups: Group[];
}

export interface Group {
  name: Shown;
  consumers: number;
  pending: number;
  /** -1 when nobody can count it. */
  lag: number;
  lastDeliveredId: string;
}

export interface Entry {
  id: string;
  fields: [Shown, Shown][];
}

export interface Consumer {
  name: Shown;
  pending: number;
  idleMillis: number;
}

export interface Pending {
  id: string;
  consumer: Shown;
  idleMillis: number;
  deliveries: number;
}
