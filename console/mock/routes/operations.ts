import type { Operation, OperationKind } from '../../src/lib/types';
import { tokenise } from '../../src/lib/filter';
import { matcher } from '../filter';
import { Refusal, route } from '../router';
import { jobs, touched, type WorldJob } from '../world';
import { sendAll } from './events';

const UNDO_MILLIS = 600_000;
const SLICES = 20;
const SLICE_MILLIS = 150;
const CONFIRM_FROM = 1000;
const operations = new Map<number, Operation>();
const trash = new Map<number, WorldJob[]>();
let lastId = Date.now();

function create(kind: OperationKind, filter: string, tube: string, to: string): Operation {
  const operation: Operation = {
    id: ++lastId,
    kind, filter, tube, to,
    state: 'running',
    dryRun: false,
    matched: 0, done: 0, skipped: 0, lost: 0, othersLost: 0,
    startedMillis: Date.now(),
    endedMillis: 0,
    who: 'local',
    undoUntilMillis: null,
    message: '',
  };
  operations.set(operation.id, operation);
  return operation;
}

/** Keeps what was deleted, so that it can come back. */
export function recordUndo(kind: OperationKind, filter: string, gone: WorldJob[]): Operation {
  const operation = create(kind, filter, gone[0]?.tube ?? '', '');
  finish(operation, gone);
  operation.matched = operation.done = gone.length;
  return operation;
}

function finish(operation: Operation, gone: WorldJob[]): void {
  operation.state = 'done';
  operation.endedMillis = Date.now();
  if (gone.length === 0) return;
  trash.set(operation.id, gone);
  operation.undoUntilMillis = Date.now() + UNDO_MILLIS;
}

function applyTo(job: WorldJob, { kind, to }: Operation): void {
  touched.add(job.tube);
  const address = { address: 'console', connection: 0 };
  if (kind === 'kick') Object.assign(job, { state: 'ready', kicks: job.kicks + 1 });
  if (kind === 'bury') Object.assign(job, { state: 'buried', buries: job.buries + 1 });
  if (kind === 'move' && to) job.tube = to;
  if (kind === 'delete' || kind === 'purge') jobs.delete(job.id);
  const names = { kick: 'kicked', bury: 'buried', move: 'moved', delete: 'deleted', purge: 'deleted' };
  job.events.push({ atMillis: Date.now(), event: names[kind], ...address });
}

function run(operation: Operation, all: WorldJob[]): void {
  const slice = Math.max(1, Math.ceil(all.length / SLICES));
  const gone: WorldJob[] = [];
  const step = () => {
    if (operation.state !== 'running') return;
    const part = all.slice(operation.done, operation.done + slice);
    for (const job of part) {
      applyTo(job, operation);
      if (!jobs.has(job.id)) gone.push(job);
    }
    operation.done += part.length;
    if (operation.done >= all.length) finish(operation, gone);
    sendAll('operation', operation);
    if (operation.state === 'running') setTimeout(step, SLICE_MILLIS);
  };
  setTimeout(step, SLICE_MILLIS);
}

/** The one tube that a filter names. */
function tubeOf(q: string): string {
  const named = tokenise(q).tokens.filter(({ name, negated }) => name === 'tube' && !negated);
  const only = named.length === 1 ? (named[0]?.value ?? '') : '';
  return only.includes('*') ? '' : only;
}

route('POST /operations', ({ body }) => {
  const kind = body.kind as OperationKind;
  const byId = Array.isArray(body.ids) ? new Set<number>(body.ids.map(Number)) : null;
  const fits = matcher(body.q ?? '');
  const found = [...jobs.values()].filter((job) => (byId ? byId.has(job.id) : fits(job)));
  const able = found.filter((job) =>
    kind === 'kick' ? /buried|delayed/.test(job.state) : job.state !== 'reserved',
  );
  const tube = tubeOf(body.q ?? '');
  const operation = create(kind, body.q ?? '', tube, body.to ?? '');
  operation.matched = found.length;
  operation.skipped = found.length - able.length;
  if (body.dryRun) {
    operation.state = 'dry';
    operation.dryRun = true;
    operation.endedMillis = Date.now();
    return operation;
  }
  const wanted = tube || String(body.q ?? '').trim() || 'all';
  if ((kind === 'purge' || (kind !== 'kick' && able.length > CONFIRM_FROM)) && body.confirm !== wanted)
    throw new Refusal(409, 'confirm', `Type "${wanted}" to confirm`);
  run(operation, able);
  return operation;
});
route('GET /operations', () => ({ items: [...operations.values()].reverse(), cursor: null }));
route('GET /operations/:id', ({ params }) => operations.get(Number(params.id)));
route('POST /operations/:id/cancel', ({ params }) => {
  const operation = operations.get(Number(params.id));
  if (operation?.state === 'running') operation.state = 'cancelled';
  return operation;
});
route('POST /operations/:id/undo', ({ params }) => {
  const operation = operations.get(Number(params.id));
  const back = trash.get(Number(params.id));
  if (!operation || !back) throw new Refusal(409, 'too-late', 'It is too late to undo this');
  for (const job of back) {
    jobs.set(job.id, job);
    touched.add(job.tube);
  }
  trash.delete(operation.id);
  operation.state = 'undone';
  operation.undoUntilMillis = null;
  return operation;
});
