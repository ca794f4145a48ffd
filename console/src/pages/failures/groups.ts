import { withWord } from '../../lib/filter';
import { t } from '../../lib/i18n.svelte';
import type { FailureGroup } from '../../lib/types';

/** What the server calls a group of jobs whose payloads do not say why they were buried. */
const NO_REASON = 'buried';

/** What a group is called. */
export function titleOf({ error, source }: FailureGroup): string {
  return source === 'buried' && error === NO_REASON ? t('failures.noReason') : error;
}

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
