/** Tubes by the first part of their names: `import.orders.eu` belongs to `import`. */
import type { Tube } from '../../lib/types';

export interface Branch {
  /** The part before the first separator; empty for those that share theirs with no other. */
  prefix: string;
  tubes: Tube[];
  /** Counters of all together. */
  sum: Tube;
}

const SEPARATOR = /[.:/_-]/;

function prefixOf(name: string): string {
  const at = name.search(SEPARATOR);
  return at > 0 ? name.slice(0, at) : '';
}

/** The branches in order of their names; tubes that are alone come last, together. */
export function branchesOf(tubes: readonly Tube[]): Branch[] {
  const byPrefix = new Map<string, Tube[]>();
  for (const tube of tubes) {
    const prefix = prefixOf(tube.name);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), tube]);
  }
  const alone: Tube[] = [];
  const branches: Branch[] = [];
  for (const [prefix, members] of byPrefix) {
    if (prefix === '' || members.length === 1) alone.push(...members);
    else branches.push({ prefix, tubes: members, sum: sumOf(prefix, members) });
  }
  branches.sort((a, b) => a.prefix.localeCompare(b.prefix, 'en'));
  if (alone.length > 0) branches.push({ prefix: '', tubes: alone, sum: sumOf('', alone) });
  return branches;
}

function sumOf(name: string, tubes: readonly Tube[]): Tube {
  const first = tubes[0] as Tube;
  const sum: Tube = { ...first, name, waitMillis: null, runMillis: null };
  const added = ['ready', 'reserved', 'delayed', 'buried', 'inPerSecond', 'outPerSecond', 'workers'] as const;
  for (const field of added) sum[field] = tubes.reduce((all, tube) => all + tube[field], 0);
  sum.oldestReadyMillis = Math.max(...tubes.map((tube) => tube.oldestReadyMillis));
  return sum;
}
