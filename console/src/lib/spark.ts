/** Paths of small lines: values from 0 to `top`, spread over the width; null leaves a gap. */
type Values = readonly (number | null)[];

const EDGE = 1.5;

function point(values: Values, index: number, width: number, height: number, top: number): string {
  const x = values.length < 2 ? width : (index / (values.length - 1)) * width;
  const y = height - EDGE - ((values[index] ?? 0) / top) * (height - 2 * EDGE);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

export function linePath(values: Values, width: number, height: number, top: number): string {
  let path = '';
  let drawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      drawing = false;
      continue;
    }
    path += (drawing ? 'L' : 'M') + point(values, index, width, height, top);
    drawing = true;
  }
  return path;
}

export function areaPath(values: Values, width: number, height: number, top: number): string {
  if (values.length < 2) return '';
  const filled = values.map((value) => value ?? 0);
  return `${linePath(filled, width, height, top)}L${width} ${height}L0 ${height}Z`;
}

/** A trail that has just begun stands at the right, where now is. */
export function padded(values: readonly number[], length = 60): (number | null)[] {
  return [...Array<null>(Math.max(0, length - values.length)).fill(null), ...values];
}
