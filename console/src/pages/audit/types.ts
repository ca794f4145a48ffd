/** One row of who did what. */
export interface AuditRow {
  atMillis: number;
  who: string;
  address: string;
  action: string;
  target: string;
  filter: string | null;
  count: number | null;
  before: unknown;
  after: unknown;
  operation: string | null;
}
