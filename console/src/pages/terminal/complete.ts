/** Completion: which commands begin like what was typed, and which argument is being typed. */
import type { Command } from './types';

export const SHOWN_MAX = 8;

const wordsOf = (text: string) => text.trim().toLowerCase().split(/\s+/);

/** Whether the words are the beginning of a line's words. */
function begins(line: readonly string[], words: readonly string[]): boolean {
  return words.every((word, index) => line[index] === word);
}

/** The command a line runs: the one with the longest name that the line begins with. */
export function commandOf(line: string, commands: readonly Command[]): Command | undefined {
  const words = wordsOf(line);
  return commands
    .filter((command) => begins(words, wordsOf(command.name)))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** Commands whose name goes on from what was typed. Empty once the name is complete and its arguments follow. */
export function candidates(line: string, commands: readonly Command[]): Command[] {
  const typed = line.trimStart().toLowerCase().replace(/\s+/g, ' ');
  if (typed === '') return [];
  const found = commands.filter((command) => command.name.toLowerCase().startsWith(typed));
  const exact = found.length === 1 && found[0]?.name.toLowerCase() === typed;
  return exact ? [] : found.slice(0, SHOWN_MAX);
}

/** The arguments as they are written, in pieces: `[NX | XX]` is one. */
export function argumentsOf(args: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const char of args) {
    if (char === '[' || char === '<' || char === '(') depth++;
    if (char === ']' || char === '>' || char === ')') depth--;
    if (char === ' ' && depth === 0) {
      if (piece) pieces.push(piece);
      piece = '';
    } else piece += char;
  }
  return piece ? [...pieces, piece] : pieces;
}

/** Index of the argument that the end of the line is in; -1 while the name itself is typed. */
export function argumentAt(line: string, command: Command): number {
  const ends = /\s$/.test(line) ? 1 : 0;
  const given = wordsOf(line).length - wordsOf(command.name).length;
  return Math.min(given + ends - 1, argumentsOf(command.arguments).length - 1);
}
