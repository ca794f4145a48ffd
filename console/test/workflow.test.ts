import { describe, expect, it } from 'vitest';
import { layOut, longestPath, NODE_HEIGHT, stateOf, stuckOf } from '../src/pages/workflows/layout';
import type { WorkflowNode } from '../src/pages/workflows/types';

function task(id: string, parents: string, changes: Partial<WorkflowNode> = {}): WorkflowNode {
  const all = parents.split(' ').filter(Boolean);
  return { id, name: id, state: 'succeeded', startedMillis: 1, endedMillis: 11, parent: all[0] ?? null, parents: all, ...changes };
}

const CHORD = [task('a', ''), task('b1', 'a'), task('b2', 'a'), task('b3', 'a'), task('c', 'b1 b2 b3')];

function placesOf(nodes: WorkflowNode[]) {
  return new Map(layOut(nodes).nodes.map(({ node, x, y }) => [node.id, { x, y }]));
}

describe('a graph', () => {
  it('puts each task behind all that it waits for', () => {
    const places = placesOf(CHORD);
    expect(places.get('a')?.x).toBe(0);
    expect(places.get('b1')?.x).toBe(places.get('b3')?.x);
    expect(places.get('c')?.x).toBeGreaterThan(places.get('b1')?.x ?? NaN);
  });

  it('draws a line for each of them', () => {
    expect(layOut(CHORD).edges.map((edge) => `${edge.from}>${edge.to}`).sort()).toEqual([
      'a>b1', 'a>b2', 'a>b3', 'b1>c', 'b2>c', 'b3>c',
    ]);
  });

  it('lets no two tasks lie over each other', () => {
    const spots = [...placesOf(CHORD).values()].map(({ x, y }) => `${x} ${Math.round(y / NODE_HEIGHT)}`);
    expect(new Set(spots).size).toBe(CHORD.length);
  });

  it('does not cross lines that need not cross', () => {
    const places = placesOf([task('a', ''), task('b', ''), task('b2', 'b'), task('a2', 'a')]);
    const isAbove = (places.get('a')?.y ?? NaN) < (places.get('b')?.y ?? NaN);
    expect((places.get('a2')?.y ?? NaN) < (places.get('b2')?.y ?? NaN)).toBe(isAbove);
  });

  it('bears a circle and a parent that is gone', () => {
    const layout = layOut([task('a', 'b'), task('b', 'a'), task('c', 'gone')]);
    expect(layout.nodes).toHaveLength(3);
    expect(layout.edges).toHaveLength(1);
  });

  it('of nothing is nothing', () => {
    expect(layOut([]).nodes).toEqual([]);
  });
});

it('a task is stuck when something before it has failed', () => {
  const waits = { state: 'sent', startedMillis: 0, endedMillis: 0 };
  const nodes = [task('a', ''), task('b', 'a', { state: 'failed' }), task('c', 'b', waits), task('d', 'c', waits), task('e', 'a', waits)];
  expect([...stuckOf(nodes)]).toEqual(['c', 'd']);
});

it('a workflow has failed when a task has, is done when all are, and runs otherwise', () => {
  expect(stateOf([task('a', ''), task('b', 'a')])).toBe('done');
  expect(stateOf([task('a', ''), task('b', 'a', { state: 'retried' })])).toBe('running');
  expect(stateOf([task('a', '', { state: 'rejected' }), task('b', 'a', { state: 'sent' })])).toBe('failed');
});

it('the longest path is the chain that took longest, counting what still runs', () => {
  const nodes = [
    task('a', ''),
    task('b', 'a', { startedMillis: 10, endedMillis: 500 }),
    task('c', 'a', { startedMillis: 10, endedMillis: 0, state: 'started' }),
  ];
  expect(longestPath(nodes, 300)).toEqual({ ids: ['a', 'b'], millis: 500 });
  expect(longestPath(nodes, 900)).toEqual({ ids: ['a', 'c'], millis: 900 });
});
