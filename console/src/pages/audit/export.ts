/** The audit as a file: all that fits the filter, read page by page, up to a limit that a browser bears. */
import { api, type Query } from '../../lib/api';
import { csv, download } from '../../lib/copy';
import { t } from '../../lib/i18n.svelte';
import type { Page } from '../../lib/types';
import { ui } from '../../lib/ui.svelte';
import type { AuditRow } from './types';

const EXPORT_MAX = 50_000;
const PAGE = 500;

export function auditCsv(rows: readonly AuditRow[]): string {
  return csv([
    ['at', 'who', 'address', 'action', 'target', 'filter', 'count', 'before', 'after', 'operation'],
    ...rows.map((row) => [
      new Date(row.atMillis).toISOString(),
      row.who,
      row.address,
      row.action,
      row.target,
      row.filter ?? null,
      row.count ?? null,
      row.before ?? null,
      row.after ?? null,
      row.operation ?? null,
    ]),
  ]);
}

export async function exportAudit(format: 'csv' | 'json', query: Query): Promise<void> {
  await ui.attempt(async () => {
    const rows: AuditRow[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<AuditRow> = await api.get('/audit', { ...query, limit: PAGE, cursor });
      rows.push(...page.items);
      cursor = page.cursor;
    } while (cursor && rows.length < EXPORT_MAX);
    if (format === 'csv') download('haulm-audit.csv', 'text/csv', auditCsv(rows));
    else download('haulm-audit.json', 'application/json', JSON.stringify(rows, null, 2));
    ui.toast(t('audit.exported', { n: rows.length }));
  });
}
