import { describe, expect, it } from 'vitest';
import { fromBase64, hexLines, toBase64 } from '../src/lib/bytes';
import { parsePhp } from '../src/lib/php';
import { disassemble, REACHES_OUT } from '../src/lib/pickle';

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

describe('PHP', () => {
  it('is read by bytes, not by letters', () => {
    expect(parsePhp(bytes('a:2:{s:4:"city";s:10:"São Paulo";i:7;b:1;}'))).toEqual({
      city: 'São Paulo',
      7: true,
    });
  });

  it('has lists where the keys count up', () => {
    expect(parsePhp(bytes('a:2:{i:0;d:0.5;i:1;N;}'))).toEqual([0.5, null]);
  });

  it('shows an object with its class, private names without their frame', () => {
    expect(parsePhp(bytes('O:3:"Job":1:{s:8:"\0Job\0id";i:4;}'.replace('s:8', 's:7')))).toEqual({
      class: 'Job',
      id: 4,
    });
  });

  it.each(['s:9:"abc";', 'x:1;', 'a:1:{i:0;', ''])('that is broken is refused: %s', (text) => {
    expect(() => parsePhp(bytes(text))).toThrow(SyntaxError);
  });

  it('that is nested without end is refused', () => {
    expect(() => parsePhp(bytes('a:1:{i:0;'.repeat(80)))).toThrow(SyntaxError);
  });
});

describe('a pickle', () => {
  it('is taken apart into its instructions', () => {
    const names = disassemble(hex('80047d948c01618c0162732e')).map(({ name }) => name);
    expect(names).toEqual([
      'PROTO',
      'EMPTY_DICT',
      'MEMOIZE',
      'SHORT_BINUNICODE',
      'SHORT_BINUNICODE',
      'SETITEM',
      'STOP',
    ]);
  });

  it('that would call something says so', () => {
    // cos\nsystem\n(S'id'\ntR.
    const listed = disassemble(bytes("cos\nsystem\n(S'id'\ntR."));
    expect(listed[0]).toEqual({ at: 0, name: 'GLOBAL', argument: 'os.system' });
    expect(listed.filter(({ name }) => REACHES_OUT.has(name)).map(({ name }) => name)).toEqual([
      'GLOBAL',
      'REDUCE',
    ]);
  });

  it('that is cut off ends where it ends', () => {
    expect(disassemble(hex('80048c0a6162')).at(-1)).toEqual({
      at: 2,
      name: 'SHORT_BINUNICODE',
      argument: '…',
    });
  });
});

describe('bytes', () => {
  it('come back from base64', () => {
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    expect(fromBase64(toBase64(all))).toEqual(all);
  });

  it('are dumped sixteen a line', () => {
    const lines = hexLines(bytes('0123456789abcdef\n'));
    expect(lines).toEqual([
      '000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef',
      `000010  0a${' '.repeat(21)}  ${' '.repeat(23)}  ·`,
    ]);
  });
});
