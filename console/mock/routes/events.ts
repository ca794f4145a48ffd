import type { ServerResponse } from 'node:http';
import type { Totals, Tube } from '../../src/lib/types';
import { RAW, route } from '../router';
import { tick, tubeStats } from '../world';
import { attentionNow } from '../attention';

const listeners = new Set<ServerResponse>();
let seq = 0;

export function totalsOf(tubes: readonly Tube[]): Totals {
  const sum = (read: (tube: Tube) => number) => tubes.reduce((all, tube) => all + read(tube), 0);
  return {
    ready: sum((tube) => tube.ready),
    reserved: sum((tube) => tube.reserved),
    delayed: sum((tube) => tube.delayed),
    buried: sum((tube) => tube.buried),
    inPerSecond: sum((tube) => tube.inPerSecond),
    outPerSecond: sum((tube) => tube.outPerSecond),
    oldestReadyMillis: Math.max(...tubes.map((tube) => tube.oldestReadyMillis)),
    connections: 214,
    workers: sum((tube) => tube.workers),
    tubes: tubes.length,
    journalBytes: 428_000_000,
    memoryBytes: 212_000_000,
    fsyncMillisP99: 1.8,
  };
}

function write(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\nid: ${seq}\ndata: ${JSON.stringify(data)}\n\n`);
}

export function sendAll(event: string, data: unknown): void {
  for (const response of listeners) write(response, event, data);
}

route('GET /events', ({ request, response }) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
  const tubes = tubeStats();
  write(response, 'snapshot', { seq, nowMillis: Date.now(), totals: totalsOf(tubes), tubes });
  write(response, 'attention', attentionNow(tubes));
  return RAW;
});

setInterval(() => {
  const changed = new Set(tick());
  if (listeners.size === 0) return;
  seq++;
  const tubes = tubeStats();
  sendAll('delta', {
    seq,
    nowMillis: Date.now(),
    totals: totalsOf(tubes),
    tubes: tubes.filter((tube) => changed.has(tube.name)),
    gone: [],
  });
  if (seq % 5 === 0) sendAll('attention', attentionNow(tubes));
}, 1000).unref();
