/** A list that the server hands out page by page: what has been read so far, and how to read on. */

import { api, apiUrl, Problem } from './api';
import type { Source } from './resource.svelte';
import type { Page } from './types';

export class Pages<T, P extends Page<T> = Page<T>> {
  items: readonly T[] = $state.raw([]);
  problem: Problem | null = $state.raw(null);
  loading = $state(false);
  /** Whether everything has been read. */
  complete = $state(false);
  /** Whether at least one page has been read. */
  started = $state(false);
  #turn = $state(0);
  #source: Source | null = null;
  /** The last page that was read, for what it tells besides its items. */
  last: P | null = $state.raw(null);
  #stop = new AbortController();

  /** Reads the first page now and whenever the source changes. Must be called while a component is set up. */
  constructor(source: () => Source | null) {
    const url = $derived.by(() => {
      const wanted = source();
      return wanted ? apiUrl(wanted.path, wanted.query) : null;
    });
    $effect(() => {
      void this.#turn;
      if (url === null) return;
      this.#stop = new AbortController();
      this.#source = source();
      void this.#read(null, this.#stop.signal);
      return () => this.#stop.abort();
    });
  }

  reload = (): void => {
    this.#turn++;
  };

  /** Reads the next page, if there is one and none is on its way. */
  more = (): void => {
    if (this.loading || !this.last?.cursor) return;
    void this.#read(this.last.cursor, this.#stop.signal);
  };

  async #read(cursor: string | null, signal: AbortSignal): Promise<void> {
    const source = this.#source;
    if (!source) return;
    this.loading = true;
    try {
      const page = await api.get<P>(source.path, { ...source.query, cursor }, signal);
      if (signal.aborted) return;
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.last = page;
      this.complete = page.cursor === null;
      this.problem = null;
      this.started = true;
    } catch (failure) {
      if (signal.aborted) return;
      this.problem = failure instanceof Problem ? failure : new Problem(0, 'bug', String(failure));
    } finally {
      if (!signal.aborted) this.loading = false;
    }
  }
}
