/** The pretended queues: sixty tubes, some thousands of jobs, and what happens to them each second. */
import type { JobState, Tube } from '../src/lib/types';
import { bodyFor } from './bodies';
import { between, pick, random } from './random';

export interface WorldJob {
  id: number;
  tube: string;
  state: JobState;
  priority: number;
  createdMillis: number;
  sinceMillis: number;
  delayMillis: number;
  ttrMillis: number;
  untilMillis: number;
  reserves: number;
  timeouts: number;
  releases: number;
  buries: number;
  kicks: number;
  holder: { address: string; connection: number } | null;
  body: Buffer;
  events: { atMillis: number; event: string; address: string; connection: number; detail?: string }[];
}

export interface WorldTube {
  name: string;
  inRate: number;
  outRate: number;
  workers: number;
  wait: number;
  run: number;
  pausedUntilMillis: number;
  pauseReason: string;
  pausedBy: string;
  inNow: number;
  outNow: number;
}

/** name, ready, reserved, delayed, buried, in/s, out/s, workers, median wait in ms, median run in ms */
const SHAPES: [string, number, number, number, number, number, number, number, number, number][] = [
  ['emails.transactional', 2140, 8, 40, 62, 96, 71, 8, 41_000, 220],
  ['emails.marketing', 310, 4, 120, 3, 22, 24, 4, 2_400, 300],
  ['emails.digest', 0, 0, 240, 0, 0.4, 0.4, 2, 90, 260],
  ['import.orders.eu-west', 3650, 20, 478, 0, 790, 804, 11, 4_100, 12],
  ['import.orders.us-east', 212, 12, 33, 4, 410, 411, 9, 380, 14],
  ['import.orders.apac', 41, 6, 12, 0, 160, 161, 6, 120, 11],
  ['import.catalog', 880, 4, 0, 11, 12, 13, 4, 61_000, 900],
  ['exports.csv', 1345, 26, 98, 31, 71, 59, 13, 16_000, 1_900],
  ['exports.pdf', 88, 9, 4, 2, 14, 14, 9, 2_100, 1_400],
  ['video.transcode', 164, 0, 0, 18, 2.1, 0, 0, 600_000, 240_000],
  ['video.thumbnails', 37, 8, 0, 1, 18, 18, 8, 700, 410],
  ['audit.archive', 1217, 0, 88, 0, 14, 0, 11, 240_000, 40],
  ['billing.invoices', 12, 2, 310, 9, 3.2, 3.2, 4, 210, 640],
  ['billing.dunning', 0, 0, 96, 22, 0.2, 0.2, 2, 80, 700],
  ['billing.payouts', 3, 1, 14, 0, 1.1, 1.1, 2, 110, 1_200],
  ['webhooks.stripe', 22, 5, 61, 74, 31, 31, 6, 190, 320],
  ['webhooks.github', 4, 2, 6, 0, 9, 9, 3, 60, 120],
  ['webhooks.shopify', 71, 3, 18, 6, 44, 43, 5, 1_600, 160],
  ['search.index', 140, 16, 0, 14, 320, 322, 16, 240, 42],
  ['search.reindex', 1, 1, 0, 0, 0, 0, 1, 10, 90_000],
  ['push.ios', 18, 10, 4, 0, 210, 210, 10, 70, 28],
  ['push.android', 26, 10, 2, 2, 260, 259, 10, 85, 31],
  ['sms.otp', 0, 3, 0, 1, 12, 12, 4, 14, 210],
  ['celery', 64, 8, 21, 12, 26, 25, 8, 900, 1_100],
  ['ml.features', 210, 4, 0, 0, 8, 8, 4, 24_000, 3_100],
  ['ml.scoring', 9, 6, 0, 3, 64, 64, 6, 130, 74],
  ['legacy.php', 31, 2, 6, 5, 3, 3, 2, 3_100, 800],
  ['telemetry.raw', 90, 4, 0, 0, 140, 141, 4, 310, 9],
  ['default', 0, 0, 0, 0, 0, 0, 3, 0, 0],
];
const SMALL = [
  'cache.warm', 'cache.purge', 'images.resize', 'images.moderate', 'geo.lookup', 'fraud.check',
  'reports.daily', 'reports.monthly', 'crm.sync', 'crm.dedupe', 'tax.rates', 'stock.reserve',
  'stock.release', 'shipping.labels', 'shipping.tracking', 'returns.process', 'loyalty.points',
  'recommend.train', 'recommend.serve', 'feeds.google', 'feeds.meta', 'feeds.tiktok', 'backup.verify',
  'backup.ship', 'session.expire', 'gdpr.export', 'gdpr.erase', 'chat.fanout', 'chat.transcripts',
  'partner.acme.orders', 'partner.globex.orders',
];
const MINUTE = 60_000;

