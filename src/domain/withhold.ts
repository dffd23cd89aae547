import type { CaseRecord } from './case.ts';
import { findLeaks, type Leak, type Part, replaceIdentifying, type Secret, spansIn } from './leak-check.ts';
import { nicknamesOf } from './nicknames.ts';
import {
  type Detail,
  isKeptFrom,
  type KeptApart,
  mayBeNamed,
  mayBeReached,
  namedByHand,
  type OneReader,
  type PrivatePerson,
  privatePeople,
} from './private-people.ts';
import { secretOfDetail } from './protected-detail.ts';
import { listInWords } from './words.ts';

type Replacement = { readonly secret: Secret; readonly by: string };

/** What one reader must not learn of people and places, with what is told instead. */
export type Withheld = {
  readonly secrets: readonly Secret[];
  readonly names: readonly Replacement[];
  readonly details: readonly Replacement[];
  /** Words the reader may see, so that a child's own name is not taken for that of a parent of the same family. */
  readonly known: RegExp;
};

/** How somebody is told whose name more people have than one reader may know. */
const ambiguous = 'a person not named here';

// Names of two letters are looked for too, but not those which are a word; a name on record can be "Mr and Mrs Ash".
const ordinaryWords = new Set(
  'and family the ah am an as at be by do ed eg go ha he hi id ie if in is it me mr ms my no of oh ok on or ow so to up us we'.split(
    ' ',
  ),
);

// What is short for a given name and also a word that can begin a sentence: a person decides, see near-miss.ts.
const alsoWords = new Set(
  'art bella belle bell bert bill bob chuck dick dot drew frank gill gene grace harry hope jack josh kit lot max may missy nick pat patsy peg penny ray rich rob rose sandy sandra shell sue ted trace val van vera von wally will'.split(
    ' ',
  ),
);

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const partsOf = (name: string): readonly string[] =>
  Array.from(name.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu), ([part]) => part);
const namesOf = ({ onRecord }: PrivatePerson): readonly string[] => unique(onRecord.map(({ name }) => name));

const secretOf = (kind: Secret['kind'], value: string, label: string): Secret => ({ kind, value, label });

/** One name of several, as it is found alone. */
const nameAlone = (value: string, label: string): readonly Secret[] =>
  value.length === 1 || ordinaryWords.has(value.toLowerCase()) ? [] : [secretOf('name', value, label)];

/** How some people are told who could all be meant, where there is one way for them all. */
const toldAs = (ways: readonly string[], otherwise: string): string => {
  const [only = otherwise, ...others] = unique(ways);
  return others.length === 0 ? only : otherwise;
};

/** Where the same words could be told in two ways, the first in the list is how they are told. */
const nameReplacements = (
  kept: readonly PrivatePerson[],
  named: readonly string[],
): readonly Replacement[] => {
  const namedParts = new Set(named.flatMap(partsOf));
  const parts = unique(kept.flatMap(namesOf).flatMap(partsOf));
  const alone = parts.flatMap((part) => {
    const owners = kept.filter((person) => namesOf(person).flatMap(partsOf).includes(part));
    const known = namedParts.has(part) ? [ambiguous] : [];
    const roles = owners.map(({ role }) => role);
    const together = toldAs([...owners.map((owner) => owner.together), ...known], ambiguous);
    const by = toldAs([...roles, ...known], together);
    const label = `the name of ${listInWords(roles)}`;
    // "The Smiths", "the Joneses".
    const plural = `${part}${/(?:s|x|z|ch|sh)$/i.test(part) ? 'es' : 's'}`;
    return [
      ...[part, ...nicknamesOf(part).filter((short) => !alsoWords.has(short.toLowerCase()))].flatMap(
        (alone) =>
          nameAlone(alone, label).map((secret) => ({ secret, by: namedParts.has(alone) ? ambiguous : by })),
      ),
      ...nameAlone(plural, label).map((secret) => ({ secret, by: together })),
    ];
  });
  // As words in a row: as a name it would also be found turned round, across the end of a sentence ("Smith. Jane").
  const whole = kept.flatMap((person) =>
    namesOf(person)
      .filter((name) => partsOf(name).length > 1)
      .flatMap((name) =>
        [name, `${partsOf(name)[0]} ${partsOf(name).at(-1)}`].map((value) => ({
          secret: secretOf('passage', value, ''),
          by: person.role,
        })),
      ),
  );
  return [...alone, ...whole];
};

const details: readonly (readonly [Detail, string])[] = [
  ['email', 'e-mail address'],
  ['phone', 'phone number'],
  ['address', 'address'],
];

const detailReplacements = (people: readonly PrivatePerson[], reader: OneReader): readonly Replacement[] => {
  const reached = people.filter((person) => mayBeReached(person, reader));
  const own = new Set(reached.flatMap(({ onRecord }) => onRecord.flatMap((entry) => Object.values(entry))));
  return people.flatMap(({ role, onRecord }) =>
    onRecord.flatMap((entry) =>
      details
        .filter(([kind]) => entry[kind] !== '' && !own.has(entry[kind]))
        .map(([kind, told]) => ({
          secret: secretOf(kind, entry[kind], `the ${told} of ${role}`),
          by: `(${told} withheld)`,
        })),
    ),
  );
};

