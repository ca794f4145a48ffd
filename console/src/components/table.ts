/** The part of the table that needs no page: columns, the order of rows, which rows are in sight. */

export interface Column<Row> {
  id: string;
  label: string;
  /** Spoken and shown on hover, when the label is short. */
  title?: string;
  align?: 'num';
  /** Width in pixels; a column without one shares what is left. */
  width?: number;
  /** What the column sorts by. A column without it cannot be sorted. */
  sort?: (row: Row) => number | string;
  /** The first click sorts from large to small, unless this says otherwise. */
  ascendingFirst?: boolean;
  /** Left out below a width of the table: 3 goes first, 1 last. */
  drop?: 1 | 2 | 3;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Reads `-ready` as "by ready, large first". */
export function parseSort(text: string): Sort {
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

/** The sort after a click on a column's head. */
export function nextSort<Row>(now: string, column: Column<Row>): string {
  const { column: sorted, descending } = parseSort(now);
  if (sorted !== column.id) return column.ascendingFirst ? column.id : `-${column.id}`;
  return descending ? column.id : `-${column.id}`;
}

const words = new Intl.Collator('en', { numeric: true });

export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
  key: (row: Row) => string,
): Row[] {
  const { column: id, descending } = parseSort(sort);
  const by = columns.find((column) => column.id === id)?.sort;
  if (!by) return [...rows];
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const x = by(a);
    const y = by(b);
    const order =
      typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y));
    return sign * order || words.compare(key(a), key(b));
  });
}

/** The rows in the order of `keys`; rows that are new come last. */
export function inOrder<Row>(
  rows: readonly Row[],
  keys: readonly string[],
  key: (row: Row) => string,
): Row[] {
  const byKey = new Map(rows.map((row) => [key(row), row]));
  const ordered: Row[] = [];
  for (const name of keys) {
    const row = byKey.get(name);
    if (row === undefined) continue;
    ordered.push(row);
    byKey.delete(name);
  }
  return [...ordered, ...byKey.values()];
}

const SPARE_ROWS = 8;

/** The rows to draw: those in sight and a few on either side. */
export function windowOf(
  count: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - SPARE_ROWS);
  const shown = Math.ceil(viewHeight / rowHeight) + 2 * SPARE_ROWS;
  return { from: Math.min(from, count), to: Math.min(count, from + shown) };
}
