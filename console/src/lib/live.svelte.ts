/**
 * The counters that move. One tab of a browser holds the server-sent events (HTTP/1.1 allows only six
 * connections a host) and tells the others; a Web Lock says which. A hidden tab lets go, so that an idle
 * browser costs the server nothing. Where a browser has no locks, each tab listens for itself.
 */

import { apiUrl } from './api';
import type { Attention, Operation, Overview, Totals, Tube } from './types';

interface Snapshot {
  seq: number;
  nowMillis: number;
  totals: Totals;
  tubes: Tube[];
}

interface Delta extends Snapshot {
  gone: string[];
}

type Message =
  | { kind: 'hello' }
  | { kind: 'snapshot'; data: Snapshot; attention: Attention[] | null }
  | { kind: 'delta'; data: Delta }
  | { kind: 'attention'; data: Attention[] }
  | { kind: 'operation'; data: Operation }
  | { kind: 'cut'; sinceMillis: number };

export type LiveStatus = 'connecting' | 'live' | 'cut';

/** How many seconds a sparkline looks back. */
export const TRAIL_LENGTH = 60;
const GRACE_HIDDEN_MILLIS = 5_000;
const SILENCE_MAX_MILLIS = 20_000;
const RECONNECT_MILLIS = 2_000;

export interface Trail {
  in: number[];
  out: number[];
  ready: number[];
}

const TOTAL = '';

function lateTubes(attention: Attention[] | null): ReadonlyMap<string, number> {
  const late = attention?.filter(({ kind, tube }) => kind === 'oldest' && tube) ?? [];
  return new Map(late.map(({ tube = '', limitMillis = 0 }) => [tube, limitMillis]));
}

class Live {
  status: LiveStatus = $state('connecting');
  /** When the line was cut, by this computer's clock. */
  cutSinceMillis = $state(0);
  /** Server's clock at the last message. */
  nowMillis = $state(Date.now());
  totals: Totals | null = $state.raw(null);
  tubes: ReadonlyMap<string, Tube> = $state.raw(new Map());
  attention: Attention[] | null = $state.raw(null);
  /** Tubes whose oldest job waits longer than it should, with the limit that the server has for them. */
  late: ReadonlyMap<string, number> = $derived(lateTubes(this.attention));
  operations: ReadonlyMap<number, Operation> = $state.raw(new Map());
  /** Grows by one with each message; what draws the trails depends on it. */
  beat = $state(0);

  #trails = new Map<string, Trail>();
  #channel: BroadcastChannel | null = null;
  #source: EventSource | null = null;
  #release: (() => void) | null = null;
  #lockRequest: AbortController | null = null;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;
  #lastHeardMillis = 0;
  #seq = 0;
  #started = false;

  /** Begins to listen; again does nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    if ('BroadcastChannel' in globalThis) {
      this.#channel = new BroadcastChannel('haulm.live');
      this.#channel.onmessage = (event: MessageEvent<Message>) => this.#heard(event.data);
    }
    document.addEventListener('visibilitychange', () => this.#visibilityChanged());
    setInterval(() => this.#watchSilence(), 1000);
    this.#lastHeardMillis = Date.now();
    if (!document.hidden) this.#join();
  }

  trail(tube: string = TOTAL): Trail {
    return this.#trails.get(tube) ?? { in: [], out: [], ready: [] };
  }

  /** Gives a trail its past, from the server's history, unless it has one already. */
  seed(tube: string, past: Trail): void {
    const have = this.#trails.get(tube);
    if (have && have.in.length >= past.in.length) return;
    this.#trails.set(tube, past);
    this.beat++;
  }

  /** Takes in an operation at once, before the server's own message about it comes. */
  noteOperation(operation: Operation): void {
    const next = new Map(this.operations);
    next.set(operation.id, operation);
    this.operations = next;
  }

  #visibilityChanged(): void {
    clearTimeout(this.#hideTimer);
    if (document.hidden) {
      this.#hideTimer = setTimeout(() => this.#leave(), GRACE_HIDDEN_MILLIS);
    } else {
      this.#lastHeardMillis = Date.now();
      this.#join();
    }
  }