export const jobs = new Map<number, WorldJob>();
export const tubes = new Map<string, WorldTube>();
/** Tubes that somebody changed by hand since the last second. */
export const touched = new Set<string>();
let lastId = 48_211_000;
let holderNumber = 1;

export function addJob(tube: string, state: JobState, ageMillis: number, body?: Buffer): WorldJob {
  if (!tubes.has(tube)) addTube([tube, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  touched.add(tube);
  const now = Date.now();
  const createdMillis = Math.round(now - ageMillis);
  const producer = { address: `10.4.1.${between(10, 60)}:${between(32768, 60999)}`, connection: between(10, 90) };
  const events: WorldJob['events'] = [{ atMillis: createdMillis, event: 'put', ...producer }];
  const job: WorldJob = {
    id: ++lastId,
    tube,
    state,
    priority: pick([0, 10, 100, 1024, 1024, 1024, 4096]),
    createdMillis,
    sinceMillis: createdMillis,
    delayMillis: state === 'delayed' ? between(1, 90) * MINUTE : 0,
    ttrMillis: pick([60_000, 60_000, 120_000, 600_000]),
    untilMillis: 0,
    reserves: 0,
    timeouts: 0,
    releases: 0,
    buries: 0,
    kicks: 0,
    holder: null,
    body: body ?? bodyFor(tube, state === 'buried'),
    events,
  };
  if (state === 'delayed') job.untilMillis = now + Math.round(random() * job.delayMillis);
  if (state === 'reserved') reserve(job, now - between(0, 40) * 1000);
  if (state === 'buried') failALot(job, ageMillis);
  jobs.set(job.id, job);
  return job;
}

export function reserve(job: WorldJob, atMillis: number): void {
  job.state = 'reserved';
  job.reserves++;
  job.sinceMillis = atMillis;
  job.untilMillis = atMillis + job.ttrMillis;
  job.holder = {
    address: `10.4.2.${10 + (holderNumber++ % 40)}:${between(32768, 60999)}`,
    connection: between(100, 260),
  };
  job.events.push({ atMillis, event: 'reserved', ...job.holder });
}

function failALot(job: WorldJob, ageMillis: number): void {
  const tries = between(1, 5);
  const step = ageMillis / (tries + 1);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const at = Math.round(job.createdMillis + attempt * step);
    reserve(job, at - 1200);
    const holder = job.holder ?? { address: '', connection: 0 };
    const last = attempt === tries;
    const timedOut = !last && random() < 0.4;
    if (timedOut) job.timeouts++;
    else if (!last) job.releases++;
    else job.buries++;
    job.events.push({
      atMillis: at,
      event: timedOut ? 'timedOut' : last ? 'buried' : 'released',
      ...holder,
      ...(timedOut || last ? {} : { detail: 'delay 30 s' }),
    });
    job.sinceMillis = at;
  }
  job.state = 'buried';
  job.holder = null;
  job.untilMillis = 0;
}

function addTube(shape: (typeof SHAPES)[number]): void {
  const [name, , , , , inRate, outRate, workers, wait, run] = shape;
  tubes.set(name, {
    name, inRate, outRate, workers, wait, run,
    pausedUntilMillis: name === 'audit.archive' ? Date.now() + 47 * MINUTE : 0,
    pauseReason: name === 'audit.archive' ? 'bucket is being moved' : '',
    pausedBy: name === 'audit.archive' ? 'olga' : '',
    inNow: inRate,
    outNow: outRate,
  });
}

function oldestFor(name: string): number {
  if (name === 'emails.transactional') return 14 * MINUTE;
  if (name === 'video.transcode') return 190 * MINUTE;
  return Math.max((tubes.get(name)?.wait ?? 0) * 3, 400);
}

for (const shape of [
  ...SHAPES,
  ...SMALL.map((name): (typeof SHAPES)[number] => [
    name, between(0, 30), between(0, 4), between(0, 20), random() < 0.2 ? between(1, 4) : 0,
    between(1, 80) / 4, between(1, 80) / 4, between(1, 6), between(10, 900), between(10, 2000),
  ]),
]) {
  addTube(shape);
  const [name, ready, reserved, delayed, buried] = shape;
  for (let n = ready; n > 0; n--) addJob(name, 'ready', (oldestFor(name) * n) / ready);
  for (let n = 0; n < reserved; n++) addJob(name, 'reserved', between(1, 600) * 1000);
  for (let n = 0; n < delayed; n++) addJob(name, 'delayed', between(1, 300) * 1000);
  for (let n = 0; n < buried; n++) addJob(name, 'buried', between(10, 2600) * MINUTE);
}

/** One second passes: jobs come and go a little, rates breathe. */
export function tick(): string[] {
  letTheOldGo();
  const changed = [...touched];
  touched.clear();
  for (const tube of tubes.values()) {
    if (tube.inRate === 0 && tube.outRate === 0) continue;
    const paused = tube.pausedUntilMillis > Date.now();
    const breath = () => 0.86 + random() * 0.28;
    tube.inNow = Math.round(tube.inRate * breath() * 10) / 10;
    tube.outNow = paused ? 0 : Math.round(tube.outRate * breath() * 10) / 10;
    changed.push(tube.name);
    if (random() < Math.min(0.9, tube.inRate / 20)) addJob(tube.name, 'ready', 10);
    if (!paused && tube.workers > 0 && random() < Math.min(0.88, tube.outRate / 20)) workOne(tube.name);
  }
  return changed;
}

/** Where workers keep up, no job waits much longer than the tube's usual wait. */
function letTheOldGo(): void {
  const now = Date.now();
  const stuck = new Set(['emails.transactional', 'video.transcode', 'audit.archive', 'import.orders.eu-west']);
  for (const job of jobs.values()) {
    const isIdle = tubes.get(job.tube)?.inRate === 0;
    if (job.state !== 'ready' || isIdle || stuck.has(job.tube)) continue;
    if (now - job.createdMillis > oldestFor(job.tube) + 1500) jobs.delete(job.id);
  }
}

function workOne(tube: string): void {
  const now = Date.now();
  let oldest: WorldJob | undefined;
  for (const job of jobs.values()) {
    if (job.tube !== tube) continue;
    if (job.state === 'reserved' && now - job.sinceMillis > 1000) {
      jobs.delete(job.id);
      continue;
    }
    if (job.state === 'ready' && (!oldest || job.id < oldest.id)) oldest = job;
  }
  if (oldest && tube !== 'emails.transactional') reserve(oldest, now);
}

/** Counts of all tubes, in one walk over the jobs. */
export function tubeStats(): Tube[] {
  const now = Date.now();
  const stats = new Map<string, Tube>();
  for (const tube of tubes.values()) stats.set(tube.name, statOf(tube, now));
  for (const job of jobs.values()) {
    const stat = stats.get(job.tube);
    if (!stat) continue;
    stat[job.state]++;
    if (job.state === 'ready') {
      if (job.priority < 1024) stat.urgent++;
      stat.oldestReadyMillis = Math.max(stat.oldestReadyMillis, now - job.createdMillis);
    }
  }
  return [...stats.values()];
}

function statOf(tube: WorldTube, now: number): Tube {
  const spread = (median: number) =>
    median > 0 ? { p50: median, p95: median * 3.1, p99: median * 5.7 } : null;
  const pauseLeftMillis = Math.max(0, tube.pausedUntilMillis - now);
  return {
    name: tube.name,
    ready: 0, urgent: 0, reserved: 0, delayed: 0, buried: 0, oldestReadyMillis: 0,
    inPerSecond: tube.inNow,
    outPerSecond: tube.outNow,
    waitMillis: spread(tube.wait),
    runMillis: spread(tube.run),
    using: between(1, 4),
    watching: tube.workers,
    waiting: Math.max(0, tube.workers - 2),
    workers: tube.workers,
    totalJobs: Math.round(tube.inRate * 86_400),
    deletes: Math.round(tube.outRate * 86_000),
    timeouts: Math.round(tube.outRate * 3),
    pauseMillis: pauseLeftMillis > 0 ? 60 * MINUTE : 0,
    pauseLeftMillis,
    pauseReason: tube.pauseReason,
    pausedBy: tube.pausedBy,
  };
}
