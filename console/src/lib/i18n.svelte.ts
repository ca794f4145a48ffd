/**
 * The words of the console. English is the source of the keys; a language is one chunk, loaded when it
 * is chosen. A text may hold `{name}`, a number `{n}`, or a choice by number, `{n|# job|# jobs}`.
 */

import type { Messages } from '../i18n/en';
import { chooseLanguage, keep, recall, type Language } from './prefs.svelte';

export type Key = {
  [Page in keyof Messages & string]: `${Page}.${keyof Messages[Page] & string}`;
}[keyof Messages & string];

export type Values = Record<string, string | number>;
export type Catalogue = Record<string, Record<string, string>>;

const LOADERS: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('../i18n/en'),
  'pt-BR': () => import('../i18n/pt-BR'),
  'zh-CN': () => import('../i18n/zh-CN'),
};

/** Fills the places of a text. */
export function fill(text: string, values: Values, language: string): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one, other) => {
    const value = values[name];
    if (value === undefined) return whole;
    const shown = typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
    if (one === undefined) return shown;
    const singular =
      typeof value === 'number' && new Intl.PluralRules(language).select(value) === 'one';
    return ((singular ? one : other) as string).replaceAll('#', shown);
  });
}

class I18n {
  language: Language = $state('en');
  #words: Catalogue = $state.raw({});

  async load(language?: Language): Promise<void> {
    const wanted =
      language ?? ((recall('language') as Language | null) || chooseLanguage(navigator.languages));
    const known = wanted in LOADERS ? wanted : 'en';
    this.#words = (await LOADERS[known]()).default;
    this.language = known;
    document.documentElement.lang = known;
    if (language) keep('language', known);
  }

  t(key: Key, values: Values = {}): string {
    const dot = key.indexOf('.');
    const text = this.#words[key.slice(0, dot)]?.[key.slice(dot + 1)];
    return text === undefined ? key : fill(text, values, this.language);
  }

  /** A text whose key is built at run time, such as the name of an event; the fallback when unknown. */
  maybe(key: string, fallback: string): string {
    const text = this.t(key as Key);
    return text === key ? fallback : text;
  }
}

export const i18n = new I18n();
export const t = (key: Key, values?: Values) => i18n.t(key, values);
