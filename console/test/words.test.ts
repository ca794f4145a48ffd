import { describe, expect, it } from 'vitest';
import { fill } from '../src/lib/i18n.svelte';
import { chooseLanguage } from '../src/lib/prefs.svelte';
import enCore from '../src/i18n/en/core';
import enRest from '../src/i18n/en/rest';
import ptCore from '../src/i18n/pt-BR/core';
import ptRest from '../src/i18n/pt-BR/rest';
import zhCore from '../src/i18n/zh-CN/core';
import zhRest from '../src/i18n/zh-CN/rest';

type Words = Record<string, Record<string, string>>;
const LANGUAGES: Record<string, Words> = {
  en: { ...enCore, ...enRest },
  'pt-BR': { ...ptCore, ...ptRest },
  'zh-CN': { ...zhCore, ...zhRest },
};

function keysOf(words: Words): string[] {
  return Object.entries(words).flatMap(([page, texts]) =>
    Object.keys(texts).map((key) => `${page}.${key}`),
  );
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '').sort();
}

describe.each(['pt-BR', 'zh-CN'])('%s', (language) => {
  const words = LANGUAGES[language] as Words;

  it('has the keys of English, no fewer and no more', () => {
    expect(keysOf(words).sort()).toEqual(keysOf(LANGUAGES.en as Words).sort());
  });

  it('fills the same places', () => {
    for (const [page, texts] of Object.entries(LANGUAGES.en as Words)) {
      for (const [key, text] of Object.entries(texts)) {
        const own = words[page]?.[key] ?? '';
        expect([`${page}.${key}`, ...new Set(placesOf(own))]).toEqual([
          `${page}.${key}`,
          ...new Set(placesOf(text)),
        ]);
      }
    }
  });

  it('leaves no text empty', () => {
    const empty = Object.entries(words).flatMap(([page, texts]) =>
      Object.entries(texts).filter(([, text]) => text === '').map(([key]) => `${page}.${key}`),
    );
    expect(empty).toEqual([]);
  });
});

describe('a text is filled', () => {
  it('with numbers as the language writes them', () => {
    expect(fill('{n} jobs', { n: 12418 }, 'en')).toBe('12,418 jobs');
    expect(fill('{n} jobs', { n: 12418 }, 'pt-BR')).toBe('12.418 jobs');
  });

  it('in the number that the language asks for', () => {
    expect(fill('{n|# job|# jobs}', { n: 1 }, 'en')).toBe('1 job');
    expect(fill('{n|# job|# jobs}', { n: 0 }, 'en')).toBe('0 jobs');
    expect(fill('{n|# job|# jobs}', { n: 0 }, 'pt-BR')).toBe('0 job');
  });

  it('and a place without a value stays as it is', () => {
    expect(fill('{a} {b}', { a: 'x' }, 'en')).toBe('x {b}');
  });
});

it("the language is the first of the browser's that is there", () => {
  expect(chooseLanguage(['fr', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(chooseLanguage(['pt', 'en'])).toBe('pt-BR');
  expect(chooseLanguage(['fr'])).toBe('en');
});
