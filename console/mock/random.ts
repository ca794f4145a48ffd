/** Random numbers from a seed, so that two runs show the same world. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const random = randomFrom(20261121);

export function pick<T>(items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

export function between(from: number, to: number): number {
  return Math.floor(from + random() * (to - from + 1));
}