  #join(): void {
    if (this.#source || this.#lockRequest) return;
    this.#tell({ kind: 'hello' });
    if (!navigator.locks) {
      this.#listen();
      return;
    }
    this.#lockRequest = new AbortController();
    navigator.locks
      .request('haulm.live', { signal: this.#lockRequest.signal }, () => {
        this.#listen();
        return new Promise<void>((release) => (this.#release = release));
      })
      .catch(() => {
        // Asked to stop waiting: the tab was hidden before its turn came.
      });
  }

  #leave(): void {
    this.#source?.close();
    this.#source = null;
    this.#release?.();
    this.#release = null;
    this.#lockRequest?.abort();
    this.#lockRequest = null;
  }

  #listen(): void {
    this.#source?.close();
    const source = new EventSource(apiUrl('/events'));
    this.#source = source;
    const on = <T>(name: string, take: (data: T) => void) =>
      source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent).data) as T));
    on<Snapshot>('snapshot', (data) =>
      this.#share({ kind: 'snapshot', data, attention: null }),
    );
    on<Delta>('delta', (data) => this.#share({ kind: 'delta', data }));
    on<Attention[] | Overview>('attention', (data) =>
      this.#share({ kind: 'attention', data: Array.isArray(data) ? data : data.attention }),
    );
    on<Operation>('operation', (data) => this.#share({ kind: 'operation', data }));
    source.onerror = () => {
      this.#share({ kind: 'cut', sinceMillis: this.#lastHeardMillis });
      if (source.readyState !== EventSource.CLOSED) return;
      // The browser gave up, after a proxy's error page for example; we do not.
      setTimeout(() => {
        if (this.#source === source) this.#listen();
      }, RECONNECT_MILLIS);
    };
  }

  #tell(message: Message): void {
    this.#channel?.postMessage(message);
  }

  #share(message: Message): void {
    this.#tell(message);
    this.#heard(message);
  }

  #heard(message: Message): void {
    switch (message.kind) {
      case 'hello':
        if (this.#source && this.totals) this.#tell(this.#asSnapshot(this.totals));
        return;
      case 'cut':
        this.#cut(message.sinceMillis);
        return;
      case 'snapshot':
        this.#snapshot(message.data);
        if (message.attention) this.attention = message.attention;
        break;
      case 'delta':
        this.#delta(message.data);
        break;
      case 'attention':
        this.attention = message.data;
        break;
      case 'operation':
        this.noteOperation(message.data);
        break;
    }
    this.#lastHeardMillis = Date.now();
    this.status = 'live';
    this.beat++;
  }

  #asSnapshot(totals: Totals): Message {
    const data = {
      seq: this.#seq,
      nowMillis: this.nowMillis,
      totals,
      tubes: [...this.tubes.values()],
    };
    return { kind: 'snapshot', data, attention: this.attention };
  }

  #snapshot(data: Snapshot): void {
    this.tubes = new Map(data.tubes.map((tube) => [tube.name, tube]));
    this.#count(data);
  }

  #delta(data: Delta): void {
    const next = new Map(this.tubes);
    for (const tube of data.tubes) next.set(tube.name, tube);
    for (const name of data.gone ?? []) {
      next.delete(name);
      this.#trails.delete(name);
    }
    this.tubes = next;
    this.#count(data);
  }

  #count(data: Snapshot): void {
    this.#seq = data.seq;
    this.nowMillis = data.nowMillis;
    this.totals = data.totals;
    this.#extend(TOTAL, data.totals);
    for (const tube of this.tubes.values()) this.#extend(tube.name, tube);
  }

  #extend(name: string, now: { inPerSecond: number; outPerSecond: number; ready: number }): void {
    let trail = this.#trails.get(name);
    if (!trail) this.#trails.set(name, (trail = { in: [], out: [], ready: [] }));
    push(trail.in, now.inPerSecond);
    push(trail.out, now.outPerSecond);
    push(trail.ready, now.ready);
  }

  #watchSilence(): void {
    if (document.hidden || this.status === 'cut') return;
    if (Date.now() - this.#lastHeardMillis > SILENCE_MAX_MILLIS) this.#cut(this.#lastHeardMillis);
  }

  #cut(sinceMillis: number): void {
    if (this.status !== 'cut') this.cutSinceMillis = sinceMillis || Date.now();
    this.status = 'cut';
  }
}

function push(values: number[], value: number): void {
  values.push(value);
  if (values.length > TRAIL_LENGTH) values.shift();
}

export const live = new Live();
