/** Keys of the whole console. `g` then a letter opens a page; nothing here fires while a person types. */
import { PAGES } from '../pages/registry';
import { router } from './router.svelte';
import { ui } from './ui.svelte';

const SECOND_KEY_MILLIS = 1200;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Starts listening. */
export function installShortcuts(): void {
  let awaitingPage = 0;
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      ui.palette = !ui.palette;
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (awaitingPage > Date.now()) {
      awaitingPage = 0;
      const page = PAGES.find((each) => each.key === event.key && each.icon);
      if (page) {
        event.preventDefault();
        router.go(`#${page.path}`);
      }
      return;
    }
    if (event.key === 'g') awaitingPage = Date.now() + SECOND_KEY_MILLIS;
    else if (event.key === '?') ui.help = true;
    else if (event.key === '/') {
      const field = document.querySelector<HTMLElement>('[data-search]');
      if (!field) return;
      event.preventDefault();
      field.focus();
    }
  });
}
