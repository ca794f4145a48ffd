/** Says in words what needs a hand, and where to go for it. */
import { urlToText } from '../../lib/base64';
import { bytes, duration, rate } from '../../lib/format';
import { t } from '../../lib/i18n.svelte';
import { hrefOf } from '../../lib/router.svelte';
import type { Attention } from '../../lib/types';

export interface Sentence {
  /** What it is about: a tube, a stream, or nothing. */
  subject: string | null;
  href: string;
  text: string;
  /** The figures behind it, shorter. */
  facts: string;
}

function drain({ drainMillis, outPerSecond = 0, inPerSecond = 0 }: Attention): string {
  if (drainMillis) return t('overview.drainsIn', { time: duration(drainMillis) });
  return outPerSecond <= inPerSecond ? t('overview.drainsNever') : '';
}

function rates({ inPerSecond, outPerSecond }: Attention): string {
  if (inPerSecond === undefined || outPerSecond === undefined) return '';
  return t('overview.rates', { in: rate(inPerSecond), out: rate(outPerSecond) });
}

function textOf(item: Attention): string {
  const age = duration(item.ageMillis ?? 0);
  const n = item.ready ?? 0;
  switch (item.kind) {
    case 'oldest':
      return t('overview.sayOldest', { age, limit: duration(item.limitMillis ?? 0) });
    case 'noWorkers':
      return t('overview.sayNoWorkers', { n });
    case 'falling-behind':
      return t('overview.sayBehind', { n });
    case 'failures':
      return t('overview.sayFailures', { n: item.buried ?? 0 });
    case 'disk':
      return t('overview.sayDisk', { free: bytes(item.usableBytes ?? 0) });
    case 'paused':
      return t('overview.sayPaused', { time: duration(item.leftMillis ?? 0), n });
    case 'stream-lag':
      return t('overview.sayLag', { n: item.lag ?? 0 });
  }
}

function hrefFor({ kind, tube, stream }: Attention): string {
  if (stream !== undefined) return hrefOf(`/streams/${stream.replace(':', '/')}`);
  if (kind === 'failures') return hrefOf('/failures', { tube });
  if (tube !== undefined) return hrefOf(`/tubes/${encodeURIComponent(tube)}`);
  return '#/settings';
}

/** A stream comes as its database and its key in base64url. */
function nameOf(stream: string | undefined): string | undefined {
  return stream && (urlToText(stream.slice(stream.indexOf(':') + 1)) ?? stream);
}

/** The sentence for one thing that needs a hand. */
export function sentenceOf(item: Attention): Sentence {
  const facts: string[] = [];
  if (item.kind === 'oldest' || item.kind === 'falling-behind') {
    facts.push(rates(item), drain(item));
    if (item.kind === 'oldest' && item.ready) facts.push(t('overview.waiting', { n: item.ready }));
  }
  if (item.kind === 'noWorkers' && item.ageMillis)
    facts.push(t('overview.oldestIs', { age: duration(item.ageMillis) }));
  if (item.kind === 'failures' && item.buriedPerMinute)
    facts.push(t('overview.perMinute', { n: Math.round(item.buriedPerMinute) }));
  if (item.kind === 'disk' && item.journalBytes)
    facts.push(t('overview.journalIs', { bytes: bytes(item.journalBytes) }));
  return {
    subject: item.tube ?? nameOf(item.stream) ?? null,
    href: hrefFor(item),
    text: textOf(item),
    facts: facts.filter(Boolean).join(' · '),
  };
}

/** How many of one kind are shown before those of another kind have had their turn. */
const OF_A_KIND_FIRST = 2;

/** The first few to show: a hundred tubes with one trouble must not hide the second trouble. */
export function varied(items: readonly Attention[], count: number): Attention[] {
  const ofKind = new Map<string, number>();
  const first: Attention[] = [];
  const later: Attention[] = [];
  for (const item of items) {
    const before = ofKind.get(item.kind) ?? 0;
    ofKind.set(item.kind, before + 1);
    (before < OF_A_KIND_FIRST ? first : later).push(item);
  }
  const chosen = new Set([...first, ...later].slice(0, count));
  return items.filter((item) => chosen.has(item));
}
