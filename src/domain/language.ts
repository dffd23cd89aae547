import { inWords, inWordsWithWeekday, type PlainDate, type PlainTime, timeInWords } from './dates.ts';
import { welshChildren } from './welsh/children.ts';
import { welshMessages } from './welsh/messages.ts';
import { welshPages } from './welsh/pages.ts';

/** The languages that messages and guests' pages are written in. */
export const pageLanguages = ['en', 'cy'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

export const isPageLanguage = (text: unknown): text is PageLanguage =>
  pageLanguages.some((language) => language === text);

type Values = Readonly<Record<string, string>>;

/** How things are said in one language. A phrase is asked for by its English words, with `{name}` for what goes into it. */
export type Wording = {
  readonly language: PageLanguage;
  /** Whether the phrase is there in this language; `say` gives it in English when it is not. */
  readonly has: (english: string) => boolean;
  readonly say: (english: string, values?: Values) => string;
  /** "Sunday 29 March 2026"; in Welsh it begins with "dydd", which phrases that need "ddydd" put a d before. */
  readonly day: (date: PlainDate) => string;
  /** "29 March 2026". */
  readonly date: (date: PlainDate) => string;
  /** "2:30pm". */
  readonly time: (time: PlainTime) => string;
  /** "1 hour 30 minutes". */
  readonly length: (minutes: number) => string;
};

/** Puts the values into a phrase; `%{count}` is for the browser. Throws on one that is missing: a reader would see a hole. */
const fill = (phrase: string, values: Values): string =>
  phrase.replace(/(?<!%)\{(\w+)\}/g, (_hole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for {${name}} in “${phrase}”`);
    return value;
  });

/** "2 hours", "1 hour 30 minutes", "45 minutes". */
const lengthInEnglish = (minutes: number): string => {
  const part = (count: number, unit: string) =>
    count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  return [...part(Math.floor(minutes / 60), 'hour'), ...part(minutes % 60, 'minute')].join(' ');
};

const english: Wording = {
  language: 'en',
  has: () => true,
  say: (phrase, values = {}) => fill(phrase, values),
  day: inWordsWithWeekday,
  date: inWords,
  time: timeInWords,
  length: lengthInEnglish,
};

const welshPhrases: ReadonlyMap<string, string> = new Map([
  ...Object.entries(welshMessages),
  ...Object.entries(welshPages),
  ...Object.entries(welshChildren),
]);

/** Days and months by the Unicode locale data (CLDR) for Welsh. */
const welshDate = (options: Intl.DateTimeFormatOptions) => {
  const written = new Intl.DateTimeFormat('cy', { ...options, timeZone: 'UTC' });
  return (date: PlainDate): string =>
    written
      .formatToParts(new Date(date))
      .map(({ value }) => value)
      .join('')
      .replaceAll(',', '');
};

const welsh: Wording = {
  language: 'cy',
  has: (phrase) => welshPhrases.has(phrase),
  say: (phrase, values = {}) => fill(welshPhrases.get(phrase) ?? phrase, values),
  day: (date) => {
    const words = welshDate({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })(date);
    return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  },
  date: welshDate({ day: 'numeric', month: 'long', year: 'numeric' }),
  time: (time) => timeInWords(time).replace('am', 'yb').replace('pm', 'yp'),
  length: (minutes) =>
    [
      ...(minutes < 60 ? [] : [`${Math.floor(minutes / 60)} awr`]),
      ...(minutes % 60 === 0 ? [] : [`${minutes % 60} munud`]),
    ].join(' '),
};

/** Words that are kept together, each in a language: a text, a list or a group of them. What is not there stays English. */
export const wordsIn = <T>(language: PageLanguage, words: T): T => {
  if (language === 'en') return words;
  if (typeof words === 'string') return wordingIn(language).say(words) as T;
  if (Array.isArray(words)) return words.map((each) => wordsIn(language, each)) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([name, each]) => [name, wordsIn(language, each)]),
  ) as T;
};

/** How things are said in a language. */
export const wordingIn = (language: PageLanguage): Wording => (language === 'cy' ? welsh : english);
