/** What a person chose for this browser. A private window may refuse to keep it; then it lasts for the visit. */

export type Theme = 'auto' | 'light' | 'dark';
export type Zone = 'local' | 'utc';
export type Language = 'en' | 'pt-BR' | 'zh-CN';

export const LANGUAGES: Record<Language, string> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  'zh-CN': '简体中文',
};

/** The first of the browser's languages that the console speaks. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'en') return 'en';
    if (base === 'pt') return 'pt-BR';
    if (base === 'zh') return 'zh-CN';
  }
  return 'en';
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`haulm.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`haulm.${name}`, value);
  } catch {
    // Nothing to keep it in.
  }
}

class Prefs {
  theme: Theme = $state((recall('theme') as Theme | null) ?? 'auto');
  zone: Zone = $state((recall('zone') as Zone | null) ?? 'local');
  rail: 'wide' | 'narrow' = $state(recall('rail') === 'narrow' ? 'narrow' : 'wide');

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep('theme', theme);
    this.apply();
  }

  setZone(zone: Zone): void {
    this.zone = zone;
    keep('zone', zone);
  }

  toggleRail(): void {
    this.rail = this.rail === 'wide' ? 'narrow' : 'wide';
    keep('rail', this.rail);
  }

  apply(): void {
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }
}

export const prefs = new Prefs();
