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

const quote = (text: string) => JSON.stringify(text);

/** A reply as redis-cli writes it, for the clipboard. */
export function asText(reply: Reply, indent = ''): string {
  switch (reply.t) {
    case 'int':
      return `(integer) ${reply.v}`;
    case 'double':
      return `(double) ${reply.v}`;
    case 'bool':
      return reply.v ? '(true)' : '(false)';
    case 'nil':
      return '(nil)';
    case 'error':
      return `(error) ${reply.v}`;
    case 'status':
      return reply.v;
    case 'map': {
      if (reply.v.length === 0) return '(empty hash)';
      const lines = reply.v.map(([name, value], index) => {
        const lead = `${index + 1}# `;
        return `${lead}${asText(name)} => ${asText(value, indent + ' '.repeat(lead.length))}`;
      });
      return lines.join(`\n${indent}`);
    }
    case 'array':
    case 'set':
    case 'push': {
      if (reply.v.length === 0) return '(empty array)';
      const width = String(reply.v.length).length;
      const lines = reply.v.map((element, index) => {
        const lead = `${String(index + 1).padStart(width)}) `;
        return lead + asText(element, indent + ' '.repeat(lead.length));
      });
      return lines.join(`\n${indent}`);
    }
    default:
      return quote(reply.v);
  }
}
