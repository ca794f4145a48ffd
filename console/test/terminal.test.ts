import { describe, expect, it } from 'vitest';
import { argumentAt, argumentsOf, candidates, commandOf } from '../src/pages/terminal/complete';
import { History, HISTORY_MAX } from '../src/pages/terminal/history';
import { asText, errorName, inQuotes, pairsAt, pairsOf, parseBeanstalk } from '../src/pages/terminal/replies';
import type { Command, Reply } from '../src/pages/terminal/types';

const command = (name: string, args = ''): Command => ({ name, arguments: args, summary: '', role: 'viewer' });
const COMMANDS = [command('xinfo'), command('xinfo groups', 'key'), command('xlen', 'key'), command('set', 'key value [NX | XX] [EX seconds]')];
const bulk = (text: string): Reply => ({ type: 'bulk', value: { text } });

describe('completion', () => {
  it('offers what begins like the line', () => {
    expect(candidates('X', COMMANDS).map(({ name }) => name)).toEqual(['xinfo', 'xinfo groups', 'xlen']);
    expect(candidates('xinfo  g', COMMANDS).map(({ name }) => name)).toEqual(['xinfo groups']);
  });

  it('offers nothing for nothing, and nothing once the name is whole', () => {
    expect(candidates('  ', COMMANDS)).toEqual([]);
    expect(candidates('xlen', COMMANDS)).toEqual([]);
    expect(candidates('xlen orders', COMMANDS)).toEqual([]);
  });

  it('knows the command with the longest name', () => {
    expect(commandOf('XINFO GROUPS orders', COMMANDS)?.name).toBe('xinfo groups');
    expect(commandOf('nonsense', COMMANDS)).toBeUndefined();
  });

  it('takes a bracket for one argument', () => {
    expect(argumentsOf('key value [NX | XX] [EX seconds]')).toEqual(['key', 'value', '[NX | XX]', '[EX seconds]']);
  });

  it('knows which argument is being typed', () => {
    const set = COMMANDS[3] as Command;
    expect(['set', 'set ', 'set a', 'set a ', 'set a b NX EX 5 more'].map((line) => argumentAt(line, set))).toEqual([-1, 0, 0, 1, 3]);
  });
});

describe('the history', () => {
  it('goes up to the first line and down to what was being typed', () => {
    const history = new History(['one', 'two']);
    expect(history.walk(-1, 'thr')).toBe('two');
    expect(history.walk(-1, 'two')).toBe('one');
    expect(history.walk(-1, 'one')).toBeNull();
    expect(history.walk(1, 'one')).toBe('two');
    expect(history.walk(1, 'two')).toBe('thr');
    expect(history.walk(1, 'thr')).toBeNull();
  });

  it('keeps a repeated line once, at the end', () => {
    let saved: readonly string[] = [];
    const history = new History(['a', 'b'], (lines) => (saved = lines));
    history.add('a');
    expect(saved).toEqual(['b', 'a']);
  });

  it('forgets the oldest one beyond its limit', () => {
    let saved: readonly string[] = [];
    const history = new History(Array.from({ length: HISTORY_MAX }, (_, n) => `get ${n}`), (lines) => (saved = lines));
    history.add('ping');
    expect(saved).toHaveLength(HISTORY_MAX);
    expect(saved[0]).toBe('get 1');
  });

  it('keeps no secrets', () => {
    let saved: readonly string[] = ['untouched'];
    new History([], (lines) => (saved = lines)).add('AUTH hunter2');
    expect(saved).toEqual(['untouched']);
  });
});

describe('a reply of beanstalkd', () => {
  it('with statistics', () => {
    expect(parseBeanstalk('OK 40\r\n---\nname: "mail"\ncurrent-jobs-ready: 7\n\r\n')).toMatchObject({
      head: 'OK 40', isError: false, pairs: [['name', 'mail'], ['current-jobs-ready', '7']],
    });
  });

  it('with names', () => {
    expect(parseBeanstalk('OK 20\r\n---\n- default\n- "a b"\n\r\n').list).toEqual(['default', 'a b']);
  });

  it('with a body, which may hold line ends', () => {
    expect(parseBeanstalk('FOUND 7 4\r\na\r\nb\r\n').body).toBe('a\r\nb');
  });

  it('that refuses', () => {
    expect(parseBeanstalk('NOT_FOUND\r\n')).toMatchObject({ head: 'NOT_FOUND', isError: true, body: null });
  });
});

it.each([
  ["ERR unknown command 'FOO', with args beginning with:", 'unknownCommand'],
  ["ERR wrong number of arguments for 'get' command", 'wrongNumber'],
  ['WRONGTYPE Operation against a key', 'WRONGTYPE'],
  ['NOT_FOUND', 'NOT_FOUND'],
  ['ERR something else', null],
])('"%s" is explained as %s', (message, name) => expect(errorName(message)).toBe(name));

describe('a reply of Redis', () => {
  const groups: Reply = { type: 'array', value: [bulk('name'), bulk('g'), bulk('lag'), { type: 'int', value: 3 }] };

  it('is copied as redis-cli writes it', () => {
    expect(asText({ type: 'array', value: [bulk('a"b'), groups, { type: 'nil' }] })).toBe(
      '1) "a\\"b"\n2) 1) "name"\n   2) "g"\n   3) "lag"\n   4) (integer) 3\n3) (nil)',
    );
  });

  it('has names with values where the command says so', () => {
    expect([pairsAt('hgetall x'), pairsAt('XINFO GROUPS s'), pairsAt('XRANGE s - +'), pairsAt('GET x')]).toEqual([0, 1, 2, -1]);
    expect(pairsOf(groups.value)?.map(([name]) => name)).toEqual([bulk('name'), bulk('lag')]);
    expect(pairsOf([bulk('odd')])).toBeNull();
  });

  it('shows JSON as it is and what cannot be seen escaped', () => {
    expect(inQuotes('{"a":1}\n')).toBe('"{"a":1}\\n"');
  });
});
