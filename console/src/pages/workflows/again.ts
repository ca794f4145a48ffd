/** Calling Celery's tasks again: one, or all of a group of failures or of a workflow that failed. */
import { api, segment } from '../../lib/api';
import { t } from '../../lib/i18n.svelte';
import { ui } from '../../lib/ui.svelte';
import type { CeleryTask } from './types';

interface CalledAgain {
  matched: number;
  called: number;
  unknown: number;
  left: number;
}

/** Asks, and calls it; resolves to the id of the new call, or null when there is none. */
export async function callAgain(task: CeleryTask): Promise<string | null> {
  const yes = await ui.ask({
    title: t('workflows.againTitle', { name: task.name }),
    lines: [t('workflows.againLine', { queue: task.queue }), t('workflows.againChain')],
    confirmLabel: t('workflows.again'),
  });
  if (yes === null) return null;
  const called = await ui.attempt(() => api.post<{ id: string }>(segment`/tasks/${task.id}/retry`));
  if (!called) return null;
  ui.toast(t('workflows.againDone', { name: task.name }), { tone: 'good' });
  return called.id;
}

/** The same for all that a path means, with the counts of a dry run; resolves to whether any was called. */
export async function callAllAgain(path: string): Promise<boolean> {
  const dry = await ui.attempt(() => api.post<CalledAgain>(`${path}/retry?dryRun=true`));
  if (!dry) return false;
  if (dry.called === 0) {
    ui.toast(t('workflows.againNone'), { tone: 'bad' });
    return false;
  }
  const lines = [t('workflows.againChain')];
  if (dry.unknown > 0) lines.unshift(t('workflows.againManyUnknown', { n: dry.unknown }));
  if (dry.left > 0) lines.push(t('workflows.againManyLeft', { n: dry.left }));
  const yes = await ui.ask({
    title: t('workflows.againManyTitle', { n: dry.called }),
    lines,
    confirmLabel: t('workflows.again'),
  });
  if (yes === null) return false;
  const done = await ui.attempt(() => api.post<CalledAgain>(`${path}/retry`));
  if (done) ui.toast(t('workflows.againManyDone', { n: done.called }), { tone: 'good' });
  return done !== undefined;
}
