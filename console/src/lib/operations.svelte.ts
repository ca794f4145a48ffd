/**
 * Actions on many jobs. The server does them in slices; here they are asked about, with the counts of a
 * dry run, watched, cancelled and undone.
 */
import { api, segment } from './api';
import { duration, number } from './format';
import { t } from './i18n.svelte';
import { live } from './live.svelte';
import type { Operation, OperationKind, OperationRequest } from './types';
import { ui } from './ui.svelte';

/** For more jobs than this, the tube's name has to be typed. Kicking takes nothing away. */
const CONFIRM_FROM = 1000;
const POLL_MILLIS = 400;
const DESTROYS: ReadonlySet<OperationKind> = new Set(['delete', 'purge']);

export interface Wanted {
  kind: OperationKind;
  /** Which jobs, in the filter language. */
  q: string;
  /** Only these of them. */
  ids?: number[];
  /** The tube to move to. */
  to?: string;
  limit?: number;
}

class Operations {
  /** Those that this tab started, newest first: they are shown until they are dismissed. */
  mine: number[] = $state([]);

  get shown(): Operation[] {
    return this.mine.flatMap((id) => live.operations.get(id) ?? []);
  }

  dismiss(id: number): void {
    this.mine = this.mine.filter((each) => each !== id);
  }

  /** Dry run, question, start. Resolves to the started operation, or undefined when it was not wanted. */
  async perform(wanted: Wanted): Promise<Operation | undefined> {
    return ui.attempt(async () => {
      const request = requestOf(wanted);
      const dry = await settled(await api.post<Operation>('/operations', { ...request, dryRun: true }));
      const able = dry.matched - dry.skipped;
      if (able === 0) {
        ui.toast(dry.matched === 0 ? t('jobs.opNothing') : t('jobs.opAllSkipped', { n: dry.skipped }));
        return undefined;
      }
      const mustType =
        wanted.kind === 'purge' ||
        (wanted.kind !== 'kick' && able > CONFIRM_FROM) ||
        dry.lost + dry.othersLost > 0;
      // What the server wants to hear: the one tube, else the filter itself.
      const name = dry.tube || wanted.q.trim() || 'all';
      if (!(await this.#agreed(wanted, able, dry, mustType ? name : undefined))) return undefined;
      const confirm = mustType ? { confirm: name } : {};
      const started = await api.post<Operation>('/operations', { ...request, ...confirm, dryRun: false });
      this.watch(started);
      return started;
    });
  }

  async #agreed(wanted: Wanted, able: number, dry: Operation, typed?: string): Promise<boolean> {
    const { kind, to = '' } = wanted;
    const { skipped, lost, othersLost } = dry;
    const lines = [t(`jobs.would_${kind}`, { n: able, to })];
    if (skipped > 0) lines.push(t('jobs.opSkipped', { n: skipped }));
    if (DESTROYS.has(kind) && lost < able) lines.push(t('jobs.opUndoable'));
    if (lost > 0) lines.push(t('jobs.opWouldLose', { n: lost }));
    if (othersLost > 0) lines.push(t('jobs.opOthersLose', { n: othersLost }));
    const answer = await ui.ask({
      title: t(`jobs.title_${kind}`, { n: able }),
      lines,
      confirmLabel: t(`jobs.do_${kind}`),
      danger: DESTROYS.has(kind),
      ...(typed ? { typed } : {}),
    });
    return answer !== null;
  }

  /** Follows an operation to its end, also when the live line is cut. */
  watch(operation: Operation): void {
    live.noteOperation(operation);
    this.mine = [operation.id, ...this.mine.filter((id) => id !== operation.id)];
    void this.#follow(operation.id);
  }

  async #follow(id: number): Promise<void> {
    const last = await ui.attempt(() =>
      settled(live.operations.get(id) as Operation, (now) => live.noteOperation(now)),
    );
    if (last) live.noteOperation(last);
  }

  async cancel(operation: Operation): Promise<void> {
    const now = await ui.attempt(() =>
      api.post<Operation>(segment`/operations/${operation.id}/cancel`),
    );
    if (now) live.noteOperation(now);
  }

  async undo(operation: Operation): Promise<void> {
    const now = await ui.attempt(() =>
      api.post<Operation>(segment`/operations/${operation.id}/undo`),
    );
    if (!now) return;
    live.noteOperation(now);
    this.dismiss(operation.id);
    ui.toast(t('jobs.undone', { n: now.done - now.lost }), { tone: 'good' });
  }
}

export const operations = new Operations();

function requestOf({ kind, q, ids, to, limit }: Wanted): Omit<OperationRequest, 'dryRun'> {
  return {
    kind,
    q,
    ...(ids ? { ids } : {}),
    ...(to ? { to } : {}),
    ...(limit ? { limit } : {}),
  };
}

/** Waits until an operation no longer runs. */
async function settled(first: Operation, each?: (now: Operation) => void): Promise<Operation> {
  let now = first;
  while (now.state === 'running') {
    await new Promise((done) => setTimeout(done, POLL_MILLIS));
    now = await api.get<Operation>(segment`/operations/${now.id}`);
    each?.(now);
  }
  return now;
}

/** What became of it, in one line. */
export function outcomeOf(operation: Operation): string {
  const { kind, state, done, matched, skipped, lost, to, startedMillis, endedMillis, message } =
    operation;
  const n = done;
  if (state === 'running')
    return t(`jobs.doing_${kind}`, { done: number(done), all: number(matched - skipped) });
  if (state === 'failed') return message || t('jobs.opFailed');
  const took = duration((endedMillis || startedMillis) - startedMillis);
  const what = t(`jobs.did_${kind}`, { n, to });
  const ended = state === 'cancelled' ? t('jobs.opCancelled', { what }) : `${what} · ${took}`;
  return lost > 0 ? `${ended} · ${t('jobs.opLost', { n: lost })}` : ended;
}
