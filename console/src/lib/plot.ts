/** Draws large charts with uPlot: thousands of points, and its own rules of style. */
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colourOf } from './colour';
import { BRUSH_PIXELS_MIN, FONT_PIXELS, HEADROOM, ROOM, type Draw, type Look } from './drawing';

const SHARED_CURSOR = 'haulm';

/** Whether a layer has no thickness anywhere. The first row of the data are the times. */
function isEmpty({ data }: UPlot, index: number): boolean {
  const below = index > 1 ? data[index - 1] : undefined;
  return (data[index] ?? []).every((value, at) => (value ?? 0) === (below?.[at] ?? 0));
}

function series({ lines, stack }: Look): UPlot.Series[] {
  return lines.map((line) => ({
    // The edge of an empty layer would lie on the one below, as if all of that were of its kind.
    stroke: (plot, index) =>
      stack && isEmpty(plot, index) ? 'transparent' : colourOf(`--${line.tone}`),
    width: stack ? 1 : 1.6,
    ...(stack ? { fill: colourOf(`--${line.tone}`, 0.28) } : {}),
    ...(line.dashed ? { dash: [4, 3] } : {}),
    points: { show: false },
    spanGaps: false,
  }));
}

function bands({ lines, stack, gap }: Look): UPlot.Band[] {
  if (gap) return [{ series: [1, 2], fill: colourOf('--ready', 0.14) }];
  if (!stack) return [];
  // Each area ends where the one below begins.
  return lines.slice(1).map((line, index) => ({
    series: [index + 2, index + 1],
    fill: colourOf(`--${line.tone}`, 0.28),
  }));
}

function drawMarks({ ctx, bbox, valToPos }: UPlot, { marks, limit }: Look) {
  ctx.save();
  ctx.strokeStyle = colourOf('--ink-3');
  ctx.fillStyle = colourOf('--ink-3');
  ctx.lineWidth = devicePixelRatio;
  for (const mark of marks()) {
    const x = Math.round(valToPos(mark / 1000, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillRect(x, bbox.top, 6 * devicePixelRatio, 4 * devicePixelRatio);
  }
  if (limit !== undefined) {
    const y = Math.round(valToPos(limit, 'y', true));
    ctx.strokeStyle = colourOf('--bad');
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

function axes(holder: HTMLElement, { show, showTime }: Look): UPlot.Axis[] {
  const common = {
    stroke: colourOf('--ink-3'),
    font: `${FONT_PIXELS}px ${getComputedStyle(holder).fontFamily}`,
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...common,
      grid: { show: false },
      size: ROOM.bottom,
      space: 64,
      values: (_, splits) => splits.map((at) => showTime(at * 1000)),
    },
    {
      ...common,
      size: ROOM.left,
      gap: 4,
      space: 34,
      values: (_, splits) => splits.map((value) => (value === null ? '' : show(value))),
    },
  ];
}

function brushed(plot: UPlot, { onbrush }: Look) {
  const { left, width } = plot.select;
  if (width < BRUSH_PIXELS_MIN) return;
  onbrush?.(
    Math.round(plot.posToVal(left, 'x') * 1000),
    Math.round(plot.posToVal(left + width, 'x') * 1000),
  );
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

export const draw: Draw = (holder, look) => {
  const plot = new UPlot(
    {
      width: holder.clientWidth || 300,
      height: look.height,
      padding: [ROOM.top, ROOM.right, 0, 2],
      legend: { show: false },
      cursor: {
        sync: { key: SHARED_CURSOR },
        y: false,
        points: { show: false },
        drag: { setScale: false, x: true, y: false },
      },
      scales: { x: { time: true }, y: { range: (_, __, most) => [0, most > 0 ? most * HEADROOM : 1] } },
      series: [{}, ...series(look)],
      bands: bands(look),
      axes: axes(holder, look),
      hooks: {
        draw: [(self) => drawMarks(self, look)],
        setCursor: [(self) => look.onpoint(self.cursor.idx ?? null)],
        setSelect: [(self) => brushed(self, look)],
      },
    },
    [[]],
    holder,
  );
  return {
    setData: (times, values) => plot.setData([times.map((at) => at / 1000), ...(values as (number | null)[][])]),
    resize: (width) => plot.setSize({ width, height: look.height }),
    destroy: () => plot.destroy(),
  };
};
