/** Rows of the audit have no id of their own; an address needs one. Equal rows of one moment are numbered. */
import type { AuditRow } from './types';

export function withIds(rows: readonly AuditRow[]): (AuditRow & { id: string })[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const base = [row.atMillis, row.action, row.target].join(' ');
    const before = seen.get(base) ?? 0;
    seen.set(base, before + 1);
    return { ...row, id: before === 0 ? base : `${base} ${before}` };
  });
}
