/** One row of who did what. */
export interface AuditRow {
  id: number;
  atMillis: number;
  who: string;
  address: string;
  action: string;
  target: string;
  filter?: string;
  count?: number;
  before?: string;
  after?: string;
  operation?: string;
}
