import { mount } from 'svelte';
import App from './App.svelte';
import { i18n } from './lib/i18n.svelte';
import { live } from './lib/live.svelte';
import { prefs } from './lib/prefs.svelte';
import { router } from './lib/router.svelte';
import { clock, session } from './lib/session.svelte';
import { installShortcuts } from './lib/shortcuts';
import Unreachable from './pages/login/Unreachable.svelte';
import './styles/tokens.css';
import './styles/base.css';

async function start(target: HTMLElement) {
  prefs.apply();
  router.listen();
  await i18n.load();
  try {
    await session.load();
  } catch {
    mount(Unreachable, { target });
    return;
  }
  clock.start();
  installShortcuts();
  mount(App, { target });
  if (session.current?.user) live.start();
}

const target = document.getElementById('app');
if (target) void start(target);
