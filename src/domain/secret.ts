/** What a reader must not learn. The label says whose or which it is without saying it. */
export type Secret = {
  readonly kind: 'name' | 'email' | 'phone' | 'address' | 'postcode' | 'passage';
  readonly value: string;
  readonly label: string;
};

/** Letters and digits to find, small and plain; a space is where anything or nothing may stand between them. */
export type Pattern = { readonly letters: string; readonly capital: boolean; readonly secret: Secret };

/** Fewer words of a passage than this say nothing of it, unless they are all of it. */
const wordsInARow = 8;
const titles = new Set('mr mrs ms miss mx dr prof rev sir dame'.split(' '));
// Parts of names that alone are words of a language.
const particles = new Set('van von der den del bin ibn las los'.split(' '));
const streets: Readonly<Record<string, string>> = {
  avenue: 'ave',
  close: 'cl',
  court: 'ct',
  crescent: 'cres',
  drive: 'dr',
  gardens: 'gdns',
  grove: 'gr',
  lane: 'ln',
  place: 'pl',
  road: 'rd',
  street: 'st',
  terrace: 'tce',
};
export const postcode = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/giu;

// Letters that Unicode does not take apart into a plain letter and a mark.
const plainLetters = new Map(
  'łl ŁL øo ØO đd ĐD ðd ÐD ħh ĦH ŧt ŦT ıi ßss ẞSS æae ÆAE œoe ŒOE þth ÞTH'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const notPlain = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'g');

/** Characters that may hide inside a word, or stand after it, for a regular expression class. */
export const looseCharacters = String.raw`\p{Default_Ignorable_Code_Point}'’‘ʼʻʿʾ\x60`;

/** The text with its letters taken apart into plain letters and marks (Unicode NFKD). */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(notPlain, (letter) => plainLetters.get(letter) ?? letter);

const notSpelt = new RegExp(`(?:[^\\p{L}\\p{N}]|[${looseCharacters}])+`, 'gu');

/** The words of a value as a pattern spells them. */
const spell = (value: string): string =>
  fold(value).toLowerCase().replace(/\p{M}/gu, '').replace(notSpelt, ' ').trim();

/** The whole name in its usual orders, and each part of it that says something alone. */
const spellName = (
  value: string,
): { readonly whole: readonly string[]; readonly alone: readonly string[] } => {
  const parts = value
    .split(/[\s\p{Pd}]+/u)
    .map(spell)
    .filter((part) => part !== '' && !titles.has(part));
  if (parts.length === 1) return { whole: [], alone: parts };
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return {
    whole: [parts.join(' '), [last, ...parts.slice(0, -1)].join(' '), `${first} ${last}`],
    alone: parts.filter((part) => part.replaceAll(' ', '').length >= 3 && !particles.has(part)),
  };
};

const spellPhone = (value: string): readonly string[] => {
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length < 6) return [spell(value)];
  const national = digits.replace(/^(?:0044|44)?0?/, '');
  return ['', '0', '44', '440', '0044', '00440'].map((prefix) => [...(prefix + national)].join(' '));
};

const spellPostcode = (value: string): string =>
  spell(value)
    .replaceAll(' ', '')
    .replace(/(?=.{3}$)/, ' ');

const spellAddress = (value: string): readonly string[] => {
  const lines = value.split(/[,;\n]/).map(spell);
  const streetLines = lines.flatMap((line) => {
    const street = line.split(' ').at(-1) ?? '';
    const short = streets[street];
    if (short === undefined) return /\d/.test(line) && /\p{L}{3}/u.test(line) ? [line] : [];
    const without = line.replace(/^(?:\d+\p{L}? )+/u, '');
    return [line, without]
      .flatMap((long) => [long, long.replace(/\S+$/, short)])
      .filter((long) => long.includes(' '));
  });
  return [spell(value), ...streetLines, ...(value.match(postcode) ?? []).map(spellPostcode)];
};

const spellPassage = (value: string): readonly string[] => {
  const spelt = value
    .split(/\s+/)
    .map(spell)
    .filter((word) => word !== '');
  const runs = Math.max(1, spelt.length - wordsInARow + 1);
  return Array.from({ length: runs }, (_, n) => spelt.slice(n, n + wordsInARow).join(' '));
};

const spellings = ({ kind, value }: Secret): readonly string[] => {
  if (kind === 'phone') return spellPhone(value);
  if (kind === 'postcode') return [spellPostcode(value)];
  if (kind === 'address') return spellAddress(value);
  return kind === 'passage' ? spellPassage(value) : [spell(value)];
};

/** Every way of writing a secret that is looked for. Nothing is looked for when it has no letter and no digit. */
export const patternsOf = (secret: Secret): readonly Pattern[] => {
  const { whole, alone } =
    secret.kind === 'name' ? spellName(secret.value) : { whole: spellings(secret), alone: [] };
  return [
    ...whole.map((letters) => ({ letters, capital: false, secret })),
    ...alone.map((letters) => ({ letters, capital: true, secret })),
  ].filter(({ letters }) => letters !== '');
};
