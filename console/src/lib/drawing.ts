/** What a chart asks of who draws it. There are two: a small one by hand, and uPlot for large charts. */
import type { Metric } from './types';

export interface Line {
  metric: Metric;
  label: string;
  tone: 'accent' | 'ready' | 'reserved' | 'delayed' | 'buried' | 'warn' | 'ink-3';
  dashed?: boolean;
}

export interface Look {
  lines: readonly Line[];
  /** Lines lie on top of each other, as areas. */
  stack: boolean;
  /** The space between the first and the second line is shaded where the first is higher. */
  gap: boolean;
  height: number;
  /** A line that should not be crossed. */
  limit?: number;
  /** Where something was noted. */
  marks: () => readonly number[];
  show: (value: number) => string;
  showTime: (millis: number) => string;
  /** The place among the times that is pointed at; null when none is. */
  onpoint: (index: number | null) => void;
  onbrush?: (fromMillis: number, toMillis: number) => void;
}

export interface Drawing {
  /** Values by line; those of areas already lie on top of each other. */
  setData(timesMillis: readonly number[], values: readonly (number | null)[][]): void;
  resize(width: number): void;
  destroy(): void;
}

export type Draw = (holder: HTMLElement, look: Look) => Drawing;

/** Room around the lines, in pixels: the figures at the left, the times below. */
export const ROOM = { left: 54, right: 22, top: 8, bottom: 24 };
export const FONT_PIXELS = 11;
/** The scale ends a little above the highest value. */
export const HEADROOM = 1.12;
/** A shorter drag is a click. */
export const BRUSH_PIXELS_MIN = 6;
