/** Something read from the server: its data, its trouble, and how to read it again. */

import { api, apiUrl, Problem, type Query } from './api';

export interface Source {
  path: string;
  query?: Query;
}

export class Resource<T> {
  data: T | undefined = $state.raw();
  problem: Problem | null = $state.raw(null);
  loading = $state(false);
  #turn = $state(0);

  reload = (): void => {
    this.#turn++;
  };

  /**
   * Reads now and whenever the source changes. Must be called while a component is set up.
   *
   * @param source where to read; null reads nothing
   * @param everyMillis reads again after this long while the tab is seen; 0 never
   */
  constructor(source: () => Source | null, everyMillis = 0) {
    // An equal address is the same source, even when the object is a new one.
    const url = $derived.by(() => {
      const wanted = source();
      return wanted ? apiUrl(wanted.path, wanted.query) : null;
    });
    let shownUrl: string | null = null;
    $effect(() => {
      void this.#turn;
      if (url === null) return;
      const stop = new AbortController();
      if (shownUrl !== null && pathOf(shownUrl) !== pathOf(url)) this.data = undefined;
      shownUrl = url;
      void this.#read(url, stop.signal);
      return () => stop.abort();
    });
    if (everyMillis > 0) {
      $effect(() => {
        const timer = setInterval(() => {
          if (!document.hidden) this.reload();
        }, everyMillis);
        return () => clearInterval(timer);
      });
    }
  }

  async #read(url: string, signal: AbortSignal): Promise<void> {
    this.loading = true;
    try {
      const data = await api.get<T>(relative(url), {}, signal);
      if (signal.aborted) return;
      this.data = data;
      this.problem = null;
    } catch (failure) {
      if (signal.aborted) return;
      this.problem =
        failure instanceof Problem ? failure : new Problem(0, 'bug', String(failure));
    } finally {
      if (!signal.aborted) this.loading = false;
    }
  }
}

/** What `apiUrl` made, back as a path below the API's base. */
function relative(url: string): string {
  return url.slice(apiUrl('').length);
}

function pathOf(url: string): string {
  return url.replace(/\?.*$/, '');
}
