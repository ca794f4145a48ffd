/** Groups that a person does not want to see in this browser. */
import { keep, recall } from '../../lib/prefs.svelte';

class Muted {
  #all: ReadonlySet<string> = $state.raw(new Set((recall('muted') ?? '').split(' ').filter(Boolean)));

  has(fingerprint: string): boolean {
    return this.#all.has(fingerprint);
  }

  toggle(fingerprint: string): void {
    const next = new Set(this.#all);
    if (!next.delete(fingerprint)) next.add(fingerprint);
    this.#all = next;
    keep('muted', [...next].join(' '));
  }
}

export const muted = new Muted();
