/** Globs of tubes as a person writes them. */
export function globsOf(text: string): string[] {
  const globs = text.split(/[\s,]+/).filter(Boolean);
  return globs.length === 0 ? ['*'] : [...new Set(globs)];
}
