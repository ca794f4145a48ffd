/** Finding connections by what a person knows of them. */
import type { Connection } from '../../lib/types';

const NAMES: Record<string, string> = { beanstalk: 'beanstalkd', redis: 'Redis', http: 'HTTP' };

/** The face as people call it. */
export function faceName(face: string): string {
  return NAMES[face] ?? face;
}

/** Whether every word is in the address, the name, the last command or one of the tubes. */
export function fits(connection: Connection, text: string): boolean {
  const { address, name, lastCommand, tubes, using } = connection;
  const all = [address, name, lastCommand, using, ...tubes].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
