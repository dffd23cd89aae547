import { fold, looseCharacters, type Pattern, patternsOf, type Secret } from './secret.ts';

export type { Secret } from './secret.ts';

/** A text a reader could find, and where. */
export type Part = { readonly part: string; readonly text: string };
/** A text of which nobody is told where it stands. */
export const textAlone = (text: string): Part => ({ part: '', text });
export type Leak = { readonly part: string; readonly label: string; readonly kind: Secret['kind'] };

type Match = { readonly start: number; readonly end: number; readonly secret: Secret };

const months = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
// A mark belongs to the letter before it. A loose character may hide inside a word or stand after it.
const [letter, digit, mark, loose, other] = [1, 2, 3, 4, 5] as const;
const isLoose = new RegExp(`[${looseCharacters}]`, 'u');
const kinds = new Uint8Array(0x10000);

const kindOf = (text: string, at: number): number => {
  if (at < 0 || at >= text.length) return other;
  const code = text.charCodeAt(at);
  const known = kinds[code];
  if (known) return known;
  const character = String.fromCharCode(code);
  const tests = [/\p{M}/u, isLoose, /\p{N}/u, /\p{L}/u].map((test) => test.test(character));
  const kind = [mark, loose, digit, letter][tests.indexOf(true)] ?? other;
  kinds[code] = kind;
  return kind;
};

/** What may stand inside a word that is still one word: marks, loose characters, and one hyphen or end of a line. */
const withinWord = new RegExp(
  String.raw`^[\p{M}${looseCharacters}]*(?:[-‐‑‒–]?[^\S\n]*\n[^\S\n]*|[-‐‑‒–][^\S\n]*)?[\p{M}${looseCharacters}]*$`,
  'u',
);

type Index = ReadonlyMap<string, readonly Pattern[]>;

const [shortKey, longKey] = [3, 24] as const;

/** Every pattern by its first letters: a text is then read once, whatever the number of secrets and their length. */
const indexOf = (secrets: readonly Secret[]): Index => {
  const index = new Map<string, Pattern[]>();
  const at = (key: string): Pattern[] => {
    const patterns = index.get(key) ?? [];
    index.set(key, patterns);
    return patterns;
  };
  for (const pattern of secrets.flatMap(patternsOf)) {
    const letters = pattern.letters.replaceAll(' ', '');
    // The short key is there for a long pattern too: where it is not, nothing longer needs to be looked up.
    const short = at(letters.slice(0, shortKey));
    (letters.length < longKey ? short : at(letters.slice(0, longKey))).push(pattern);
  }
  return index;
};

/** The patterns that may begin at a place in a text. */
const candidatesAt = (small: string, start: number, index: Index): readonly Pattern[] => {
  const found: Pattern[] = [];
  let key = '';
  for (let at = start; at < small.length && key.length < longKey; at++) {
    if (kindOf(small, at) > digit) continue;
    key += small[at];
    if (key.length > shortKey && key.length < longKey) continue;
    const patterns = index.get(key);
    if (patterns !== undefined) found.push(...patterns);
    else if (key.length === shortKey) break;
  }
  return found;
};

/** The last character before a place that is not a mark. */
const lastLetter = (text: string, before: number): number => {
  let at = before - 1;
  while (kindOf(text, at) === mark) at--;
  return at;
};

/** Where a pattern that begins at `start` ends in the text, or -1. */
const endOf = (small: string, start: number, letters: string): number => {
  let end = start;
  for (let n = 0, free = true; n < letters.length; n++) {
    if (letters[n] === ' ') {
      free = true;
      continue;
    }
    let next = end;
    while (next < small.length && kindOf(small, next) > digit) next++;
    if (small[next] !== letters[n]) return -1;
    if (next > end && !free && !withinWord.test(small.slice(end, next))) return -1;
    [end, free] = [next + 1, false];
  }
  while (kindOf(small, end) === mark) end++;
  return kindOf(small, end) === kindOf(small, lastLetter(small, end)) ? -1 : end;
};

const isDate = (text: string, start: number, end: number): boolean =>
  /\d(?:st|nd|rd|th)?\s+(?:of\s+)?$/.test(text.slice(Math.max(0, start - 12), start)) ||
  /^,?\s+\d/.test(text.slice(end, end + 4));

