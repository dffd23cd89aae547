/** How hard a text is to read, as a measure says it. A person reads it to a child all the same. */
export type ReadingLevel = {
  readonly grade: number;
  readonly words: number;
};

const vowels = /[aeiouy]+/g;

/**
 * How many syllables an English word has, by its groups of vowels: a silent e at its end, and in -es and -ed, is none, but
 * that of -le after a consonant is. A word has at least one. A heuristic: now and then it is one out.
 */
export const syllablesIn = (word: string): number => {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return letters === '' ? 0 : 1;
  const spoken = letters
    .replace(/(?<=[^aeioulsxzhcgdt])es$|(?<=[aeiouylrsxknpvwcghmbf])ed$/, '')
    .replace(/(?<![^aeiouy]l)e$/, '')
    .replace(/(?<=[aeiouy])ing$/, '-ing');
  const groups = spoken.match(vowels)?.length ?? 0;
  return Math.max(1, groups);
};

/** A line is a sentence of its own, so that a heading or an item of a list does not run into the next. */
const sentencesIn = (text: string): readonly string[] =>
  text.split(/[.!?…]+(?=["”’)\s]|$)|\n+/).filter((sentence) => /\p{L}/u.test(sentence));

const wordsIn = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{M}'’-]*|\d+/gu) ?? [];

/**
 * The Flesch–Kincaid grade of an English text: 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and
 * others, “Derivation of new readability formulas”, US Naval Technical Training Command, 1975), to one decimal. A grade is
 * a school year in the United States: a child of grade 4 is nine years old. Null when there is not a word in it.
 */
export const readingLevelOf = (text: string): ReadingLevel | null => {
  const words = wordsIn(text);
  const sentences = sentencesIn(text).length;
  if (words.length === 0 || sentences === 0) return null;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllablesIn(word)), 0);
  const grade = 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
  return { grade: Math.round(grade * 10) / 10, words: words.length };
};

const ages = 'five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen'.split(
  ' ',
);

/** "Grade 4.2: a nine-year-old can read this." */
export const readingLevelInWords = ({ grade }: ReadingLevel): string => {
  const age = ages[Math.max(0, Math.floor(grade))];
  const who = age === undefined ? 'an adult' : `${/^[e]/.test(age) ? 'an' : 'a'} ${age}-year-old`;
  return `Grade ${grade.toFixed(1)}: ${who} can read this.`;
};

/** Words that children’s pages do without, each with what to say in its place. */
const plainer: readonly { readonly word: RegExp; readonly instead: string }[] = [
  { word: /\bplace(?:d|ments?)\b/gi, instead: 'where you lived, or your move' },
  { word: /\bdisrupt(?:s|ed|ing|ions?)?\b/gi, instead: 'your move' },
  { word: /\bbreak(?:s|ing)? ?down\b|\bbroke(?:n)? down\b/gi, instead: 'what changed' },
  { word: /\bfail(?:s|ed|ing|ures?)?\b/gi, instead: 'what was hard' },
  { word: /\bcontact\b/gi, instead: 'seeing, calling or writing to somebody' },
  { word: /\bsiblings?\b/gi, instead: 'brothers and sisters' },
  { word: /\brespite\b/gi, instead: 'a short stay' },
  { word: /\bLAC\b/g, instead: 'you, by name' },
  { word: /\bincidents?\b/gi, instead: 'what happened' },
  { word: /\bchallenging\b/gi, instead: 'hard' },
  { word: /\bmatch(?:ed|ing)?\b/gi, instead: 'choosing a family' },
  { word: /\btransitions?\b/gi, instead: 'your move' },
  { word: /\bprofessionals?\b/gi, instead: 'the people who work with you' },
  { word: /\bsafeguarding\b/gi, instead: 'keeping you safe' },
];

/** Words in a text that are better said otherwise to a child (docs/domain.md, 4.13), each once with what to say. */
export const wordsToAvoid = (text: string): readonly { readonly word: string; readonly instead: string }[] =>
  plainer.flatMap(({ word, instead }) => {
    const [found] = text.match(word) ?? [];
    return found === undefined
      ? []
      : [{ word: found.toLowerCase() === 'lac' ? 'LAC' : found.toLowerCase(), instead }];
  });
