/**
 * Follows a stream live. What has arrived is kept, also while the person looks at another tab of the
 * page, filters, or holds the list: nothing that was fetched is fetched again.
 */
import { apiUrl } from '../../lib/api';
import type { Entry } from './types';

export const KEPT_MAX = 5_000;

/** Adds an entry at the front and lets the oldest go beyond the limit. */
export function keepNewest(kept: readonly Entry[], fresh: readonly Entry[], max = KEPT_MAX): Entry[] {
  return [...fresh.toReversed(), ...kept].slice(0, max);
}

/** Whether an entry has the text in a field's name or value. */
export function has(entry: Entry, text: string): boolean {
  const wanted = text.toLowerCase();
  return entry.id.includes(wanted) || entry.fields.some((pair) => pair.some((part) => part.text.toLowerCase().includes(wanted)));
}

export class Follower {
  /** Newest first. */
  entries: readonly Entry[] = $state.raw([]);
  /** Arrived while the list was held; not shown yet. */
  waiting: readonly Entry[] = $state.raw([]);
  held = $state(false);
  status: 'off' | 'connecting' | 'live' | 'cut' = $state('off');
  #path: () => string;
  #source: EventSource | null = null;

  /** Must be called while a component is set up; stops with it. */
  constructor(path: () => string) {
    this.#path = path;
    $effect(() => {
      void path();
      return () => {
        this.stop();
        this.clear();
      };
    });
  }

  start(): void {
    if (this.#source) return;
    this.status = 'connecting';
    const source = new EventSource(apiUrl(`${this.#path()}/tail`));
    this.#source = source;
    source.onopen = () => (this.status = 'live');
    source.onerror = () => (this.status = 'cut');
    source.addEventListener('entries', (event) =>
      this.#take(JSON.parse((event as MessageEvent<string>).data) as Entry[]),
    );
  }

  stop(): void {
    this.#source?.close();
    this.#source = null;
    this.status = 'off';
  }

  clear(): void {
    this.entries = [];
    this.waiting = [];
  }

  /** Holds the list still, or shows what came meanwhile and goes on. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) this.show();
  }

  show(): void {
    this.entries = keepNewest(this.entries, this.waiting);
    this.waiting = [];
  }

  #take(fresh: Entry[]): void {
    if (this.held) this.waiting = [...this.waiting, ...fresh].slice(-KEPT_MAX);
    else this.entries = keepNewest(this.entries, fresh);
  }
}