/** Every place where a secret stands in a folded text, as a whole word or run of words. */
const matchesIn = (folded: string, index: Index): readonly Match[] => {
  const small = folded.toLowerCase();
  const matches: Match[] = [];
  for (let start = 0; start < small.length; start++) {
    const kind = kindOf(small, start);
    if (kind > digit || kind === kindOf(small, lastLetter(small, start))) continue;
    for (const { letters, capital, secret } of candidatesAt(small, start, index)) {
      // A single name is found with its capital, so that the ordinary word "may" is not.
      if (capital && folded[start] === small[start] && small[start] !== small[start]?.toUpperCase()) continue;
      const end = endOf(small, start, letters);
      if (end === -1 || (capital && months.test(letters) && isDate(small, start, end))) continue;
      matches.push({ start, end, secret });
    }
  }
  return matches;
};

/**
 * Finds what must not be there: each secret at most once a part, without saying it. Names (whole, and each single name
 * of three letters or more with its capital), e-mail addresses, phone numbers, addresses, postcodes, and any eight words
 * in a row of a passage are found whatever the case, accents, spacing, line breaks, hyphenation or apostrophes. The time
 * taken grows with the length of the text.
 *
 * Not found: misspellings, initials and nicknames, a single name without its capital, letters of another alphabet that
 * look alike, a town alone, and anything told in other words. A second person reads every copy. A name that is also an
 * ordinary word (Rose, Hope) is found wherever that word has a capital; a month in a date is not taken for a name.
 */
export const findLeaks = (parts: readonly Part[], secrets: readonly Secret[]): readonly Leak[] => {
  const index = indexOf(secrets);
  return parts.flatMap(({ part, text }) => {
    const found = new Set(matchesIn(fold(text), index).map(({ secret }) => secret));
    return [...found].map(({ label, kind }) => ({ part, label, kind }));
  });
};

export type Span = { readonly start: number; readonly end: number; readonly by: string };

const titled = /(?:\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev)\b\.?\s+(?:(?:and|&)\s+)?)+$/;
const beginsSentence = (before: string): boolean =>
  before.trim() === '' || /(?:[.!?]["”’)]*\s+|\n\s*)$/.test(before.slice(-10));

/** Runs of the same people ("Jane and John Smith") become one; where two secrets overlap, the first tells both. */
const join = (text: string, spans: readonly Span[]): readonly Span[] => {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    const between = text.slice(last?.end, span.start);
    const same = last?.by === span.by && /^[^\S\n,]*(?:and|&)?[^\S\n]*$/.test(between);
    if (last && (span.start < last.end || same))
      joined.splice(-1, 1, { ...last, end: Math.max(last.end, span.end) });
    else joined.push(span);
  }
  return joined;
};

/** Where secrets stand in a text, and by what each is told: runs of the same people are one. */
export const spansIn = (text: string, by: ReadonlyMap<Secret, string>): readonly Span[] => {
  const at: number[] = [];
  let [folded, offset] = ['', 0];
  for (const character of text) {
    const plain = fold(character);
    for (let n = 0; n < plain.length; n++) at.push(offset);
    folded += plain;
    offset += character.length;
  }
  const place = (n: number): number => at[n] ?? text.length;
  const spans = matchesIn(folded, indexOf([...by.keys()])).map(({ start, end, secret }) => ({
    start: place(start),
    end: place(end),
    by: by.get(secret) ?? '',
  }));
  // "Ash’s" is said of one who is called Ash, although it holds the letters of "the Ashs".
  const isOfOne = ({ start, end }: Span): boolean =>
    /['’]s$/.test(text.slice(start, end)) && spans.some((one) => one.start === start && one.end === end - 2);
  return join(
    text,
    spans.filter((span) => !isOfOne(span)),
  );
};

/**
 * Writes a text anew with each secret in it told by a role ("the prospective adopters"), so that findLeaks finds none of
 * them there. A title before a name goes with it. The role must not itself hold a secret.
 */
export const replaceIdentifying = (
  text: string,
  replacements: readonly { readonly secret: Secret; readonly by: string }[],
): string => {
  const by = new Map(replacements.map((replacement) => [replacement.secret, replacement.by]));
  let written = text;
  // What stood beside a replaced secret may have hidden another ("12 May" is a date, "the carers May" is not).
  for (let round = 0; round < 5; round++) {
    const spans = spansIn(written, by);
    if (spans.length === 0) break;
    const old = written;
    let read = 0;
    written = '';
    for (const span of spans) {
      written += old.slice(read, span.start).replace(titled, '');
      written += beginsSentence(written) ? span.by.charAt(0).toUpperCase() + span.by.slice(1) : span.by;
      read = span.end;
      if (!span.by.endsWith('s') || !/^['’]s\b/.test(old.slice(read, read + 3))) continue;
      written += '’';
      read += 2;
    }
    written += old.slice(read);
  }
  return written;
};
