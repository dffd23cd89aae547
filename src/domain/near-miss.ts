import type { Part, Secret } from './leak-check.ts';
import { nicknamesOf } from './nicknames.ts';
import { fold, postcode } from './secret.ts';

/** How something in a text comes near a thing that a reader must not learn. */
export const nearnessInWords = {
  misspelt: 'is spelt almost like',
  'small-letters': 'is, in small letters,',
  initials: 'could be the initials of',
  nickname: 'is short for',
  'part-of': 'is a part of',
} as const;
export type Nearness = keyof typeof nearnessInWords;

/** Something in a text that could be a thing the reader must not learn: a person decides. */
export type NearMiss = {
  readonly part: string;
  /** The words as they stand, in plain letters. */
  readonly found: string;
  readonly how: Nearness;
  readonly label: string;
};

/** What tells a word of the language from a name. Domain rules read no dictionary themselves. */
export type IsOrdinary = (word: string) => boolean;

/** Two capitals that people in this work write for posts and bodies, and not for a person. */
const abbreviations = new Set(
  'AD AM AO BC BF BM CA CE CP DC DM DO DS EP FC FM GM GP HR HV IA IM IO IT LA LD LW MP MS NC PA PC PE PG PM PN PR QC RA RE RO SB SD SE SG SM SO SW TA TM TV UK VC YP'.split(
    ' ',
  ),
);

const plain = (text: string): string => fold(text).replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');

/**
 * Whether one word becomes the other by one letter more, fewer, other, or two changed round (Damerau 1964); the same word
 * does not count.
 */
