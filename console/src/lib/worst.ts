/** Which tubes are worst off. The order of the overview, and what the attention marks of a tube say. */
import type { Tube } from './types';

/** Time until the backlog is gone at the present rates; Infinity when it grows, 0 when there is none. */
export function drainMillis({ ready, inPerSecond, outPerSecond }: Tube): number {
  if (ready === 0) return 0;
  const net = outPerSecond - inPerSecond;
  // Rates breathe; a difference of a hundredth says nothing.
  if (net <= outPerSecond / 100) return Infinity;
  return (ready / net) * 1000;
}

export function isPaused(tube: Tube): boolean {
  return tube.pauseLeftMillis > 0;
}

/** Jobs wait and nobody could take them: told apart from workers that are merely slow. */
export function hasNoWorkers(tube: Tube): boolean {
  return tube.ready > 0 && tube.workers === 0 && tube.reserved === 0;
}

/** Higher is worse. The age of the oldest job weighs most: it is what somebody waits for. */
export function badness(tube: Tube, isLate: boolean): number {
  let score = Math.log1p(tube.oldestReadyMillis / 1000);
  if (hasNoWorkers(tube)) score += 6;
  if (isLate) score += 5;
  if (isPaused(tube)) score -= 2;
  if (tube.ready > 100 && drainMillis(tube) === Infinity) score += 1.5;
  return score + Math.log1p(tube.buried) / 2 + Math.log1p(tube.ready) / 20;
}
