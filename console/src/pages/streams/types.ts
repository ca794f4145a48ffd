/** What the server tells about streams. */

export interface StreamRow {
  database: number;
  /** The name as text; bytes that are no text are escaped. */
  key: string;
  /** The name's bytes, base64url: what addresses are made of. */
  key64: string;
  length: number;
  firstId: string | null;
  lastId: string | null;
  groups: number;
  lagMax: number | null;
  pending: number;
}

export interface Group {
  name: string;
  consumers: number;
  pending: number;
  /** null when entries were deleted, so that nobody can count it. */
  lag: number | null;
  lastDeliveredId: string;
  entriesRead: number | null;
}

export interface Stream extends Omit<StreamRow, 'groups'> {
  memoryBytes?: number;
  groups: Group[];
}

export interface Entry {
  id: string;
  atMillis: number;
  fields: [string, string][];
}

export interface Consumer {
  name: string;
  pending: number;
  idleMillis: number;
  inactiveMillis?: number | null;
}

export interface Pending {
  id: string;
  consumer: string;
  idleMillis: number;
  deliveries: number;
}
