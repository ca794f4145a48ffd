import { withWord } from '../../lib/filter';
import type { FailureGroup } from '../../lib/types';

/** Exactly the jobs of a group, in the filter language: the server knows the group by its fingerprint. */
export function filterOf({ fingerprint, tubes }: FailureGroup): string {
  const where = tubes?.length === 1 && tubes[0] ? withWord('', 'tube', tubes[0]) : '';
  return withWord(where, 'failure', fingerprint);
}

export function matches(group: FailureGroup, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  const all = [group.error, group.frame, ...(group.tubes ?? []), ...(group.tasks ?? [])];
  return all.some((text) => text.toLowerCase().includes(wanted));
}

export function inTube(group: FailureGroup, tube: string): boolean {
  return (group.tubes ?? []).includes(tube);
}
