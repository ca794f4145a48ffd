/** Bytes as people look at them: offset, hexadecimal digits, and what can be printed. */

export interface HexLine {
  offset: string;
  digits: string;
  text: string;
}

const LINE_BYTES = 16;

/** At most `linesMax` lines of sixteen bytes. */
export function hexLines(bytes: Uint8Array, linesMax = 4096): HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length && lines.length < linesMax; at += LINE_BYTES) {
    const part = [...bytes.subarray(at, at + LINE_BYTES)];
    const pairs = part.map((byte) => byte.toString(16).padStart(2, '0'));
    lines.push({
      offset: at.toString(16).padStart(8, '0'),
      digits: `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(48),
      text: part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join(''),
    });
  }
  return lines;
}
