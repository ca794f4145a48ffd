import type { History, Metric } from '../../src/lib/types';
import { attentionNow } from '../attention';
import { randomFrom } from '../random';
import { Refusal, route } from '../router';
import { tubes, tubeStats } from '../world';
import { totalsOf } from './events';

route('GET /overview', () => {
  const stats = tubeStats();
  return { attention: attentionNow(stats), totals: totalsOf(stats) };
});

const marks = [{ atMillis: Date.now() - 26 * 60_000, text: 'deploy shop 2026.11.3' }];
route('POST /marks', ({ body }) => {
  marks.push({ atMillis: Date.now(), text: String(body.text) });
  return null;
});

/** A smooth wave with noise; ends near `now`. */
function wave(points: number, now: number, seed: number, swing: number): number[] {
  const random = randomFrom(seed);
  const phase = random() * 6;
  return Array.from({ length: points }, (_, index) => {
    const back = (points - 1 - index) / points;
    const slow = 1 + swing * Math.sin(back * 7 + phase) * back;
    return Math.max(0, now * slow * (0.93 + random() * 0.14));
  });
}

function stepFor(lengthMillis: number, points: number): number {
  const steps = [1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000];
  return steps.find((step) => lengthMillis / step <= points) ?? 86_400_000;
}

route('GET /history', ({ query }) => {
  const series = query.get('series') ?? 'total';
  const from = Number(query.get('from'));
  const to = Number(query.get('to'));
  const stepMillis = stepFor(to - from, Number(query.get('points') ?? 300));
  const points = Math.max(2, Math.floor((to - from) / stepMillis));
  const stats = tubeStats();
  const name = series.replace(/^tube:/, '');
  if (series !== 'total' && !tubes.has(name)) throw new Refusal(404, 'no-such-series', 'No such series');
  const now = series === 'total' ? totalsOf(stats) : stats.find((tube) => tube.name === name);
  if (!now) throw new Refusal(404, 'no-such-series', 'No such series');
  const wait = tubes.get(name)?.wait ?? 900;
  const base: Record<Metric, [number, number]> = {
    in: [now.inPerSecond, 0.35],
    out: [now.outPerSecond, 0.32],
    ready: [now.ready, 0.7],
    reserved: [now.reserved, 0.3],
    delayed: [now.delayed, 0.4],
    buried: [now.buried, 0.5],
    oldest: [now.oldestReadyMillis, 0.6],
    waitP50: [wait, 0.5],
    waitP95: [wait * 3, 0.5],
    waitP99: [wait * 6, 0.5],
  };
  const wanted = (query.get('metrics') ?? 'in,out').split(',') as Metric[];
  const metrics: History['metrics'] = {};
  for (const [index, metric] of wanted.entries()) {
    const [value, swing] = base[metric] ?? [0, 0];
    metrics[metric] = wave(points, value, index + name.length * 31, swing);
  }
  return { stepMillis, fromMillis: from, metrics, marks };
});

route('GET /history/heat', ({ query }) => {
  const from = Number(query.get('from'));
  const to = Number(query.get('to'));
  const stepMillis = Math.max(stepFor(to - from, 120), 10_000);
  const steps = Math.max(2, Math.floor((to - from) / stepMillis));
  const bucketsMillis = Array.from({ length: 18 }, (_, bucket) => 2 ** bucket);
  const random = randomFrom(7);
  const counts = Array.from({ length: steps }, (_, step) => {
    const centre = 7 + 2.4 * Math.sin(step / 13) + (step > steps * 0.7 ? 2 : 0);
    return bucketsMillis.map((_, bucket) => {
      const main = 900 * Math.exp(-((bucket - centre) ** 2) / 3);
      const tail = 90 * Math.exp(-((bucket - 14) ** 2) / 5) * (step > steps * 0.6 ? 1 : 0.1);
      return Math.floor((main + tail) * random());
    });
  });
  return { stepMillis, fromMillis: from, bucketsMillis, counts };
});
