/**
 * Takes a Python pickle apart into its instructions. A pickle is a program; it is only listed here and
 * never executed.
 */

export interface Instruction {
  at: number;
  name: string;
  argument: string;
}

type Argument = 'u1' | 'u2' | 'i4' | 'u4' | 'u8' | 'f8' | 'line' | 'lines' | 'b1' | 'b4' | 'b8' | 't1' | 't4' | 't8' | 'long1';

const CODES: Record<number, [string, Argument?]> = {
  0x28: ['MARK'], 0x29: ['EMPTY_TUPLE'], 0x2e: ['STOP'], 0x30: ['POP'], 0x31: ['POP_MARK'],
  0x32: ['DUP'], 0x42: ['BINBYTES', 'b4'], 0x43: ['SHORT_BINBYTES', 'b1'], 0x46: ['FLOAT', 'line'],
  0x47: ['BINFLOAT', 'f8'], 0x49: ['INT', 'line'], 0x4a: ['BININT', 'i4'], 0x4b: ['BININT1', 'u1'],
  0x4c: ['LONG', 'line'], 0x4d: ['BININT2', 'u2'], 0x4e: ['NONE'], 0x50: ['PERSID', 'line'],
  0x51: ['BINPERSID'], 0x52: ['REDUCE'], 0x53: ['STRING', 'line'], 0x54: ['BINSTRING', 't4'],
  0x55: ['SHORT_BINSTRING', 't1'], 0x56: ['UNICODE', 'line'], 0x58: ['BINUNICODE', 't4'],
  0x5d: ['EMPTY_LIST'], 0x61: ['APPEND'], 0x62: ['BUILD'], 0x63: ['GLOBAL', 'lines'],
  0x64: ['DICT'], 0x65: ['APPENDS'], 0x67: ['GET', 'line'], 0x68: ['BINGET', 'u1'],
  0x69: ['INST', 'lines'], 0x6a: ['LONG_BINGET', 'u4'], 0x6c: ['LIST'], 0x6f: ['OBJ'],
  0x70: ['PUT', 'line'], 0x71: ['BINPUT', 'u1'], 0x72: ['LONG_BINPUT', 'u4'], 0x73: ['SETITEM'],
  0x74: ['TUPLE'], 0x75: ['SETITEMS'], 0x7d: ['EMPTY_DICT'], 0x80: ['PROTO', 'u1'],
  0x81: ['NEWOBJ'], 0x82: ['EXT1', 'u1'], 0x83: ['EXT2', 'u2'], 0x84: ['EXT4', 'u4'],
  0x85: ['TUPLE1'], 0x86: ['TUPLE2'], 0x87: ['TUPLE3'], 0x88: ['NEWTRUE'], 0x89: ['NEWFALSE'],
  0x8a: ['LONG1', 'long1'], 0x8c: ['SHORT_BINUNICODE', 't1'], 0x8d: ['BINUNICODE8', 't8'],
  0x8e: ['BINBYTES8', 'b8'], 0x8f: ['EMPTY_SET'], 0x90: ['ADDITEMS'], 0x91: ['FROZENSET'],
  0x92: ['NEWOBJ_EX'], 0x93: ['STACK_GLOBAL'], 0x94: ['MEMOIZE'], 0x95: ['FRAME', 'u8'],
  0x96: ['BYTEARRAY8', 'b8'], 0x97: ['NEXT_BUFFER'], 0x98: ['READONLY_BUFFER'],
};

/** Instructions that name or call Python objects: what a loader would really do. */
export const REACHES_OUT: ReadonlySet<string> = new Set([
  'GLOBAL', 'STACK_GLOBAL', 'REDUCE', 'INST', 'OBJ', 'NEWOBJ', 'NEWOBJ_EX', 'BUILD', 'EXT1', 'EXT2', 'EXT4',
]);

const INSTRUCTIONS_MAX = 5_000;
const SHOWN_LENGTH = 120;

/** Lists the instructions up to STOP, the end, or the first byte that is none. */
export function disassemble(bytes: Uint8Array): Instruction[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Instruction[] = [];
  let at = 0;
  while (at < bytes.length && found.length < INSTRUCTIONS_MAX) {
    const start = at;
    const code = CODES[bytes[at++] ?? 0];
    if (!code) {
      found.push({ at: start, name: '?', argument: `0x${(bytes[start] ?? 0).toString(16)}` });
      break;
    }
    const [name, kind] = code;
    try {
      const { text, length } = kind ? readArgument(view, bytes, at, kind) : { text: '', length: 0 };
      found.push({ at: start, name, argument: text });
      at += length;
    } catch (failure) {
      if (!(failure instanceof RangeError)) throw failure;
      found.push({ at: start, name, argument: '…' });
      break;
    }
    if (name === 'STOP') break;
  }
  return found;
}

function readArgument(view: DataView, bytes: Uint8Array, at: number, kind: Argument) {
  switch (kind) {
    case 'u1':
      return { text: String(view.getUint8(at)), length: 1 };
    case 'u2':
      return { text: String(view.getUint16(at, true)), length: 2 };
    case 'i4':
      return { text: String(view.getInt32(at, true)), length: 4 };
    case 'u4':
      return { text: String(view.getUint32(at, true)), length: 4 };
    case 'u8':
      return { text: String(view.getBigUint64(at, true)), length: 8 };
    case 'f8':
      return { text: String(view.getFloat64(at, false)), length: 8 };
    case 'line':
      return readLines(bytes, at, 1);
    case 'lines':
      return readLines(bytes, at, 2);
    case 'long1':
      return readCounted(view, bytes, at, 1, false);
    default:
      return readCounted(view, bytes, at, Number(kind[1]), kind.startsWith('t'));
  }
}

function readLines(bytes: Uint8Array, at: number, count: number) {
  let end = at;
  for (let line = 0; line < count; line++) {
    const next = bytes.indexOf(0x0a, end);
    if (next < 0) throw new RangeError('cut off');
    end = next + 1;
  }
  const text = new TextDecoder('latin1').decode(bytes.subarray(at, end - 1)).replace('\n', '.');
  return { text, length: end - at };
}

function readCounted(view: DataView, bytes: Uint8Array, at: number, width: number, isText: boolean) {
  const count =
    width === 1
      ? view.getUint8(at)
      : width === 4
        ? view.getUint32(at, true)
        : Number(view.getBigUint64(at, true));
  if (at + width + count > bytes.length) throw new RangeError('cut off');
  const part = bytes.subarray(at + width, at + width + count);
  const text = isText
    ? JSON.stringify(new TextDecoder().decode(part))
    : `0x${[...part.subarray(0, SHOWN_LENGTH)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  return { text: text.slice(0, SHOWN_LENGTH), length: width + count };
}
