/** The command line: a handful of commands over the pretended keyspace and tubes. */
import type { Command, Reply } from '../../src/pages/terminal/types';
import { keyspace, put } from '../keyspace';
import { route } from '../router';
import { addJob, jobs, tubeStats } from '../world';
import { globOf, lengthOf, shown, ttlOf } from './keys';

const ok: Reply = { type: 'status', value: 'OK' };
const nil: Reply = { type: 'nil' };
const int = (v: number): Reply => ({ type: 'int', value: v });
const bulk = (v: string): Reply => ({ type: 'bulk', value: shown(v) });
const array = (v: Reply[]): Reply => ({ type: 'array', value: v });
const error = (v: string): Reply => ({ type: 'error', value: v });

function words(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map((found) =>
    found[1] !== undefined ? found[1].replace(/\\(.)/g, '$1') : (found[2] ?? found[3] ?? ''),
  );
}

type Run = (args: string[]) => Reply;
const COMMANDS: Record<string, [args: string, summary: string, writes: boolean, run: Run]> = {
  PING: ['[message]', 'Answers PONG', false, ([message]) => (message ? bulk(message) : { type: 'status', value: 'PONG' })],
  GET: ['key', 'The value of a string', false, ([name = '']) => {
    const key = keyspace.get(name);
    if (!key) return nil;
    return key.type === 'string' ? bulk(key.value) : error('WRONGTYPE Operation against a key holding the wrong kind of value');
  }],
  SET: ['key value [NX | XX] [EX seconds | PX millis]', 'Sets a string', true, ([name = '', value = '']) => (put(name, { type: 'string', value }), ok)],
  DEL: ['key [key …]', 'Deletes keys', true, (names) => int(names.filter((name) => keyspace.delete(name)).length)],
  KEYS: ['pattern', 'Names of keys', false, ([pattern = '*']) => array([...keyspace.keys()].filter((name) => globOf(pattern).test(name)).slice(0, 200).map(bulk))],
  TYPE: ['key', 'The type of a value', false, ([name = '']) => ({ type: 'status', value: keyspace.get(name)?.type ?? 'none' })],
  TTL: ['key', 'Seconds until a key expires', false, ([name = '']) => {
    const key = keyspace.get(name);
    return int(!key ? -2 : key.expiresMillis === null ? -1 : Math.round(ttlOf(key) / 1000));
  }],
  HGETALL: ['key', 'All fields of a hash', false, ([name = '']) => {
    const key = keyspace.get(name);
    return array(key?.type === 'hash' ? [...key.value].flat().map(bulk) : []);
  }],
  LRANGE: ['key start stop', 'Some elements of a list', false, ([name = '', from = '0', to = '-1']) => {
    const key = keyspace.get(name);
    return array(key?.type === 'list' ? key.value.slice(Number(from), Number(to) + 1 || undefined).map(bulk) : []);
  }],
  LLEN: ['key', 'The length of a list', false, ([name = '']) => { const key = keyspace.get(name); return int(key ? lengthOf(key) : 0); }],
  XLEN: ['key', 'The length of a stream', false, ([name = '']) => { const key = keyspace.get(name); return int(key ? lengthOf(key) : 0); }],
  XRANGE: ['key start end [COUNT count]', 'Entries of a stream', false, ([name = '', , , , count = '5']) => {
    const key = keyspace.get(name);
    if (key?.type !== 'stream') return array([]);
    return array(key.value.entries.slice(0, Number(count)).map((entry) => array([bulk(entry.id), array(entry.fields.flat().map(bulk))])));
  }],
  DBSIZE: ['', 'The number of keys', false, () => int(keyspace.size)],
  INFO: ['[section]', 'Facts about the server', false, () => bulk('# Server\r\nhaulm_version:0.1.0\r\nredis_version:7.2.0\r\nuptime_in_days:18\r\n\r\n# Clients\r\nconnected_clients:214\r\nblocked_clients:31\r\n')],
  INCR: ['key', 'Adds one', true, ([name = '']) => {
    const key = keyspace.get(name);
    const next = Number(key?.type === 'string' ? key.value : 0) + 1;
    if (Number.isNaN(next)) return error('ERR value is not an integer or out of range');
    put(name, { type: 'string', value: String(next) });
    return int(next);
  }],
};
const BEANSTALK: [string, string, string, boolean][] = [
  ['put', 'pri delay ttr', 'Puts a job; its body is asked for', true],
  ['peek', 'id', 'Shows a job', false],
  ['peek-ready', '', 'Shows the next ready job', false],
  ['peek-buried', '', 'Shows the first buried job', false],
  ['kick', 'bound', 'Makes buried jobs ready', true],
  ['kick-job', 'id', 'Makes one job ready', true],
  ['delete', 'id', 'Deletes a job', true],
  ['stats', '', 'Counters of the server', false],
  ['stats-tube', 'tube', 'Counters of a tube', false],
  ['stats-job', 'id', 'Counters of a job', false],
  ['list-tubes', '', 'Names of all tubes', false],
  ['pause-tube', 'tube delay', 'Stops handing out jobs for a while', true],
];

const command = (name: string, args: string, summary: string, writes: boolean): Command => ({
  name, arguments: args, summary, role: writes ? 'operator' : 'viewer',
});
route('GET /commands', () => ({
  redis: Object.entries(COMMANDS).map(([name, [args, summary, writes]]) => command(name.toLowerCase(), args, summary, writes)),
  beanstalk: BEANSTALK.map((line) => command(...line)),
}));
route('POST /commands/redis', ({ body }) => {
  const [name = '', ...args] = words(body.line);
  const known = COMMANDS[name.toUpperCase()];
  return { reply: known ? known[3](args) : error(`ERR unknown command '${name}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`) };
});

const yaml = (pairs: [string, string | number][]) => {
  const text = `---\n${pairs.map(([name, value]) => `${name}: ${value}\n`).join('')}`;
  return `OK ${text.length}\r\n${text}\r\n`;
};
function runBeanstalk(body: { tube: string; line: string; text?: string }): string {
  const [name = '', ...args] = words(body.line);
  if (name === 'list-tubes') {
    const text = `---\n${tubeStats().map((tube) => `- ${tube.name}\n`).join('')}`;
    return `OK ${text.length}\r\n${text}\r\n`;
  }
  if (name === 'stats') return yaml([['current-jobs-ready', jobs.size], ['current-tubes', tubeStats().length], ['version', '"haulm 0.1.0"'], ['uptime', 1_555_200]]);
  if (name === 'stats-tube') {
    const tube = tubeStats().find((each) => each.name === args[0]);
    return tube ? yaml([['name', `"${tube.name}"`], ['current-jobs-ready', tube.ready], ['current-jobs-reserved', tube.reserved], ['current-jobs-delayed', tube.delayed], ['current-jobs-buried', tube.buried]]) : 'NOT_FOUND\r\n';
  }
  if (name === 'peek') {
    const job = jobs.get(Number(args[0]));
    return job ? `FOUND ${job.id} ${job.body.length}\r\n${job.body.toString()}\r\n` : 'NOT_FOUND\r\n';
  }
  if (name === 'put') return `INSERTED ${addJob(body.tube, 'ready', 0, Buffer.from(body.text ?? '')).id}\r\n`;
  if (name === 'delete') return jobs.delete(Number(args[0])) ? 'DELETED\r\n' : 'NOT_FOUND\r\n';
  return 'UNKNOWN_COMMAND\r\n';
}
route('POST /commands/beanstalk', ({ body }) => ({ reply: shown(runBeanstalk(body)) }));
