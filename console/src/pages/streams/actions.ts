/** What can be done to a stream and its groups; each asks what it has to ask, and says what came of it. */
import { api, segment } from '../../lib/api';
import { parseDuration } from '../../lib/duration';
import { t } from '../../lib/i18n.svelte';
import { ui } from '../../lib/ui.svelte';
import type { Group } from './types';

const AUTOCLAIM_COUNT = 100;

/** How many the server says it changed; what was asked for when it does not say. */
type Counted = { count?: number; ids?: string[] } | null;
const countOf = (answer: Counted, asked: number) => answer?.count ?? answer?.ids?.length ?? asked;

export async function trim(path: string, stream: string, length: number): Promise<void> {
  const text = await ui.ask({
    title: t('streams.trimTitle', { stream }),
    lines: [t('streams.trimLine', { n: length })],
    confirmLabel: t('streams.trimDo'),
    danger: true,
    input: { label: t('streams.trimLabel'), value: String(length), required: true },
  });
  if (text === null) return;
  const maxlen = Number(text);
  if (!Number.isInteger(maxlen) || maxlen < 0) {
    ui.toast(t('streams.badNumber'), { tone: 'bad' });
    return;
  }
  await ui.attempt(async () => {
    const answer = await api.post<Counted>(`${path}/trim`, { maxLength: maxlen });
    ui.toast(t('streams.trimmed', { n: countOf(answer, Math.max(0, length - maxlen)) }));
  });
}

export async function deleteEntry(path: string, id: string): Promise<boolean> {
  const yes = await ui.ask({
    title: t('streams.deleteEntryTitle', { id }),
    lines: [t('streams.deleteEntryLine')],
    confirmLabel: t('streams.deleteEntry'),
    danger: true,
  });
  if (yes === null) return false;
  const done = await ui.attempt(async () => {
    await api.post(`${path}/delete`, { ids: [id] });
    ui.toast(t('streams.deleted', { n: 1 }));
    return true;
  });
  return done === true;
}

export async function createGroup(path: string): Promise<void> {
  const name = await ui.ask({
    title: t('streams.createGroup'),
    lines: [t('streams.groupStartsNow')],
    confirmLabel: t('streams.createGroupDo'),
    input: { label: t('streams.group'), value: '', required: true },
  });
  if (!name) return;
  await ui.attempt(async () => {
    await api.post(`${path}/groups`, { name: name.trim(), id: '$' });
    ui.toast(t('streams.groupCreated', { group: name.trim() }), { tone: 'good' });
  });
}

const groupPath = (path: string, group: string) => path + segment`/groups/${group}`;

export async function deleteGroup(path: string, group: Group): Promise<void> {
  const yes = await ui.ask({
    title: t('streams.deleteGroupTitle', { group: group.name.text }),
    lines: [t('streams.deleteGroupLine', { n: group.pending })],
    confirmLabel: t('streams.deleteEntry'),
    danger: true,
    typed: group.name.text,
  });
  if (yes === null) return;
  await ui.attempt(async () => {
    await api.delete(groupPath(path, group.name.text));
    ui.toast(t('streams.groupDeleted', { group: group.name.text }));
  });
}

export async function setId(path: string, group: Group): Promise<void> {
  const id = await ui.ask({
    title: t('streams.setIdTitle', { group: group.name.text }),
    lines: [t('streams.setIdLine')],
    confirmLabel: t('streams.setIdDo'),
    input: {
      label: t('streams.setIdLabel'),
      value: group.lastDeliveredId,
      suggestions: ['0', '$'],
      required: true,
    },
  });
  if (!id) return;
  await ui.attempt(async () => {
    await api.post(`${groupPath(path, group.name.text)}/setid`, { id: id.trim() });
    ui.toast(t('streams.setIdDone', { group: group.name.text, id: id.trim() }));
  });
}

export async function ack(path: string, group: string, ids: string[]): Promise<boolean> {
  const yes = await ui.ask({
    title: t('streams.ackTitle', { n: ids.length }),
    lines: [t('streams.ackLine', { n: ids.length })],
    confirmLabel: t('streams.ack'),
  });
  if (yes === null) return false;
  const done = await ui.attempt(async () => {
    const answer = await api.post<Counted>(`${groupPath(path, group)}/ack`, { ids });
    ui.toast(t('streams.acked', { n: countOf(answer, ids.length) }), { tone: 'good' });
    return true;
  });
  return done === true;
}

export async function claim(
  path: string,
  group: string,
  ids: string[],
  consumers: string[],
): Promise<boolean> {
  const consumer = await ui.ask({
    title: t('streams.claimTitle', { n: ids.length }),
    lines: [t('streams.claimLine', { n: ids.length })],
    confirmLabel: t('streams.claimDo'),
    input: { label: t('streams.consumer'), value: '', suggestions: consumers, required: true },
  });
  if (!consumer) return false;
  const done = await ui.attempt(async () => {
    const body = { ids, consumer: consumer.trim(), minIdleMillis: 0 };
    const answer = await api.post<Counted>(`${groupPath(path, group)}/claim`, body);
    ui.toast(t('streams.claimed', { consumer, n: countOf(answer, ids.length) }), { tone: 'good' });
    return true;
  });
  return done === true;
}

/** Claims what has been idle for long. Says with a toast when the length of time cannot be read. */
export async function autoclaim(
  path: string,
  group: string,
  consumer: string,
  idleText: string,
): Promise<boolean> {
  const minIdleMillis = parseDuration(idleText);
  if (minIdleMillis === null) {
    ui.toast(t('streams.badDuration'), { tone: 'bad' });
    return false;
  }
  const done = await ui.attempt(async () => {
    const body = { consumer, minIdleMillis, count: AUTOCLAIM_COUNT };
    const answer = await api.post<Counted>(`${groupPath(path, group)}/autoclaim`, body);
    ui.toast(t('streams.claimed', { consumer, n: countOf(answer, 0) }), { tone: 'good' });
    return true;
  });
  return done === true;
}

export { AUTOCLAIM_COUNT };
