/** What becomes of the jobs on the page, as the server tells it. A hidden tab lets go. */
import { untrack } from 'svelte';
import { apiUrl } from './api';
import type { JobRow } from './types';

/** More jobs the server does not watch for one page. */
export const WATCHED_MAX = 200;

export interface JobChange {
  id: number;
  /** Null when it is gone. */
  job: JobRow | null;
}

/**
 * Must be called while a component is set up. Each job is told at once as it stands, and then whenever it
 * changes; a line that was cut begins anew.
 */
export function watchJobs(ids: () => readonly number[], take: (change: JobChange) => void): void {
  // An equal list is the same list, even when the array is a new one.
  const wanted = $derived(ids().slice(0, WATCHED_MAX).join(','));
  let hidden = $state(document.hidden);
  $effect(() => {
    const look = () => (hidden = document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });
  $effect(() => {
    if (wanted === '' || hidden) return;
    const source = new EventSource(apiUrl('/jobs/events', { ids: wanted }));
    source.addEventListener('job', (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as JobChange;
      untrack(() => take(change));
    });
    return () => source.close();
  });
}