/** A phrase for a regular expression; lines may break between its words. */
const asPattern = (phrase: string): string =>
  phrase
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/\s+/g, '\\s+');

const longestFirst = (phrases: readonly string[]): readonly string[] =>
  phrases.toSorted((a, b) => b.length - a.length);

const knownWords = (
  phrases: readonly string[],
  children: readonly string[],
  keptParts: readonly string[],
): RegExp => {
  const kept = keptParts.map(asPattern).join('|');
  const all = [
    ...longestFirst(phrases).map(asPattern),
    // A child's given name is the child's, unless it stands in the name of somebody who is not to be named.
    ...longestFirst(children).map((name) => `(?<!(?:${kept})\\s+)${asPattern(name)}(?!\\s+(?:${kept}))`),
    'Page \\d+ of \\d+',
  ];
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
};

/**
 * What a reader must not learn of people and places (docs/domain.md, 4.5 and 6): staff on the case know everything; a
 * family, a carer, a child and a professional from elsewhere are told others by their part in it. `frame` are the service's own
 * words, in which a word that is also a name is no leak; `also` is kept besides.
 */
export const withheldFrom = (
  record: CaseRecord,
  reader: OneReader,
  keptApart: KeptApart,
  frame: readonly string[],
  also: readonly Replacement[] = [],
): Withheld => {
  if (reader.reader === 'staff') return { secrets: [], names: [], details: [], known: /(?!)/u };
  const { placement, meeting } = record;
  const people = privatePeople(record, keptApart);
  const kept = [
    ...people.filter((person) => !mayBeNamed(person, reader)),
    ...namedByHand(keptApart.details, reader),
  ];
  const keptNames = new Set(kept.flatMap(namesOf));
  const keptParts = unique([...keptNames].flatMap(partsOf));
  const named = [
    ...people.flatMap(namesOf),
    ...placement.roles.map(({ person }) => person.name),
    ...(meeting === null ? [] : [meeting.chair, ...meeting.invitations]).map(({ name }) => name),
    ...record.views.map(({ recordedBy }) => recordedBy),
  ].filter((name) => name !== '' && !keptNames.has(name));
  const place =
    reader.mayKnowPlace || meeting === null || meeting.place === ''
      ? []
      : [
          {
            secret: secretOf('address', meeting.place, 'the place of the meeting'),
            by: '(place withheld)',
          },
        ];
  const names = nameReplacements(kept, named);
  const byHand = keptApart.details
    .filter(({ kind, withheldFrom }) => kind !== 'name' && isKeptFrom({ withheldFrom }, reader))
    .map((detail) => ({ secret: secretOfDetail(detail), by: detail.toldAs }));
  const details = [...detailReplacements(people, reader), ...place, ...byHand, ...also];
  return {
    secrets: [
      ...[...details, ...names].map(({ secret }) => secret).filter(({ label }) => label !== ''),
      ...kept.flatMap((person) =>
        namesOf(person).map((value) => secretOf('name', value, `the name of ${person.role}`)),
      ),
    ],
    names,
    details,
    known: knownWords(
      [
        ...frame,
        ...placement.children.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
        ...named.filter((name) => partsOf(name).length > 1),
      ],
      placement.children.map(({ givenName }) => givenName),
      keptParts,
    ),
  };
};

const privateUse = /[\u{e000}-\u{f8ff}]/gu;

/** A text as the reader may have it: people by their part in the case, addresses and numbers not at all. */
export const tell = (text: string, { names, details, known }: Withheld): string => {
  if (names.length + details.length === 0) return text;
  const hidden: string[] = [];
  const withoutKnown = replaceIdentifying(text.replace(privateUse, ''), details).replace(known, (phrase) =>
    String.fromCodePoint(0xe000 + hidden.push(phrase) - 1),
  );
  const told = replaceIdentifying(withoutKnown, names);
  return hidden
    .reduce((text, phrase, n) => text.replace(String.fromCodePoint(0xe000 + n), () => phrase), told)
    .replace(/\b(the) the\b/gi, '$1');
};

/** Each thing that `tell` tells in other words: the words as they were typed, and by what they are told. */
export const mentionsIn = (
  text: string,
  { names, details, known }: Withheld,
): readonly { readonly words: string; readonly by: string }[] => {
  const replacements = [...details, ...names];
  if (replacements.length === 0) return [];
  const withoutKnown = text.replace(known, ({ length }) => '\u{e000}'.repeat(length));
  const by = new Map(replacements.map((replacement) => [replacement.secret, replacement.by]));
  return spansIn(withoutKnown, by).map(({ start, end, by }) => ({ words: text.slice(start, end), by }));
};

/** What in some texts the reader must not learn: each secret once a part. A known name is passed over, never a detail. */
export const leaksIn = (
  parts: readonly Part[],
  secrets: readonly Secret[],
  known: RegExp,
): readonly Leak[] => {
  const isName = ({ kind }: Secret) => kind === 'name';
  const withoutKnown = parts.map(({ part, text }) => ({ part, text: text.replace(known, '\u{e000}') }));
  const leaks = [
    ...findLeaks(
      parts,
      secrets.filter((secret) => !isName(secret)),
    ),
    ...findLeaks(withoutKnown, secrets.filter(isName)),
  ];
  return [...new Map(leaks.map((leak) => [`${leak.part}\n${leak.label}`, leak])).values()];
};
