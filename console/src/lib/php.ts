/** Reads what PHP's serialize() writes. Objects become plain values with their class beside them; nothing is run. */

export interface PhpObject {
  class: string;
  [property: string]: unknown;
}

class Reader {
  at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  expect(text: string): void {
    for (const letter of text) {
      if (this.bytes[this.at++] !== letter.charCodeAt(0)) {
        throw new SyntaxError(`"${text}" expected at ${this.at - 1}`);
      }
    }
  }

  until(stop: string): string {
    const end = this.bytes.indexOf(stop.charCodeAt(0), this.at);
    if (end < 0) throw new SyntaxError(`"${stop}" expected after ${this.at}`);
    const text = this.take(end - this.at);
    this.at++;
    return text;
  }

  take(length: number): string {
    if (this.at + length > this.bytes.length) throw new SyntaxError('cut off');
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return new TextDecoder().decode(part);
  }
}

/** Lengths in the format count bytes, so the payload comes as bytes. */
export function parsePhp(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  return readValue(reader, 0);
}

const DEPTH_MAX = 64;

function readValue(reader: Reader, depth: number): unknown {
  if (depth > DEPTH_MAX) throw new SyntaxError('nested too deeply');
  const type = reader.take(1);
  if (type === 'N') {
    reader.expect(';');
    return null;
  }
  reader.expect(':');
  switch (type) {
    case 'b':
      return reader.until(';') === '1';
    case 'i':
    case 'd':
      return Number(reader.until(';'));
    case 'R':
    case 'r':
      return `→ ${reader.until(';')}`;
    case 's': {
      const text = readString(reader);
      reader.expect(';');
      return text;
    }
    case 'a':
      return readMembers(reader, depth);
    case 'O': {
      const name = readString(reader);
      reader.expect(':');
      return { class: name, ...(readMembers(reader, depth) as object) };
    }
    case 'E': {
      const name = readString(reader);
      reader.expect(';');
      return name;
    }
    default:
      throw new SyntaxError(`unknown type "${type}" at ${reader.at - 2}`);
  }
}

function readString(reader: Reader): string {
  const length = Number(reader.until(':'));
  reader.expect('"');
  const text = reader.take(length);
  reader.expect('"');
  return text;
}

/** Keys 0, 1, 2 … make a list; anything else an object. Private names lose their NUL-framed class. */
function readMembers(reader: Reader, depth: number): unknown {
  const count = Number(reader.until(':'));
  reader.expect('{');
  const members: [string, unknown][] = [];
  let isList = true;
  for (let index = 0; index < count; index++) {
    const key = readValue(reader, depth + 1);
    isList &&= key === index;
    members.push([String(key).replace(/^\0[^\0]*\0/, ''), readValue(reader, depth + 1)]);
  }
  reader.expect('}');
  return isList ? members.map(([, value]) => value) : Object.fromEntries(members);
}
