/** A list of jobs as it was when it was asked for. It grows at its end; what came since is only counted. */
import { untrack } from 'svelte';
import { api, Problem } from './api';
import type { JobPage, JobRow } from './types';
import { watchJobs, type JobChange } from './watch.svelte';

export type Order = 'queue' | 'newest' | 'oldest';

export interface JobQuery {
  q: string;
  tube?: string;
  state?: string;
  order: Order;
}

const PAGE = 100;
const LOOK_AGAIN_MILLIS = 5_000;
/** So long a row that changed is marked. */
const MARKED_MILLIS = 2_500;
/** A filter that took longer than this is not asked again by itself. */
const CHEAP_MILLIS = 400;
/** After this many jobs without a full page, the person decides whether to go on. */
const SCAN_PAUSE_JOBS = 5_000_000;

export class JobFeed {
  items: JobRow[] = $state.raw([]);
  loading = $state(false);
  problem: Problem | null = $state.raw(null);
  scanned = $state(0);
  matchedAtLeast = $state(0);
  /** There is no further page. */
  complete = $state(false);
  /** `matchedAtLeast` is how many there are. */
  exact = $state(false);
  /** Jobs that fit and came after the list was read. */
  newCount = $state(0);
  /** Jobs of the list that no longer fit, with what they are now when that is known. */
  gone: ReadonlySet<string> = $state.raw(new Set());
  /** Jobs of the list that changed a moment ago. */
  changed: ReadonlySet<string> = $state.raw(new Set());
  #cursor: string | null = null;
  #stop = new AbortController();
  #tookMillis = Infinity;

  /** Must be made while a component is set up. A null query, one that is not yet right, asks nothing. */
  constructor(private readonly query: () => JobQuery | null) {
    $effect(() => {
      // Only the question is followed; what the answer changes must not ask again.
      const wanted = this.query();
      untrack(() => void this.#read(wanted));
      return () => this.#stop.abort();
    });
    watchJobs(
      () => this.items.map((job) => job.id),
      (change) => this.#take(change),
    );
    $effect(() => {
      const timer = setInterval(() => void this.#lookAgain(), LOOK_AGAIN_MILLIS);
      return () => clearInterval(timer);
    });
  }

  reload = (): void => {
    void this.#read(this.query());
  };

  /** Reads the next page; goes on through slices in which nothing fits. */
  more = async (): Promise<void> => {
    if (this.loading || this.complete || this.#cursor === null) return;
    const query = this.query();
    if (query) await this.#fill(query, this.items.length + PAGE);
  };

  stop = (): void => {
    this.#stop.abort();
    this.loading = false;
  };

  async #read(query: JobQuery | null): Promise<void> {
    this.#cursor = null;
    this.complete = false;
    this.exact = false;
    this.matchedAtLeast = 0;
    this.scanned = 0;
    this.newCount = 0;
    this.gone = new Set();
    if (query) await this.#fill(query, PAGE, true);
  }

  async #fill(query: JobQuery, wanted: number, fresh = false): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.loading = true;
    const began = performance.now();
    let items = fresh ? [] : this.items;
    const scannedBefore = this.scanned;
    try {
      do {
        const page = await this.#page(query, signal);
        items = [...items, ...page.items];
        this.items = items;
        this.scanned += page.scanned;
        this.matchedAtLeast = Math.max(page.matchedAtLeast, items.length);
        this.#cursor = page.cursor;
        this.complete = page.cursor === null;
        this.exact ||= page.complete || this.complete;
      } while (
        !this.complete &&
        items.length < wanted &&
        this.scanned - scannedBefore < SCAN_PAUSE_JOBS
      );
      this.problem = null;
      this.#tookMillis = performance.now() - began;
    } catch (failure) {
      if (signal.aborted) return;
      if (fresh) this.items = [];
      this.problem = failure instanceof Problem ? failure : new Problem(0, 'bug', String(failure));
    }
    if (!signal.aborted) this.loading = false;
  }

  #page(query: JobQuery, signal: AbortSignal): Promise<JobPage> {
    return api.get<JobPage>('/jobs', { ...query, limit: PAGE, cursor: this.#cursor }, signal);
  }

  async #lookAgain(): Promise<void> {
    if (document.hidden || this.loading || this.problem || this.#tookMillis > CHEAP_MILLIS) return;
    const query = this.query();
    if (!query) return;
    const stop = this.#stop;
    try {
      const page = await api.get<JobPage>('/jobs', { ...query, limit: PAGE }, stop.signal);
      if (stop.signal.aborted) return;
      this.#compare(page);
    } catch {
      // The list stays as it is; the live state of the page tells that the line is cut.
    }
  }

  /** The server told how a job stands: shown in its row, which stays where it is. */
  #take({ id, job }: JobChange): void {
    const key = String(id);
    const at = this.items.findIndex((each) => each.id === id);
    const before = this.items[at];
    if (!before) return;
    if (!job) {
      this.gone = new Set([...this.gone, key]);
      return;
    }
    if (stamp(before) === stamp(job)) return;
    this.items = this.items.with(at, job);
    this.changed = new Set([...this.changed, key]);
    setTimeout(() => {
      this.changed = new Set([...this.changed].filter((each) => each !== key));
    }, MARKED_MILLIS);
  }

  #compare(page: JobPage): void {
    const now = new Map(page.items.map((job) => [job.id, job]));
    const have = new Set(this.items.map((job) => job.id));
    // Of the part of the list that the first page covers, what is missing has gone.
    const covered = page.cursor === null ? this.items : this.items.slice(0, page.items.length);
    const fresh = page.items.filter((job) => !have.has(job.id)).length;
    const missing = covered.filter((job) => !now.has(job.id));
    this.newCount = fresh;
    const reachesAll = page.complete || fresh === 0;
    this.gone = new Set(reachesAll ? missing.map((job) => String(job.id)) : []);
    this.items = this.items.map((job) => now.get(job.id) ?? job);
  }
}

/** What differs when something has happened to a job; ages differ all the time. */
export function stamp(job: JobRow): string {
  const { state, tube, priority, sinceMillis, untilMillis, preview, reserves, holder } = job;
  return JSON.stringify([state, tube, priority, sinceMillis, untilMillis, preview, reserves, holder]);
}
