/** Toasts, questions and the overlays of the whole console. */

import { Problem } from './api';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'good' | 'bad';
  action?: { label: string; run: () => void | Promise<void> };
  untilMillis: number;
}

export interface Question {
  title: string;
  /** Sentences below the title. */
  lines: string[];
  confirmLabel: string;
  danger?: boolean;
  /** When given, this has to be typed before the answer can be yes. */
  typed?: string;
  /** When given, a text is asked for, and the answer is that text. */
  input?: { label: string; value: string; suggestions?: string[]; required?: boolean };
}

const TOAST_MILLIS = 6_000;
const TOAST_WITH_ACTION_MILLIS = 20_000;

class Ui {
  toasts: Toast[] = $state([]);
  question: Question | null = $state.raw(null);
  palette = $state(false);
  help = $state(false);
  #answer: ((text: string | null) => void) | null = null;
  #toastId = 0;

  toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    const id = ++this.#toastId;
    const stay = options.action ? TOAST_WITH_ACTION_MILLIS : TOAST_MILLIS;
    const toast = { id, text, tone: options.tone ?? 'plain', untilMillis: Date.now() + stay };
    this.toasts.push(options.action ? { ...toast, action: options.action } : toast);
    setTimeout(() => this.dismiss(id), stay);
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  /** Says what went wrong, in the server's words. */
  failed(failure: unknown): void {
    this.toast(failure instanceof Problem ? failure.message : String(failure), { tone: 'bad' });
  }

  /** Asks; resolves to the typed text (or '') for yes, null for no. */
  ask(question: Question): Promise<string | null> {
    this.#answer?.(null);
    this.question = question;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  answer(text: string | null): void {
    this.question = null;
    this.#answer?.(text);
    this.#answer = null;
  }

  /** Runs something that talks to the server and shows its refusal as a toast. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (failure) {
      this.failed(failure);
      return undefined;
    }
  }
}

export const ui = new Ui();
