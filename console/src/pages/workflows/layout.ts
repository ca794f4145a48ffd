/**
 * Lays out a graph of tasks from left to right: each task in the column after the last one it waits for,
 * the tasks of a column near those they come from. A few sweeps are enough for chains, groups and chords.
 */
import type { WorkflowNode, WorkflowRow } from './types';

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 50;
const GAP_X = 56;
const GAP_Y = 16;
const SWEEPS = 4;

export interface Placed {
  node: WorkflowNode;
  x: number;
  y: number;
}

export interface Edge {
  from: string;
  to: string;
  path: string;
}

export interface Layout {
  nodes: Placed[];
  edges: Edge[];
  width: number;
  height: number;
}

/** What a task waits for, as far as it is in the graph. */
export function parentsOf(node: WorkflowNode, known: ReadonlySet<string>): string[] {
  const named = node.parents?.length ? node.parents : node.parent ? [node.parent] : [];
  return named.filter((id) => known.has(id) && id !== node.id);
}

type Parents = Map<string, string[]>;

/** Parents by task, without those that would close a circle. */
function acyclic(nodes: readonly WorkflowNode[]): Parents {
  const known = new Set(nodes.map((node) => node.id));
  const parents: Parents = new Map(nodes.map((node) => [node.id, parentsOf(node, known)]));
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    const kept = (parents.get(id) ?? []).filter((parent) => state.get(parent) !== 'open');
    parents.set(id, kept);
    for (const parent of kept) if (!state.has(parent)) visit(parent);
    state.set(id, 'done');
  };
  for (const node of nodes) if (!state.has(node.id)) visit(node.id);
  return parents;
}

/** The column of each task: one after the last of its parents. */
function columnsOf(nodes: readonly WorkflowNode[], parents: Parents): WorkflowNode[][] {
  const column = new Map<string, number>();
  const columnOf = (id: string): number => {
    const known = column.get(id);
    if (known !== undefined) return known;
    const own = Math.max(-1, ...(parents.get(id) ?? []).map(columnOf)) + 1;
    column.set(id, own);
    return own;
  };
  const columns: WorkflowNode[][] = [];
  for (const node of nodes) (columns[columnOf(node.id)] ??= []).push(node);
  return columns;
}

/** Orders each column by the middle of its neighbours, forwards and backwards in turn. */
function untangle(columns: WorkflowNode[][], parents: Parents): void {
  const children: Parents = new Map();
  for (const [id, from] of parents)
    for (const parent of from) children.set(parent, [...(children.get(parent) ?? []), id]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forwards = sweep % 2 === 0;
    const neighbours = forwards ? parents : children;
    for (const column of forwards ? columns : columns.toReversed()) {
      const place = new Map(columns.flatMap((each) => each.map((node, index) => [node.id, (index + 0.5) / each.length] as const)));
      const middle = (node: WorkflowNode) => {
        const near = neighbours.get(node.id) ?? [];
        if (near.length === 0) return place.get(node.id) ?? 0;
        return near.reduce((sum, id) => sum + (place.get(id) ?? 0), 0) / near.length;
      };
      const middles = new Map(column.map((node) => [node.id, middle(node)]));
      column.sort((a, b) => (middles.get(a.id) ?? 0) - (middles.get(b.id) ?? 0));
    }
  }
}

/** Places the tasks and draws the lines between them. */
export function layOut(nodes: readonly WorkflowNode[]): Layout {
  const parents = acyclic(nodes);
  const columns = columnsOf(nodes, parents);
  untangle(columns, parents);
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const height = tallest * (NODE_HEIGHT + GAP_Y) - GAP_Y;
  const places = new Map<string, Placed>();
  columns.forEach((column, index) => {
    const top = (height - (column.length * (NODE_HEIGHT + GAP_Y) - GAP_Y)) / 2;
    column.forEach((node, row) =>
      places.set(node.id, { node, x: index * (NODE_WIDTH + GAP_X), y: top + row * (NODE_HEIGHT + GAP_Y) }),
    );
  });
  const edges = [...parents].flatMap(([to, from]) => from.map((parent) => edge(places, parent, to)));
  return {
    nodes: [...places.values()],
    edges,
    width: columns.length * (NODE_WIDTH + GAP_X) - GAP_X,
    height,
  };
}

function edge(places: ReadonlyMap<string, Placed>, from: string, to: string): Edge {
  const start = places.get(from) as Placed;
  const end = places.get(to) as Placed;
  const x1 = start.x + NODE_WIDTH;
  const y1 = start.y + NODE_HEIGHT / 2;
  const y2 = end.y + NODE_HEIGHT / 2;
  const bend = Math.max(GAP_X / 2, (end.x - x1) / 2);
  return { from, to, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${end.x - bend} ${y2} ${end.x} ${y2}` };
}

const FAILED = new Set(['failed', 'revoked', 'rejected']);

/** Whether it ended otherwise than it should, and nobody has called it again. */
export function isToBeCalledAgain({ state, againAs }: WorkflowNode): boolean {
  return FAILED.has(state) && !againAs;
}

/** How the whole stands, from how its tasks stand. */
export function stateOf(nodes: readonly WorkflowNode[]): WorkflowRow['state'] {
  if (nodes.some(isToBeCalledAgain)) return 'failed';
  return nodes.every((node) => node.state === 'succeeded' || node.againAs) ? 'done' : 'running';
}

/** Tasks that will never start by themselves: something they wait for has failed. */
export function stuckOf(nodes: readonly WorkflowNode[]): Set<string> {
  const parents = acyclic(nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const hopeless = (id: string): boolean =>
    (parents.get(id) ?? []).some((parent) => FAILED.has(byId.get(parent)?.state ?? '') || hopeless(parent));
  return new Set(nodes.filter((node) => node.startedMillis === 0 && hopeless(node.id)).map((node) => node.id));
}

/** The chain of tasks that took longest, first to last, and how long it took. */
export function longestPath(nodes: readonly WorkflowNode[], nowMillis: number): { ids: string[]; millis: number } {
  const parents = acyclic(nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tookOf = ({ startedMillis, endedMillis }: WorkflowNode) =>
    startedMillis === 0 ? 0 : Math.max(0, (endedMillis || nowMillis) - startedMillis);
  const best = new Map<string, { ids: string[]; millis: number }>();
  const bestTo = (id: string): { ids: string[]; millis: number } => {
    const known = best.get(id);
    if (known) return known;
    let before: { ids: string[]; millis: number } = { ids: [], millis: 0 };
    for (const parent of parents.get(id) ?? []) {
      const way = bestTo(parent);
      if (way.millis > before.millis) before = way;
    }
    const node = byId.get(id);
    const own = { ids: [...before.ids, id], millis: before.millis + (node ? tookOf(node) : 0) };
    best.set(id, own);
    return own;
  };
  return nodes
    .filter((node) => node.startedMillis !== 0)
    .map((node) => bestTo(node.id))
    .reduce((longest, way) => (way.millis > longest.millis ? way : longest), { ids: [] as string[], millis: 0 });
}
