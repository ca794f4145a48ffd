/** Keys by the parts of their names, as rows of a table: folders that open, and the keys inside. */
import type { KeyRow } from './types';

export interface Branch {
  kind: 'branch';
  /** The names' common beginning, with the mark that ends it: `cache:product:`. */
  prefix: string;
  label: string;
  depth: number;
  count: number;
  open: boolean;
}

export interface Leaf {
  kind: 'leaf';
  row: KeyRow;
  label: string;
  depth: number;
}

export type TreeRow = Branch | Leaf;

interface Node {
  prefix: string;
  children: Map<string, Node>;
  rows: KeyRow[];
  count: number;
}

/** A part ends with `:`, `/` or `|`, or before a UUID, as in Celery's `celery-task-meta-…`. */
const PART = /^[^:/|]+?(?:[:/|]+|-(?=[0-9a-f]{8}-[0-9a-f]{4}-))/;
const DEPTH_MAX = 8;

const newNode = (prefix: string): Node => ({ prefix, children: new Map(), rows: [], count: 0 });

function grow(rows: readonly KeyRow[]): Node {
  const root = newNode('');
  for (const row of rows) {
    let node = root;
    let rest = row.name.text;
    node.count++;
    for (let depth = 0; depth < DEPTH_MAX; depth++) {
      const part = PART.exec(rest)?.[0];
      if (!part || part === rest) break;
      let child = node.children.get(part);
      if (!child) node.children.set(part, (child = newNode(node.prefix + part)));
      node = child;
      node.count++;
      rest = rest.slice(part.length);
    }
    node.rows.push(row);
  }
  return root;
}

const words = new Intl.Collator('en', { numeric: true });

/** The rows to show, with the branches that are open. A branch of a single key is not worth a fold. */
export function treeRows(rows: readonly KeyRow[], open: ReadonlySet<string>): TreeRow[] {
  const shown: TreeRow[] = [];
  const walk = (node: Node, depth: number, cut: number) => {
    const entries: { name: string; draw: () => void }[] = [];
    for (const [label, child] of node.children) {
      if (child.count === 1) {
        const only = firstRow(child);
        entries.push({ name: only.name.text, draw: () => shown.push({ kind: 'leaf', row: only, label: only.name.text.slice(cut), depth }) });
        continue;
      }
      entries.push({
        name: child.prefix,
        draw: () => {
          const isOpen = open.has(child.prefix);
          shown.push({ kind: 'branch', prefix: child.prefix, label, depth, count: child.count, open: isOpen });
          if (isOpen) walk(child, depth + 1, child.prefix.length);
        },
      });
    }
    for (const row of node.rows)
      entries.push({ name: row.name.text, draw: () => shown.push({ kind: 'leaf', row, label: row.name.text.slice(cut) || row.name.text, depth }) });
    entries.sort((a, b) => words.compare(a.name, b.name));
    for (const entry of entries) entry.draw();
  };
  walk(grow(rows), 0, 0);
  return shown;
}

function firstRow(node: Node): KeyRow {
  for (const child of node.children.values()) return firstRow(child);
  return node.rows[0] as KeyRow;
}
