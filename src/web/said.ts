import { type PageLanguage, type Wording, wordingIn } from '../domain/language.ts';
import type { Problem } from '../domain/result.ts';
import { type Html, html } from './html.ts';

/** Words of a page. Those in another language than the page's are marked, so that they are read out rightly. */
export type Said = string | Html;

/** A problem as a page shows it. */
export type ShownProblem = Omit<Problem, 'message'> & { readonly message: Said };

/** How a page says things: `shown` marks what is there only in English. */
export type Saying = Wording & {
  readonly shown: (english: string, values?: Readonly<Record<string, string>>) => Said;
};

export const sayingIn = (language: PageLanguage): Saying => {
  const wording = wordingIn(language);
  return {
    ...wording,
    shown: (english, values) => {
      const words = wording.say(english, values);
      return wording.has(english) ? words : inEnglish(words, language);
    },
  };
};

/** Words that are English whatever the page is: what somebody wrote, and what a council has in English alone. */
export const inEnglish = (words: string, language: PageLanguage): Said =>
  language === 'en' ? words : html`<span lang="en">${words}</span>`;

/** Words as the options of a component take them. */
export const asText = (said: Said): { readonly text: string } | { readonly html: Html } =>
  typeof said === 'string' ? { text: said } : { html: said };

/** Problems in the language of a page. */
export const problemsIn = (language: PageLanguage, problems: readonly Problem[]): readonly ShownProblem[] =>
  problems.map((problem) => ({ ...problem, message: sayingIn(language).shown(problem.message) }));
