/** What was typed before, walked through by the arrow keys; kept for the next visit. */
import { keep, recall } from '../../lib/prefs.svelte';

export const HISTORY_MAX = 200;
/** Lines with secrets are not kept. */
const SECRET = /^\s*(auth|hello|config\s+set\s+requirepass|acl\s+setuser|migrate)\b/i;

export class History {
  #lines: string[];
  #at: number;
  /** What was being typed when the walk began. */
  #draft = '';
  #save: (lines: readonly string[]) => void;

  constructor(lines: readonly string[], save: (lines: readonly string[]) => void = () => {}) {
    this.#lines = [...lines];
    this.#at = this.#lines.length;
    this.#save = save;
  }

  /** Takes in a line that was run; a repetition moves to the end. */
  add(line: string): void {
    if (!SECRET.test(line)) {
      this.#lines = [...this.#lines.filter((each) => each !== line), line].slice(-HISTORY_MAX);
      this.#save(this.#lines);
    }
    this.#at = this.#lines.length;
    this.#draft = '';
  }

  /** The line above (-1) or below (1) the present one; null when there is none. */
  walk(step: -1 | 1, typed: string): string | null {
    const next = this.#at + step;
    if (next < 0 || next > this.#lines.length) return null;
    if (this.#at === this.#lines.length) this.#draft = typed;
    this.#at = next;
    return this.#lines[next] ?? this.#draft;
  }
}

/** The history of one face, as this browser keeps it. */
export function historyOf(face: string): History {
  let lines: string[] = [];
  try {
    lines = JSON.parse(recall(`commands.${face}`) ?? '[]') as string[];
  } catch {
    // Something else wrote there: begin anew.
  }
  return new History(lines, (kept) => keep(`commands.${face}`, JSON.stringify(kept)));
}
