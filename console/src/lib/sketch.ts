/** Draws charts by hand on a canvas: what an overview needs, in a tenth of what a library weighs. */
import { colourOf } from './colour';
import { BRUSH_PIXELS_MIN, FONT_PIXELS, HEADROOM, ROOM, type Draw } from './drawing';
import { niceStep, timeStep } from './ticks';

const GRID_PIXELS = 34;
const TIME_PIXELS = 84;

/** Charts that share the cursor. */
const together = new Set<(millis: number | null) => void>();

export const draw: Draw = (holder, look) => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  let width = 0;
  let times: readonly number[] = [];
  let values: readonly (number | null)[][] = [];
  let most = 1;
  let pointed: number | null = null;
  let drag: [number, number] | null = null;

  const first = () => times[0] ?? 0;
  const span = () => Math.max(1, (times.at(-1) ?? 0) - first());
  const wide = () => Math.max(1, width - ROOM.left - ROOM.right);
  const high = look.height - ROOM.top - ROOM.bottom;
  const x = (millis: number) => ROOM.left + ((millis - first()) / span()) * wide();
  const y = (value: number) => ROOM.top + high * (1 - value / most);
  const millisAt = (pixels: number) => first() + ((pixels - ROOM.left) / wide()) * span();
  const inside = (pixels: number) => Math.min(Math.max(pixels, ROOM.left), ROOM.left + wide());

  function rule(x1: number, y1: number, x2: number, y2: number) {
    if (!pen) return;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }

  function axes(ink: CanvasRenderingContext2D) {
    ink.fillStyle = colourOf('--ink-3');
    ink.strokeStyle = colourOf('--line');
    ink.font = `${FONT_PIXELS}px ${getComputedStyle(holder).fontFamily}`;
    ink.textBaseline = 'middle';
    ink.textAlign = 'right';
    const step = niceStep((most * GRID_PIXELS) / high);
    for (let value = 0; value <= most; value += step) {
      rule(ROOM.left, y(value), ROOM.left + wide(), y(value));
      ink.fillText(look.show(value), ROOM.left - 6, y(value));
    }
    ink.textAlign = 'center';
    const { stepMillis, fromMillis } = timeStep(first(), (span() * TIME_PIXELS) / wide());
    for (let at = fromMillis; at <= first() + span(); at += stepMillis)
      ink.fillText(look.showTime(at), x(at), look.height - ROOM.bottom / 2);
  }

  /** The stretches of a line without holes, as places among the times. */
  function* stretches(line: readonly (number | null)[]): Generator<number[]> {
    let stretch: number[] = [];
    for (let index = 0; index <= times.length; index++) {
      if (typeof line[index] === 'number') stretch.push(index);
      else if (stretch.length > 0) {
        yield stretch;
        stretch = [];
      }
    }
  }

  /** Fills what lies between a line and the one below it, or the ground. */
  function area(ink: CanvasRenderingContext2D, upper: readonly (number | null)[], lower?: readonly (number | null)[]) {
    for (const stretch of stretches(upper)) {
      ink.beginPath();
      for (const index of stretch) ink.lineTo(x(times[index] ?? 0), y(upper[index] ?? 0));
      for (const index of stretch.toReversed()) ink.lineTo(x(times[index] ?? 0), y(lower?.[index] ?? 0));
      ink.fill();
    }
  }

  function lines(ink: CanvasRenderingContext2D) {
    const [above, below] = values;
    if (look.gap && above && below) {
      ink.fillStyle = colourOf('--ready', 0.14);
      area(ink, above.map((value, index) => value === null ? null : Math.max(value, below[index] ?? 0)), below);
    }
    look.lines.forEach((line, place) => {
      const own = values[place] ?? [];
      if (look.stack) {
        ink.fillStyle = colourOf(`--${line.tone}`, 0.28);
        area(ink, own, values[place - 1]);
      }
      ink.strokeStyle = colourOf(`--${line.tone}`);
      ink.lineWidth = look.stack ? 1 : 1.6;
      ink.setLineDash(line.dashed ? [4, 3] : []);
      // The edge of an empty layer would lie on the one below, as if all of that were of its kind.
      const edge = look.stack
        ? own.map((value, index) => (value === (values[place - 1]?.[index] ?? 0) ? null : value))
        : own;
      for (const stretch of stretches(edge)) {
        ink.beginPath();
        for (const index of stretch) ink.lineTo(x(times[index] ?? 0), y(own[index] ?? 0));
        ink.stroke();
      }
    });
    ink.setLineDash([]);
    ink.lineWidth = 1;
  }

  function marks(ink: CanvasRenderingContext2D) {
    ink.strokeStyle = ink.fillStyle = colourOf('--ink-3');
    ink.setLineDash([2, 3]);
    for (const at of look.marks()) {
      if (at < first() || at > first() + span()) continue;
      rule(x(at), ROOM.top, x(at), ROOM.top + high);
      ink.fillRect(x(at), ROOM.top, 6, 4);
    }
    ink.strokeStyle = colourOf('--bad');
    ink.setLineDash([5, 4]);
    if (look.limit !== undefined) rule(ROOM.left, y(look.limit), ROOM.left + wide(), y(look.limit));
    ink.setLineDash([]);
  }

  function pointer(ink: CanvasRenderingContext2D) {
    const at = pointed === null ? undefined : times[pointed];
    ink.strokeStyle = colourOf('--ink-3');
    if (at !== undefined) rule(x(at), ROOM.top, x(at), ROOM.top + high);
    if (!drag) return;
    ink.fillStyle = colourOf('--accent', 0.14);
    ink.fillRect(drag[0], ROOM.top, drag[1] - drag[0], high);
  }

  function paint() {
    if (!pen || width === 0) return;
    const scale = devicePixelRatio;
    canvas.width = width * scale;
    canvas.height = look.height * scale;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${look.height}px`;
    pen.scale(scale, scale);
    axes(pen);
    lines(pen);
    marks(pen);
    pointer(pen);
  }

  function point(millis: number | null) {
    const index = millis === null || times.length === 0 ? null : nearest(times, millis);
    if (index === pointed && !drag) return;
    pointed = index;
    look.onpoint(index);
    paint();
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (!look.onbrush || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    drag = [inside(event.offsetX), inside(event.offsetX)];
  });
  canvas.addEventListener('pointermove', (event) => {
    if (drag) drag[1] = inside(event.offsetX);
    for (const each of together) each(millisAt(inside(event.offsetX)));
  });
  canvas.addEventListener('pointerup', () => {
    const [from, to] = drag ? [Math.min(...drag), Math.max(...drag)] : [0, 0];
    drag = null;
    paint();
    if (to - from >= BRUSH_PIXELS_MIN) look.onbrush?.(Math.round(millisAt(from)), Math.round(millisAt(to)));
  });
  canvas.addEventListener('pointercancel', () => {
    drag = null;
    paint();
  });
  canvas.addEventListener('pointerleave', () => {
    for (const each of together) each(null);
  });
  together.add(point);
  holder.append(canvas);

  return {
    setData(newTimes, newValues) {
      times = newTimes;
      values = newValues;
      const highest = Math.max(0, look.limit ?? 0, ...newValues.flat().map((value) => value ?? 0));
      most = highest > 0 ? highest * HEADROOM : 1;
      paint();
    },
    resize(newWidth) {
      width = newWidth;
      paint();
    },
    destroy() {
      together.delete(point);
      canvas.remove();
    },
  };
};

/** The place of the time that is nearest; the times rise. */
export function nearest(times: readonly number[], millis: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= millis) low = middle;
    else high = middle;
  }
  return millis - (times[low] ?? 0) <= (times[high] ?? 0) - millis ? low : high;
}
