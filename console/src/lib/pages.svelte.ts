/** A list that the server hands out page by page: what has been read so far, and how to read on. */

import { api, apiUrl, Problem, type Query } from './api';
import type { Source } from './resource.svelte';
import type { Page } from './types';

/** Where the next page begins; null when this was the last. */
export type Next<T> = (page: Page<T>) => Query | null;

const byCursor = (page: Page<unknown>): Query | null =>
  page.cursor ? { cursor: page.cursor } : null;

export class Pages<T> {
  items: readonly T[] = $state.raw([]);
  problem: Problem | null = $state.raw(null);
  loading = $state(false);
  /** Whether everything has been read. */
  complete = $state(false);
  /** Whether at least one page has been read. */
  started = $state(false);
  #turn = $state(0);
  #source: Source | null = null;
  #next: Next<T>;
  #rest: Query | null = null;
  #stop = new AbortController();

  /** Reads the first page now and whenever the source changes. Must be called while a component is set up. */
  constructor(source: () => Source | null, next: Next<T> = byCursor) {
    this.#next = next;
    const url = $derived.by(() => {
      const wanted = source();
      return wanted ? apiUrl(wanted.path, wanted.query) : null;
    });
    $effect(() => {
      void this.#turn;
      if (url === null) return;
      this.#stop = new AbortController();
      this.#source = source();
      void this.#read({}, this.#stop.signal);
      return () => this.#stop.abort();
    });
  }

  reload = (): void => {
    this.#turn++;
  };

  /** Reads the next page, if there is one and none is on its way. */
  more = (): void => {
    if (this.loading || this.complete || !this.#rest) return;
    void this.#read(this.#rest, this.#stop.signal);
  };

  async #read(rest: Query, signal: AbortSignal): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const isFirst = Object.keys(rest).length === 0;
    this.loading = true;
    try {
      const page = await api.get<Page<T>>(source.path, { ...source.query, ...rest }, signal);
      if (signal.aborted) return;
      this.items = isFirst ? page.items : [...this.items, ...page.items];
      this.#rest = this.#next(page);
      this.complete = this.#rest === null;
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
