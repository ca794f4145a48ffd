/** What can be done to a key; each asks what it has to ask. All say whether something was changed. */
import { api } from '../../lib/api';
import { parseDuration } from '../../lib/duration';
import { duration } from '../../lib/format';
import { t } from '../../lib/i18n.svelte';
import { ui } from '../../lib/ui.svelte';

async function tried(work: () => Promise<unknown>, said: string): Promise<boolean> {
  const done = await ui.attempt(async () => {
    await work();
    ui.toast(said, { tone: 'good' });
    return true;
  });
  return done === true;
}

/** The new name, or null when nothing was renamed. */
export async function rename(path: string, key: string): Promise<string | null> {
  const to = await ui.ask({
    title: t('keys.renameTitle', { key }),
    lines: [],
    confirmLabel: t('keys.renameDo'),
    input: { label: t('keys.renameLabel'), value: key, required: true },
  });
  if (to === null || to === key) return null;
  const done = await tried(() => api.post(`${path}/rename`, { to }), t('keys.renamed', { key: to }));
  return done ? to : null;
}

export async function expire(path: string, key: string, ttlMillis: number): Promise<boolean> {
  const text = await ui.ask({
    title: t('keys.expireTitle', { key }),
    lines: [],
    confirmLabel: t('keys.expireDo'),
    input: {
      label: t('keys.expireLabel'),
      value: ttlMillis > 0 ? `${Math.round(ttlMillis / 1000)}s` : '1h',
      suggestions: ['10m', '1h', '1d', '7d'],
      required: true,
    },
  });
  if (text === null) return false;
  const wanted = parseDuration(text);
  if (wanted === null || wanted <= 0) {
    ui.toast(t('tubes.badDuration'), { tone: 'bad' });
    return false;
  }
  const said = t('keys.expired', { key, time: duration(wanted) });
  return tried(() => api.post(`${path}/expire`, { ttlMillis: wanted }), said);
}

export function persist(path: string, key: string): Promise<boolean> {
  return tried(() => api.post(`${path}/expire`, { ttlMillis: -1 }), t('keys.persisted', { key }));
}

export async function remove(path: string, key: string, holds: string): Promise<boolean> {
  const yes = await ui.ask({
    title: t('keys.deleteTitle', { key }),
    lines: [t('keys.deleteLine', { what: holds })],
    confirmLabel: t('keys.delete'),
    danger: true,
  });
  if (yes === null) return false;
  return tried(() => api.post(`${path}/delete`), t('keys.deleted', { key }));
}
