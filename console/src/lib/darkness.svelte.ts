/** Whether the console is dark right now, whoever decided it. */
import { prefs } from './prefs.svelte';

class Darkness {
  #system = $state(false);

  constructor() {
    if (typeof matchMedia === 'undefined') return;
    const media = matchMedia('(prefers-color-scheme: dark)');
    this.#system = media.matches;
    media.addEventListener('change', () => (this.#system = media.matches));
  }

  get dark(): boolean {
    return prefs.theme === 'auto' ? this.#system : prefs.theme === 'dark';
  }
}

export const darkness = new Darkness();
