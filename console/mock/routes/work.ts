/** Connections, Celery workers, schedules and workflows. */
import { parseCron, runsBetween } from '../../src/lib/cron';
import type { CeleryWorker, Connection } from '../../src/lib/types';
import type { Schedule } from '../../src/pages/schedules/types';
import { stateOf } from '../../src/pages/workflows/layout';
import type { WorkflowNode } from '../../src/pages/workflows/types';
import { between, pick } from '../random';
import { Refusal, route } from '../router';
import { jobs, tubes } from '../world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const started = Date.now();

/** Workers are made of the jobs they hold, so that the page agrees with the tubes. */
const connections: Connection[] = [];
const byAddress = new Map<string, Connection>();
for (const job of jobs.values()) {
  if (!job.holder) continue;
  const held = byAddress.get(job.holder.address);
  if (held) {
    held.reserved++;
    continue;
  }
  const connection: Connection = {
    id: job.holder.connection * 1000 + connections.length, face: 'beanstalk', address: job.holder.address, name: '',
    sinceMillis: started - between(1, 300) * MINUTE, idleMillis: between(1, 40) * 100,
    tubes: [job.tube], using: 'default', reserved: 1, worker: true, waiting: false, lastCommand: 'reserve-with-timeout',
  };
  byAddress.set(job.holder.address, connection);
  connections.push(connection);
}
for (const tube of [...tubes.values()].slice(0, 24)) {
  connections.push({
    id: 500 + connections.length, face: 'beanstalk', address: `10.4.2.${between(10, 60)}:${between(32768, 60999)}`, name: '',
    sinceMillis: started - between(1, 900) * MINUTE, idleMillis: between(1, 30_000),
    tubes: [tube.name, ...(connections.length % 3 === 0 ? ['default'] : [])], using: 'default', reserved: 0, worker: true, waiting: true, lastCommand: 'reserve',
  });
}
for (let n = 0; n < 30; n++) {
  const producer = n < 14;
  connections.push({
    id: 900 + n, face: n === 29 ? 'http' : 'redis', address: `10.4.1.${between(10, 60)}:${between(32768, 60999)}`,
    name: producer ? `celery@worker-${1 + (n % 4)}` : n === 29 ? 'console' : pick(['bullmq:mail', 'web', 'web', '']),
    sinceMillis: started - between(1, 9000) * MINUTE, idleMillis: n === 20 ? 3 * HOUR : between(1, 9000),
    tubes: [], using: '', reserved: 0, worker: false, waiting: producer,
    lastCommand: producer ? 'brpop' : pick(['get', 'xadd', 'xreadgroup', 'hset', 'publish']),
  });
}
const celery: CeleryWorker[] = ['worker-1', 'worker-2', 'worker-3', 'gpu-1'].map((name, index) => ({
  hostname: `celery@${name}`, status: index === 3 ? 'offline' : 'online', active: index === 3 ? 0 : between(1, 8), processed: between(900, 90_000),
  failed: between(0, 40), load: between(1, 30) / 10, queues: index === 3 ? ['ml'] : ['celery', 'mail'],
  lastSeenMillis: index === 3 ? Date.now() - 26 * MINUTE : Date.now() - between(100, 2000), sw: 'py-celery 5.2.6',
}));

route('GET /workers', () => ({ connections, celery: celery.map((each) => (each.status === 'online' ? { ...each, lastSeenMillis: Date.now() - 900 } : each)) }));
route('POST /workers/:id/disconnect', ({ params }) => {
  const at = connections.findIndex((each) => String(each.id) === params.id);
  if (at < 0) throw new Refusal(404, 'no-such-connection', 'This connection is gone already');
  connections.splice(at, 1);
  return null;
});

