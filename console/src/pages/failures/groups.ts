import type { FailureGroup } from '../../lib/types';

/** The jobs of a group in the filter language: what is common to them, without the parts that vary. */
export function filterOf({ error, tubes }: FailureGroup): string {
  const where = tubes?.length === 1 && tubes[0] ? `tube:${quoted(tubes[0])} ` : '';
  return `${where}state:buried ${fixedParts(error)
    .map((part) => `error:${quoted(part, true)}`)
    .join(' ')}`.trim();
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
