/** Enough of the filter language to try the console; the server's own is the true one. */
import { parseDuration } from '../src/lib/duration';
import { tokenise, type Token } from '../src/lib/filter';
import { ERRORS } from './bodies';
import type { WorldJob } from './world';

function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
  return new RegExp(`^${escaped}$`, 'i');
}

function compare(value: number, wanted: string, read: (text: string) => number): boolean {
  const range = /^(.+)\.\.(.+)$/.exec(wanted);
  if (range) return value >= read(range[1] ?? '') && value <= read(range[2] ?? '');
  const [, sign = '=', text = ''] = /^(>=|<=|>|<|=)?(.*)$/.exec(wanted) ?? [];
  const limit = read(text);
  if (sign === '>') return value > limit;
  if (sign === '<') return value < limit;
  if (sign === '>=') return value >= limit;
  return sign === '<=' ? value <= limit : value === limit;
}

function atPath(body: Buffer, path: string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, part) => (value as Record<string, unknown> | undefined)?.[part],
      JSON.parse(body.toString('utf8')),
    );
  } catch {
    return undefined;
  }
}

/** The error of a group: the world's fingerprints are numbers in disguise. */
function errorOf(fingerprint: string): string {
  return ERRORS[Number(/\d+/.exec(fingerprint)?.[0])]?.[0] ?? '';
}

function fits(job: WorldJob, { name, value }: Token): boolean {
  const time = (text: string) => parseDuration(text) ?? 0;
  switch (name) {
    case 'tube':
      return glob(value).test(job.tube);
    case 'state':
      return value.split(',').includes(job.state);
    case 'id':
      return compare(job.id, value, Number);
    case 'pri':
      return compare(job.priority, value, Number);
    case 'age':
      return compare(Date.now() - job.createdMillis, value, time);
    case 'delay':
      return compare(job.delayMillis, value, time);
    case 'ttr':
      return compare(job.ttrMillis, value, time);
    case 'size':
      return compare(job.body.length, value, (text) => parseFloat(text) * (/k/.test(text) ? 1e3 : 1));
    case 'reserves':
    case 'timeouts':
    case 'releases':
    case 'buries':
    case 'kicks':
      return compare(job[name], value, Number);
    case 'failure':
      return job.state === 'buried' && job.body.includes(`"${errorOf(value)}"`);
    case 'holder':
      return job.holder?.address.startsWith(value) ?? false;
    default:
      if (name.startsWith('body.'))
        return glob(value).test(String(atPath(job.body, name.slice(5).split('.'))));
      return job.body.toString('utf8').toLowerCase().includes(value.toLowerCase());
  }
}

export function matcher(q: string): (job: WorldJob) => boolean {
  const tokens = tokenise(q).tokens;
  return (job) => tokens.every((token) => fits(job, token) !== token.negated);
}

export function checkFilter(q: string) {
  const { problem } = tokenise(q);
  return { ok: problem === null, problem };
}