export const isOneLetterOff = (one: string, other: string): boolean => {
  const difference = one.length - other.length;
  if (one === other || Math.abs(difference) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.length, other.length];
  while (a > start && b > start && one[a - 1] === other[b - 1]) [a, b] = [a - 1, b - 1];
  const [left, right] = [one.slice(start, a), other.slice(start, b)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
};

type Target = { readonly word: string; readonly how: Nearness; readonly label: string };

/** A word, and the word with each of its letters left out in turn: two that are one letter off share one of these. */
const withOneLess = (word: string): readonly string[] => [
  word,
  ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
];

const shortest = 3;
const wordsOf = (value: string): readonly string[] =>
  Array.from(plain(value).matchAll(/\p{L}+/gu), ([word]) => word.toLowerCase());

const streetWords = new Set(
  'avenue close court crescent drive gardens grove lane place road street terrace way row hill park mews walk view flat house apartment the'.split(
    ' ',
  ),
);

/** The words by which a secret can be known: the parts of a name and what is short for them, the places of an address. */
const targetsOf = ({ kind, value, label }: Secret): readonly Target[] => {
  if (kind === 'name') {
    const parts = wordsOf(value).filter(({ length }) => length >= shortest);
    const nicknames = parts.flatMap(nicknamesOf).map((word) => word.toLowerCase());
    return [
      ...parts.map((word) => ({ word, how: 'misspelt' as const, label })),
      ...nicknames.map((word) => ({ word, how: 'nickname' as const, label })),
    ];
  }
  if (kind !== 'address') return [];
  return wordsOf(value.replace(postcode, ''))
    .filter((word) => word.length > shortest && !streetWords.has(word))
    .map((word) => ({ word, how: 'part-of', label }));
};

type Targets = ReadonlyMap<string, readonly Target[]>;

const byLetters = (secrets: readonly Secret[]): Targets => {
  const targets = new Map<string, Target[]>();
  for (const target of secrets.flatMap(targetsOf))
    for (const key of withOneLess(target.word)) targets.set(key, [...(targets.get(key) ?? []), target]);
  return targets;
};

const beginsSentence = (before: string): boolean =>
  before.trim() === '' || /(?:[.!?:•]["”’)]*\s+|\n\s*[-–•*]?\s*)["“‘(]*$/.test(before);

type Word = { readonly word: string; readonly isName: boolean };

/** The words of a text; `isName` where one has a capital that no sentence gives it. */
const wordsIn = (text: string): readonly Word[] =>
  Array.from(text.matchAll(/\p{L}+/gu), ({ 0: word, index }) => ({
    word,
    isName: word[0] !== word[0]?.toLowerCase() && !beginsSentence(text.slice(Math.max(0, index - 12), index)),
  }));

const nearnessOf = ({ word, isName }: Word, target: Target, isOrdinary: IsOrdinary): Nearness | null => {
  const small = word.toLowerCase();
  const hasCapital = word !== small;
  if (small === target.word) {
    if (target.how === 'misspelt') return hasCapital || isOrdinary(small) ? null : 'small-letters';
    return hasCapital && (isName || !isOrdinary(small)) ? target.how : null;
  }
  if (target.how === 'nickname' || !isOneLetterOff(small, target.word)) return null;
  if (isName) return 'misspelt';
  return small.length >= shortest && !isOrdinary(small) ? 'misspelt' : null;
};

const wordsNear = ({ part, text }: Part, targets: Targets, isOrdinary: IsOrdinary): readonly NearMiss[] => {
  const words = wordsIn(text);
  // A space too many makes two words of a name.
  const broken = words.slice(1).map((second, at) => {
    const first = words[at] ?? second;
    return { word: first.word + second.word, found: `${first.word} ${second.word}`, isName: false };
  });
  const whole = words.map((one) => ({ ...one, found: one.word }));
  return [
    ...whole.flatMap((word) =>
      [...new Set(withOneLess(word.word.toLowerCase()).flatMap((key) => targets.get(key) ?? []))].flatMap(
        (target) => {
          const how = nearnessOf(word, target, isOrdinary);
          return how === null ? [] : [{ part, found: word.found, how, label: target.label }];
        },
      ),
    ),
    ...broken.flatMap(({ word, found }) =>
      (targets.get(word.toLowerCase()) ?? [])
        .filter(
          (target) => target.word === word.toLowerCase() && target.how === 'misspelt' && word.length > 5,
        )
        .map(({ label }): NearMiss => ({ part, found, how: 'misspelt', label })),
    ),
  ];
};

const initialsIn = ({ part, text }: Part, secrets: readonly Secret[]): readonly NearMiss[] => {
  const wanted = secrets.flatMap(({ kind, value, label }) => {
    const parts = kind === 'name' ? wordsOf(value) : [];
    const [first = '', last = ''] = [parts[0]?.[0], parts.at(-1)?.[0]];
    return parts.length < 2 ? [] : [{ initials: `${first}${last}`.toUpperCase(), label }];
  });
  const shape = /(?<![\p{L}\p{N}.])(\p{Lu})(?:\.\s?(\p{Lu})\.?|(\p{Lu}))(?![\p{L}\p{N}])/gu;
  return Array.from(text.matchAll(shape)).flatMap(([found, first, dotted, bare]) => {
    if (dotted === undefined && abbreviations.has(found)) return [];
    return wanted
      .filter(({ initials }) => initials === `${first}${dotted ?? bare}`)
      .map(({ label }): NearMiss => ({ part, found, how: 'initials', label }));
  });
};

const digitsOf = (value: string): string => value.replaceAll(/\D/g, '').replace(/^(?:0044|44)?0?/, '');
const squeezed = (value: string): string =>
  plain(value)
    .toLowerCase()
    .replaceAll(/\[at\]|\(at\)/g, '@')
    .replaceAll(/[^\p{L}\p{N}@]/gu, '');

/** What is found by its shape, and then compared whole. */
const shapes = [
  { kind: 'phone', shape: /(?<![\p{L}\p{N}])\+?\(?\d(?:[\d\s().-]{4,18})\d(?![\p{L}\p{N}])/gu, of: digitsOf },
  { kind: 'email', shape: /[\p{L}\p{N}._%+-]+\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}.-]+/gu, of: squeezed },
  {
    kind: 'postcode',
    shape: /(?<![\p{L}\p{N}])(?=[\p{L}\s]*\d)[\p{L}\p{N}]{2,5}\s?[\p{L}\p{N}]{2,4}(?![\p{L}\p{N}])/gu,
    of: squeezed,
  },
] as const;

const valuesOf = (kind: Secret['kind'], secret: Secret): readonly string[] => {
  if (secret.kind === kind) return [secret.value];
  return kind === 'postcode' && secret.kind === 'address' ? (secret.value.match(postcode) ?? []) : [];
};

const shapesIn = ({ part, text }: Part, secrets: readonly Secret[]): readonly NearMiss[] =>
  shapes.flatMap(({ kind, shape, of }) => {
    const wanted = secrets.flatMap((secret) =>
      valuesOf(kind, secret).map((value) => ({ value: of(value), label: secret.label })),
    );
    if (wanted.length === 0) return [];
    return Array.from(text.matchAll(shape), ([found]) => found.trim()).flatMap((found) =>
      wanted
        .filter(({ value }) => isOneLetterOff(of(found), value))
        .map(({ label }): NearMiss => ({ part, found, how: 'misspelt', label })),
    );
  });

/**
 * Points out what comes near something that a reader must not learn, for a person to decide: a name or an address one
 * letter off or broken in two, a name in small letters, initials, what a given name is short for, one place of an address,
 * a number one digit off. Each once a text. What stands there exactly is for `findLeaks`. Give it texts without
 * the words that the reader may see. Not found: two letters off at once, letters that look alike, and things told in other words.
 */
export const nearMisses = (
  parts: readonly Part[],
  secrets: readonly Secret[],
  isOrdinary: IsOrdinary,
): readonly NearMiss[] => {
  const targets = byLetters(secrets);
  const found = parts
    .map(({ part, text }) => ({ part, text: plain(text) }))
    .flatMap((part) => [
      ...wordsNear(part, targets, isOrdinary),
      ...initialsIn(part, secrets),
      ...shapesIn(part, secrets),
    ]);
  // Of what could be several, the label that names most: "the name of Adopter 1 and Adopter 2".
  return [
    ...Map.groupBy(found, (miss) => `${miss.part}\n${miss.found.toLowerCase()}\n${miss.how}`).values(),
  ].flatMap((alike) => alike.toSorted((a, b) => b.label.length - a.label.length).slice(0, 1));
};
