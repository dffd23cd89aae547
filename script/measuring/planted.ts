import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CarerIdentity } from '../../src/domain/carer-identity.ts';
import type { Chance } from '../../src/examples/chance.ts';

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

// Common given and family names, some of them words of the language: the hard case for a finder.
const givenNames =
  list(`Amelia Arthur Beatrice Charlotte Christopher Daniel Deborah Edward Elizabeth Florence George
  Grace Hannah Harriet Isabel Jack Joseph Katherine Lily Margaret Matthew Michael Natalie Oliver Patrick Rachel Rebecca Rose
  Samuel Sarah Simon Stephen Susan Thomas Victoria William`);
const familyNames =
  list(`Adeyemi Ahmed Baker Barnes Begum Bennett Brown Carter Chapman Cooper Davies Edwards Evans Fisher
  Ford Green Hall Harrison Hart Hill Hughes Hussain Jenkins Johnson Jones Khan Knight Kowalski Lewis Marshall Mason Mills
  Morris Murphy Nowak Palmer Patel Price Reynolds Richardson Roberts Robinson Sanderson Shaw Simpson Singh Stevens Taylor
  Thompson Turner Walker Ward Watson White Wilkinson Williams Wood Wright Young`);
const streets = list('Quillet Marlpit Tansy Ashlar Bobbin Kiln Sycamore Larkfield Priory Windmill');
const streetKinds = ['Road', 'Lane', 'Close', 'Avenue', 'Row'] as const;
const towns = list('Ambleford Wenslow Overhallam Stapeley Corbyvale Heanor Belper Ripley');

const digits = (chance: Chance, length: number): string =>
  Array.from({ length }, () => chance.whole(0, 9)).join('');

/** Somebody invented, with everything that could say who they are. */
export const invent = (chance: Chance): CarerIdentity => {
  const [given, family] = [chance.pick(givenNames), chance.pick(familyNames)];
  const postcode = `DE${chance.whole(1, 75)} ${chance.whole(1, 9)}${chance.pick(list('AB BD EF GH JL NP QR'))}`;
  return {
    name: `${given} ${family}`,
    email: `${given}.${family}${chance.whole(1, 99)}@post.example`.toLowerCase(),
    phone: `07700 90${digits(chance, 4)}`,
    address: `${chance.whole(1, 99)} ${chance.pick(streets)} ${chance.pick(streetKinds)}, ${chance.pick(towns)}, ${postcode}`,
  };
};

const readText = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../..', name), 'utf8')
    .replaceAll(/```[\s\S]*?```|\|.*\|/g, ' ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`#>]/g, '');

/** Sentences of ordinary English about this work: this project's own pages and what its invented people write. */
export const sentences = (): readonly string[] =>
  ['README.md', 'CHANGELOG.md', 'docs/threat-model.md', 'docs/domain.md', 'src/examples/words.ts']
    .flatMap((name) => readText(name).split(/(?<=[.!?])\s+|\n\s*\n/))
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => /^\p{Lu}/u.test(sentence) && sentence.length > 30 && sentence.length < 400);

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** A text with one letter or digit wrong: another, one more, one fewer, or two changed round. The first stays now and then. */
export const misspell = (chance: Chance, text: string): string => {
  for (;;) {
    const at = chance.whole(0, text.length - 1);
    const one = text.charAt(at);
    if (!/[\p{L}\p{N}]/u.test(one)) continue;
    const alphabet = /\d/.test(one) ? '0123456789' : letters;
    const drawn = chance.pick([...alphabet]);
    const other = one === one.toUpperCase() && /\p{L}/u.test(one) ? drawn.toUpperCase() : drawn;
    const next = text.charAt(at + 1);
    const swapped = /[\p{L}\p{N}]/u.test(next)
      ? text.slice(0, at) + (at === 0 ? next.toUpperCase() : next) + one.toLowerCase() + text.slice(at + 2)
      : text;
    const misspelt = chance.pick([
      text.slice(0, at) + other + text.slice(at + 1),
      text.slice(0, at + 1) + drawn + text.slice(at + 1),
      text.slice(0, at) + text.slice(at + 1),
      swapped,
    ]);
    if (misspelt.toLowerCase() !== text.toLowerCase()) return misspelt;
  }
};

/** Ways in which a detail stands in a text and is still itself: the gate has to know every one of them. */
export const disguises: readonly ((detail: string) => string)[] = [
  (detail) => detail,
  (detail) => detail.toUpperCase(),
  (detail) => `${detail}’s`,
  (detail) => detail.replaceAll(' ', '\n'),
  (detail) => detail.replace(/(\p{L}{3})(\p{L}{3})/u, '$1-\n$2'),
  (detail) => detail.replace(/(\p{L}{2})(\p{L})/u, '$1\u200b$2'),
  (detail) => detail.replace(/(\p{L}{2})(\p{L})/u, '$1\u00ad$2'),
  (detail) => detail.replace(/[aeiou]/u, (vowel) => `${vowel}\u0301`),
  (detail) => detail.replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ'),
  (detail) => detail.replaceAll(' ', '\u00a0'),
  (detail) => `“${detail}”`,
];
