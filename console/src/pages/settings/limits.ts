/** Lengths of time as a person edits them: `5m`, `2h`, `90s`. */
const UNITS: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
];

/** Writes a length of time so that it can be read back without loss; empty for none. */
export function durationText(millis: number | null | undefined): string {
  if (!millis) return '';
  let rest = millis;
  let text = '';
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return rest > 0 ? `${text}${rest}ms` : text;
}
