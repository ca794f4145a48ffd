/** What can be done to a whole tube; each asks what it has to ask. */
import type { MenuItem } from '../components/Menu.svelte';
import { api, segment } from './api';
import { parseDuration } from './duration';
import { withWord } from './filter';
import { duration } from './format';
import { t } from './i18n.svelte';
import { live } from './live.svelte';
import { operations, type Wanted } from './operations.svelte';
import type { Tube } from './types';
import { ui } from './ui.svelte';
import { isPaused } from './worst';

/** A tube as a word of the filter language. */
export function tubeWord(name: string): string {
  return withWord('', 'tube', name);
}

export async function pause(tube: string, forText: string, reason: string): Promise<boolean> {
  const pauseMillis = parseDuration(forText);
  if (pauseMillis === null || pauseMillis <= 0) {
    ui.toast(t('tubes.badDuration'), { tone: 'bad' });
    return false;
  }
  const done = await ui.attempt(async () => {
    await api.post(segment`/tubes/${tube}/pause`, { pauseMillis, reason });
    return true;
  });
  if (!done) return false;
  ui.toast(t('tubes.pausedToast', { tube, time: duration(pauseMillis) }), {
    action: { label: t('common.undo'), run: () => resume(tube) },
  });
  return true;
}

export async function resume(tube: string): Promise<void> {
  await ui.attempt(async () => {
    await api.post(segment`/tubes/${tube}/resume`);
    ui.toast(t('tubes.resumedToast', { tube }), { tone: 'good' });
  });
}

function perform(kind: Wanted['kind'], tube: string, states: string, extra: Partial<Wanted> = {}) {
  const q = states ? `${tubeWord(tube)} state:${states}` : tubeWord(tube);
  return operations.perform({ kind, q, ...extra });
}

/** As the protocol's kick does it: buried jobs, and delayed ones only when none is buried. */
async function kickSome({ name, buried }: Tube): Promise<void> {
  const text = await ui.ask({
    title: t('tubes.kickSome'),
    lines: [],
    confirmLabel: t('jobs.do_kick'),
    input: { label: t('tubes.kickHowMany'), value: '10', required: true },
  });
  const limit = Number(text);
  if (text !== null && Number.isInteger(limit) && limit > 0)
    await perform('kick', name, buried > 0 ? 'buried' : 'delayed', { limit });
}

async function moveAll(tube: string): Promise<void> {
  const to = await askForTube(t('tubes.moveTitle', { tube }), tube);
  if (to) await perform('move', tube, 'ready,delayed,buried', { to });
}

/** Asks for the tube to move to; null when it was not given. */
export async function askForTube(title: string, except?: string): Promise<string | null> {
  const to = await ui.ask({
    title,
    lines: [t('tubes.moveText')],
    confirmLabel: t('jobs.do_move'),
    input: {
      label: t('tubes.moveTo'),
      value: '',
      required: true,
      suggestions: [...live.tubes.keys()].filter((name) => name !== except),
    },
  });
  return to?.trim() || null;
}

/** The menu of a tube. `openPause` opens the page's dialog for pausing. */
export function tubeMenu(tube: Tube, openPause: () => void, openPut?: () => void): MenuItem[] {
  const { name } = tube;
  return [
    ...(openPut ? [{ label: t('tubes.put'), icon: 'plus' as const, run: openPut }] : []),
    isPaused(tube)
      ? { label: t('tubes.resume'), icon: 'play', run: () => void resume(name) }
      : { label: t('tubes.pause'), icon: 'pause', run: openPause },
    {
      label: t('tubes.kickAll'),
      icon: 'retry',
      apart: true,
      disabled: tube.buried === 0,
      run: () => void perform('kick', name, 'buried'),
    },
    {
      label: t('tubes.kickDelayed'),
      icon: 'schedules',
      disabled: tube.delayed === 0,
      run: () => void perform('kick', name, 'delayed'),
    },
    { label: t('tubes.kickSome'), icon: 'retry', run: () => void kickSome(tube) },
    { label: t('tubes.moveAll'), icon: 'move', apart: true, run: () => void moveAll(name) },
    {
      label: t('tubes.purge'),
      icon: 'trash',
      danger: true,
      run: () => void perform('purge', name, ''),
    },
  ];
}