const schedule = (name: string, task: string, when: string, changes: Partial<Schedule> = {}): Schedule => ({
  database: 0, name, task, when, kind: when.startsWith('every') ? 'interval' : 'cron', zone: 'UTC',
  nextMillis: started + between(1, 50) * MINUTE, lastMillis: started - between(1, 50) * MINUTE,
  missed: 0, paused: false, queue: 'celery', source: 'haulm-tasks', ...changes,
});
const schedules: Schedule[] = [
  schedule('nightly-report', 'shop.reports.daily', '0 2 * * *', { zone: 'Europe/Lisbon', nextMillis: started + 7 * HOUR, lastMillis: started - 17 * HOUR }),
  schedule('sync-stock', 'shop.tasks.sync_stock', '*/10 * * * *'),
  schedule('expire-carts', 'shop.tasks.expire_carts', 'every PT1M30S', { nextMillis: started + 40_000, lastMillis: started - 50_000 }),
  schedule('billing-run', 'billing.tasks.run', '30 6 * * 1-5', { zone: 'America/Sao_Paulo', missed: 2, queue: 'billing', lastMillis: started - 49 * HOUR }),
  schedule('month-end', 'billing.tasks.close_month', '0 0 1 * *', { nextMillis: started + 220 * HOUR, lastMillis: started - 500 * HOUR, queue: 'billing' }),
  schedule('rebuild-search', 'search.tasks.rebuild', '15 */4 * * *', { paused: true, nextMillis: 0 }),
  schedule('heartbeat', 'ops.ping', 'every PT15M', { source: 'celery-beat' }),
  schedule('newsletter', 'mail.tasks.newsletter', '0 9 * * 2,4', { zone: 'Asia/Shanghai', source: 'celery-beat', queue: 'mail' }),
];
const find = (name = '') => {
  const found = schedules.find((each) => each.name === name);
  if (!found) throw new Refusal(404, 'no-such-schedule', `There is no schedule "${name}"`);
  return found;
};
/** When it runs next, as a scheduler that keeps its word would say. */
function nextOf(each: Schedule): number {
  const now = Date.now();
  const cron = parseCron(each.when);
  if (each.paused) return 0;
  if (cron) return runsBetween(cron, each.zone, now, now + 32 * 24 * HOUR)[0] ?? 0;
  const every = each.when.endsWith('S') ? 90_000 : 15 * MINUTE;
  return Math.ceil(now / every) * every;
}
route('GET /schedules', () => ({ items: schedules.map((each) => ({ ...each, nextMillis: nextOf(each) })), cursor: null }));
route('POST /schedules/:name/pause', ({ params }) => Object.assign(find(params.name), { paused: true, nextMillis: 0 }));
route('POST /schedules/:name/resume', ({ params }) => Object.assign(find(params.name), { paused: false, nextMillis: Date.now() + 5 * MINUTE }));
route('POST /schedules/:name/run', ({ params }) => Object.assign(find(params.name), { lastMillis: Date.now() }));

interface World { rootId: string; name: string; nodes: WorkflowNode[] }
function flow(rootId: string, name: string, lines: [id: string, name: string, state: string, parents: string, from: number, to: number | null][]): World {
  return {
    rootId, name,
    nodes: lines.map(([id, task, state, parents, from, to]) => ({
      id, name: task, state,
      startedMillis: from < 0 ? 0 : started - from * 1000,
      endedMillis: to === null ? 0 : started - to * 1000,
      parent: parents.split(',')[0] || null,
      parents: parents ? parents.split(',') : [],
    })),
  };
}
const flows: World[] = [
  flow('c7f2a1d0-9a11-4f', 'shop.import_catalog', [
    ['c7f2a1d0-9a11-4f', 'shop.import_catalog', 'succeeded', '', 420, 396],
    ['b1', 'shop.parse_part', 'succeeded', 'c7f2a1d0-9a11-4f', 395, 350],
    ['b2', 'shop.parse_part', 'succeeded', 'c7f2a1d0-9a11-4f', 395, 322],
    ['b3', 'shop.parse_part', 'failed', 'c7f2a1d0-9a11-4f', 395, 371],
    ['b4', 'shop.parse_part', 'succeeded', 'c7f2a1d0-9a11-4f', 394, 360],
    ['c', 'shop.merge_parts', 'sent', 'b1,b2,b3,b4', -1, null],
    ['d', 'search.reindex', 'sent', 'c', -1, null],
  ]),
  flow('19be44aa-7712-4c', 'video.publish', [
    ['19be44aa-7712-4c', 'video.probe', 'succeeded', '', 1300, 1297],
    ['b', 'video.transcode', 'succeeded', '19be44aa-7712-4c', 1296, 610],
    ['t', 'video.thumbnail', 'succeeded', '19be44aa-7712-4c', 1296, 1282],
    ['s', 'video.subtitles', 'succeeded', '19be44aa-7712-4c', 1296, 1103],
    ['c', 'video.package', 'started', 'b,t,s', 602, null],
    ['d', 'video.publish', 'sent', 'c', -1, null],
    ['e', 'mail.notify_owner', 'sent', 'd', -1, null],
  ]),
  flow('5510dd9e-1b0f-42', 'billing.month_end', [
    ['5510dd9e-1b0f-42', 'billing.collect', 'succeeded', '', 9000, 8700],
    ['b', 'billing.invoice', 'succeeded', '5510dd9e-1b0f-42', 8690, 8011],
    ['c', 'billing.mail', 'succeeded', 'b', 8000, 7900],
  ]),
  flow('e04411b2-aa0c-4d', 'report.build', [
    ['e04411b2-aa0c-4d', 'report.fetch', 'succeeded', '', 50, 41],
    ['b', 'report.render', 'retried', 'e04411b2-aa0c-4d', 40, null],
  ]),
];
const rowOf = ({ rootId, name, nodes }: World) => ({
  rootId, name, tasks: [...new Set(nodes.slice(1).map((node) => node.name))], state: stateOf(nodes), startedMillis: nodes[0]?.startedMillis ?? started, total: nodes.length,
  done: nodes.filter((node) => node.endedMillis > 0).length,
  failed: nodes.filter((node) => node.state === 'failed').length,
});
route('GET /workflows', () => ({ items: flows.map(rowOf), cursor: null }));
route('GET /workflows/:rootId', ({ params }) => {
  const found = flows.find((each) => each.rootId === params.rootId);
  if (!found) throw new Refusal(404, 'no-such-workflow', 'There is no such workflow');
  return { nodes: found.nodes };
});
