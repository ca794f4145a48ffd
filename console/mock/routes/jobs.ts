import type { BodyKind, JobRow } from '../../src/lib/types';
import { RAW, Refusal, route } from '../router';
import { checkFilter, matcher } from '../filter';
import { addJob, jobs, touched, type WorldJob } from '../world';
import { recordUndo } from './operations';

function preview(job: WorldJob): string {
  return job.body.toString('utf8').slice(0, 200).replace(/[\u0000-\u001f\ufffd]/g, '·');
}

export function rowOf(job: WorldJob): JobRow {
  const now = Date.now();
  const { body, events, ...plain } = job;
  void events;
  return {
    ...plain,
    ageMillis: now - job.createdMillis,
    timeLeftMillis: job.untilMillis ? Math.max(0, job.untilMillis - now) : 0,
    bodyBytes: body.length,
    preview: preview(job),
  };
}

function kindOf(body: Buffer): BodyKind {
  const text = body.toString('utf8');
  if (text.includes('\ufffd')) return body[0] === 0x80 ? 'pickle' : 'binary';
  if (/^[aOsibdN][:;]/.test(text)) return 'php';
  try {
    JSON.parse(text);
    return 'json';
  } catch {
    return 'text';
  }
}

function find(id: string | undefined): WorldJob {
  const job = jobs.get(Number(id));
  if (!job) throw new Refusal(404, 'no-such-job', `There is no job ${id}`, 'It may be done or deleted.');
  return job;
}

function fullOf(job: WorldJob) {
  const kind = kindOf(job.body);
  return {
    job: rowOf(job),
    body: {
      bytes: job.body.length,
      text: kind === 'binary' || kind === 'pickle' ? null : job.body.toString('utf8'),
      base64: job.body.toString('base64'),
      truncated: false,
      masked: false,
      kind,
    },
    timeline: job.events,
  };
}

function matches(query: URLSearchParams): WorldJob[] {
  const words = [query.get('q') ?? ''];
  if (query.get('tube')) words.push(`tube:${query.get('tube')}`);
  if (query.get('state')) words.push(`state:${query.get('state')}`);
  const fits = matcher(words.join(' '));
  const found = [...jobs.values()].filter(fits);
  const order = query.get('order') ?? 'queue';
  if (order === 'newest') found.reverse();
  if (order === 'queue') found.sort((a, b) => a.priority - b.priority || a.id - b.id);
  return found;
}

route('GET /jobs', ({ query }) => {
  const found = matches(query);
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const end = Math.min(from + limit, found.length);
  return {
    items: found.slice(from, end).map(rowOf),
    cursor: end < found.length ? String(end) : null,
    scanned: jobs.size,
    matchedAtLeast: found.length,
    complete: true,
  };
});
route('GET /filters/check', ({ query }) => checkFilter(query.get('q') ?? ''));
route('GET /jobs/export', ({ query, response }) => {
  response.setHeader('Content-Disposition', 'attachment; filename="jobs.json"');
  response.end(JSON.stringify(matches(query).map(rowOf)));
  return RAW;
});
route('GET /jobs/events', ({ response }) => {
  // Nothing ever happens to the jobs of this world by itself.
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  return RAW;
});

route('GET /jobs/:id', ({ params }) => fullOf(find(params.id)));
route('GET /jobs/:id/body', ({ params, response }) => {
  response.setHeader('Content-Type', 'application/octet-stream');
  response.end(find(params.id).body);
  return RAW;
});

function event(job: WorldJob, name: string, detail = ''): void {
  const atMillis = Date.now();
  job.sinceMillis = atMillis;
  job.events.push({ atMillis, event: name, address: 'console', connection: 0, detail });
}

const ACTIONS: Record<string, (job: WorldJob, body: Record<string, string>) => WorldJob | null> = {
  kick(job) {
    job.state = 'ready';
    job.kicks++;
    job.untilMillis = 0;
    event(job, 'kicked');
    return job;
  },
  bury(job) {
    job.state = 'buried';
    job.buries++;
    job.holder = null;
    event(job, 'buried');
    return job;
  },
  release(job) {
    job.state = 'ready';
    job.releases++;
    job.holder = null;
    event(job, 'released');
    return job;
  },
  delete(job) {
    jobs.delete(job.id);
    return null;
  },
  move(job, { tube = 'default' }) {
    event(job, 'moved', `${job.tube} → ${tube}`);
    job.tube = tube;
    return job;
  },
  edit(job, { text, base64 }) {
    if (job.state === 'reserved')
      throw new Refusal(409, 'reserved', 'A reserved job cannot be edited');
    job.body = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
    event(job, 'edited');
    return job;
  },
};

for (const [name, act] of Object.entries(ACTIONS)) {
  route(`POST /jobs/:id/${name}`, ({ params, body }) => {
    const job = find(params.id);
    touched.add(job.tube);
    const result = act(job, body);
    const operation = name === 'delete' ? recordUndo('delete', `id:${job.id}`, [job]) : null;
    return { ...(result ? { job: rowOf(result) } : { job: null }), operation };
  });
}

route('POST /jobs/:id/clone', ({ params, body }) => {
  const job = find(params.id);
  return { id: addJob(body.tube || job.tube, 'ready', 0, job.body).id };
});
