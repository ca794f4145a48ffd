/** The history behind a page's charts: the range of the URL, read again as time goes on. */
import { parseRange, refreshMillis, type Range } from './range';
import { Resource } from './resource.svelte';
import { router } from './router.svelte';
import type { Heat, History, Metric } from './types';
import { session } from './session.svelte';

const POINTS = 300;

export class Charts {
  #now = $state(Date.now());
  readonly history: Resource<History>;
  readonly heat: Resource<Heat>;
  /** How long jobs were reserved; of one tube only. */
  readonly runs: Resource<Heat>;

  /**
   * Must be made while a component is set up.
   *
   * @param tube null for the whole server
   */
  constructor(tube: () => string | null, metrics: readonly Metric[]) {
    const isShown = () => tube() !== null || session.seesAll;
    this.history = new Resource<History>(() =>
      isShown()
        ? {
            path: '/history',
            query: {
              series: tube() === null ? 'total' : `tube:${tube()}`,
              metrics: metrics.join(','),
              points: POINTS,
              ...this.#limits(),
            },
          }
        : null,
    );
    this.heat = new Resource<Heat>(() =>
      isShown() ? { path: '/history/heat', query: { tube: tube(), ...this.#limits() } } : null,
    );
    this.runs = new Resource<Heat>(() =>
      tube() === null
        ? null
        : { path: '/history/heat', query: { tube: tube(), of: 'runs', ...this.#limits() } },
    );
    $effect(() => {
      const range = this.range;
      if (range.preset === null) return;
      const timer = setInterval(() => {
        if (!document.hidden) this.#now = Date.now();
      }, refreshMillis(range));
      return () => clearInterval(timer);
    });
  }

  get range(): Range {
    return parseRange(router.get('range'), this.#now);
  }

  #limits() {
    const { fromMillis, toMillis } = this.range;
    return { from: fromMillis, to: toMillis };
  }

  /** Zooms every chart of the page; the back button zooms out. */
  brush = (fromMillis: number, toMillis: number): void => {
    router.set({ range: `${fromMillis}-${toMillis}` }, true);
  };
}
