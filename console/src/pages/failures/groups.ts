import { t } from '../../lib/i18n.svelte';
import type { FailureGroup } from '../../lib/types';

/** What the server calls a group of jobs whose payloads do not say why they were buried. */
const NO_REASON = 'buried';

/** What a group is called. */
export function titleOf({ error, source }: FailureGroup): string {
  return source === 'buried' && error === NO_REASON ? t('failures.noReason') : error;
}

/**
 * The jobs of a group in the filter language: what is common to them, without the parts that vary. Those
 * that say no reason are all of their tube but those of its other groups.
 */
export function filterOf(group: FailureGroup, all: readonly FailureGroup[]): string {
  const [tube] = group.tubes ?? [];
  const words = group.tubes?.length === 1 && tube ? [`tube:${quoted(tube)}`] : [];
  words.push('state:buried');
  if (group.error !== NO_REASON) words.push(...errorWords(group));
  else
    for (const other of all)
      if (other !== group && tube && inTube(other, tube)) words.push(...errorWords(other).slice(0, 1).map((word) => `-${word}`));
  return words.join(' ');
}

function errorWords({ error }: FailureGroup): string[] {
  return fixedParts(error).map((part) => `error:${quoted(part, true)}`);
}

/** The longest stretches of a normalised error: numbers and ids stand in it as `<n>`, `<id>` or `*`. */
function fixedParts(error: string): string[] {
  const parts = error
    .split(/<[a-z]+>|\*|…/i)
    .map((part) => part.trim())
    .filter((part) => part.length > 2);
  return parts.sort((a, b) => b.length - a.length).slice(0, 2);
}

function quoted(text: string, always = false): string {
  return always || /[\s"]/.test(text) ? `"${text.replace(/(["\\])/g, '\\$1')}"` : text;
}

export function matches(group: FailureGroup, find: string): boolean {
  const wanted = find.trim().toLowerCase();
  const all = [group.error, group.frame, ...(group.tubes ?? []), ...(group.tasks ?? [])];
  return all.some((text) => text.toLowerCase().includes(wanted));
}

export function inTube(group: FailureGroup, tube: string): boolean {
  return (group.tubes ?? []).includes(tube);
}
