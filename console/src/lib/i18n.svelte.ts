/**
 * The words of the console. English is the source of the keys. A language is two chunks, loaded when it
 * is chosen: what the first page says, and the rest, which comes while that page is drawn. A text may hold `{name}`, a number `{n}`, or a choice by number, `{n|# job|# jobs}`.
 */

import type core from '../i18n/en/core';
import type rest from '../i18n/en/rest';
import { chooseLanguage, keep, recall, type Language } from './prefs.svelte';

type Messages = typeof core & typeof rest;

export type Key = {
  [Page in keyof Messages & string]: `${Page}.${keyof Messages[Page] & string}`;
}[keyof Messages & string];

export type Values = Record<string, string | number>;
export type Catalogue = Record<string, Record<string, string>>;

type Loader = () => Promise<{ default: Catalogue }>;

const LOADERS: Record<Language, [core: Loader, rest: Loader]> = {
  en: [() => import('../i18n/en/core'), () => import('../i18n/en/rest')],
  'pt-BR': [() => import('../i18n/pt-BR/core'), () => import('../i18n/pt-BR/rest')],
  'zh-CN': [() => import('../i18n/zh-CN/core'), () => import('../i18n/zh-CN/rest')],
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
  /** Settled when every word of the language is there. */
  whole: Promise<void> = Promise.resolve();
  #words: Catalogue = $state.raw({});

  /** Loads a language, the browser's when none is given; resolves when the first page can speak. */
  async load(language?: Language): Promise<void> {
    const wanted =
      language ?? ((recall('language') as Language | null) || chooseLanguage(navigator.languages));
    const known = Object.hasOwn(LOADERS, wanted) ? wanted : 'en';
    const [core, rest] = LOADERS[known];
    const words = (await core()).default;
    this.whole = rest().then(({ default: more }) => {
      this.#words = { ...words, ...more };
    });
    // A change of language while a page is open waits for all of its words.
    if (language) await this.whole;
    else this.#words = words;
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
