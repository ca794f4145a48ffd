/** Filters that a person kept under a name. They stay in this browser. */
import { keep, recall } from '../../lib/prefs.svelte';

export interface View {
  name: string;
  q: string;
}

function kept(): View[] {
  try {
    return JSON.parse(recall('views') ?? '[]') as View[];
  } catch {
    return [];
  }
}

class Views {
  all: View[] = $state.raw(kept());

  save(name: string, q: string): void {
    this.#set([...this.all.filter((view) => view.name !== name), { name, q }]);
  }

  remove(name: string): void {
    this.#set(this.all.filter((view) => view.name !== name));
  }

  #set(all: View[]): void {
    this.all = all;
    keep('views', JSON.stringify(all));
  }
}

export const views = new Views();
