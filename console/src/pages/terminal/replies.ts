/** Replies of both faces: reading beanstalkd's text, explaining errors, writing a reply as text. */
import type { Reply } from './types';

export interface BeanstalkReply {
  /** The first line: `OK`, `FOUND 7 120`, `NOT_FOUND`. */
  head: string;
  isError: boolean;
  /** Statistics by name. */
  pairs: [string, string][] | null;
  /** Names of tubes. */
  list: string[] | null;
  /** A job's body, or a block that is neither of the two. */
  body: string | null;
}

const GOOD = /^(OK|FOUND|RESERVED|INSERTED|USING|WATCHING|DELETED|RELEASED|BURIED|KICKED|TOUCHED|PAUSED)\b/;

/** Takes a reply of the beanstalkd protocol apart. */
export function parseBeanstalk(text: string): BeanstalkReply {
  const end = text.indexOf('\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  const rest = end < 0 ? '' : text.slice(end + 2).replace(/\r\n$/, '');
  const plain: BeanstalkReply = { head, isError: !GOOD.test(head), pairs: null, list: null, body: null };
  if (rest === '') return plain;
  if (!head.startsWith('OK') || !rest.startsWith('---')) return { ...plain, body: rest };
  const lines = rest.split('\n').slice(1).filter(Boolean);
  const unquoted = (word: string) => word.trim().replace(/^"(.*)"$/, '$1');
  if (lines.every((line) => line.startsWith('- ')))
    return { ...plain, list: lines.map((line) => unquoted(line.slice(2))) };
  return {
    ...plain,
    pairs: lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), unquoted(line.slice(colon + 1))];
    }),
  };
}

const KNOWN = new Set([
  'BAD_FORMAT', 'BUSYGROUP', 'DEADLINE_SOON', 'JOB_TOO_BIG', 'NOAUTH', 'NOGROUP', 'NOPERM', 'NOT_FOUND',
  'READONLY', 'TIMED_OUT', 'UNKNOWN_COMMAND', 'WRONGTYPE',
]);

/** The name under which the console can explain an error; null when it can add nothing to the server's words. */
export function errorName(message: string): string | null {
  if (/^ERR unknown (sub)?command/i.test(message)) return 'unknownCommand';
  if (/^ERR wrong number of arguments/i.test(message)) return 'wrongNumber';
  const first = message.split(/[\s:]/)[0] ?? '';
  return KNOWN.has(first) ? first : null;
}

/** Commands whose lists of words are names with values, and how deep in the reply those lists are. */
const PAIRS: readonly [RegExp, number][] = [
  [/^\s*(hgetall|config\s+get|memory\s+stats|pubsub\s+numsub|xinfo\s+stream)\b/i, 0],
  [/^\s*xinfo\s+(groups|consumers)\b/i, 1],
  [/^\s*x(rev)?range\b/i, 2],
];

/** The depth at which a command's reply has names with values; -1 when it has none. */
export function pairsAt(line: string): number {
  return PAIRS.find(([command]) => command.test(line))?.[1] ?? -1;
}

/** A text in quotation marks; only what cannot be seen is escaped, so that JSON stays legible. */
export function inQuotes(text: string): string {
  const seen = text.replace(/[\u0000-\u001f\u007f]/g, (sign) => JSON.stringify(sign).slice(1, -1));
  return `"${seen}"`;
}

/** A list of names with values, taken two by two; null when it cannot be one. */
export function pairsOf(list: readonly Reply[]): [Reply, Reply][] | null {
  const isFine = list.length > 0 && list.length % 2 === 0 && list.every((each, at) => at % 2 === 1 || each.type === 'bulk');
  if (!isFine) return null;
  return Array.from({ length: list.length / 2 }, (_, at) => [list[2 * at], list[2 * at + 1]] as [Reply, Reply]);
}

/** A reply as redis-cli writes it, for the clipboard. */
export function asText(reply: Reply, indent = ''): string {
  switch (reply.type) {
    case 'int':
      return `(integer) ${reply.value}`;
    case 'nil':
      return '(nil)';
    case 'error':
      return `(error) ${reply.value}`;
    case 'status':
      return reply.value;
    case 'bulk':
      return JSON.stringify(reply.value.text);
    case 'array': {
      if (reply.value.length === 0) return '(empty array)';
      const width = String(reply.value.length).length;
      const lines = reply.value.map((element, index) => {
        const lead = `${String(index + 1).padStart(width)}) `;
        return lead + asText(element, indent + ' '.repeat(lead.length));
      });
      return lines.join(`\n${indent}`);
    }
  }
}
