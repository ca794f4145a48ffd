/** How well a typed text fits a name: its letters in order, better when together and at word starts. */
export function rank(typed: string, name: string): number {
  if (typed === '') return 1;
  const wanted = typed.toLowerCase();
  const given = name.toLowerCase();
  const at = given.indexOf(wanted);
  if (at >= 0) return 1000 - at - given.length / 100 + (isWordStart(given, at) ? 200 : 0);
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    const found = given.indexOf(letter, from);
    if (found < 0) return 0;
    score += found === from ? 5 : isWordStart(given, found) ? 3 : 1;
    from = found + 1;
  }
  return score;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '');
}
