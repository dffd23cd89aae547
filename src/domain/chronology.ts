import { type CaseRecord, childrenInWords } from './case.ts';
import { type Entry, type EntryKind, entryKinds, entryOrder, type Told } from './chronology-entry.ts';
import { partsOf, placementParts } from './chronology-parts.ts';
import type { PlainDate } from './dates.ts';
import { listInWords } from './words.ts';

const compare = (one: string | number, other: string | number): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** By day, then by what it is about, then by time of day; what happened in the same minute stays as it was. */
const inOrder = (a: Entry, b: Entry): number =>
  compare(a.on, b.on) ||
  compare(entryOrder.indexOf(a.kind), entryOrder.indexOf(b.kind)) ||
  compare(a.at ?? '', b.at ?? '');

/**
 * The chronology of cases of one placement, from the first concern to the last action (the risk before an ending, and the
 * ending): every record that has a day, once. What the reader may not read elsewhere is not given to it.
 */
export const chronologyOf = (cases: readonly Told[]): readonly Entry[] =>
  cases
    .flatMap((told, index) =>
      // The placement is the same in each.
      [...(index === 0 ? placementParts(told) : []), ...partsOf(told)].map((one) => ({
        ...{
          at: null,
          words: '',
          isQuoted: false,
          isAgreed: true,
          who: '',
          childId: null,
          caseId: told.record.id,
        },
        ...one,
        key: `${told.record.id}-${one.key}`,
      })),
    )
    .toSorted(inOrder);

/** What to show of a chronology: everything that is not narrowed. */
export type Narrowed = {
  readonly kinds: readonly EntryKind[];
  /** Of one child: what is theirs alone, and what is about all. */
  readonly childId: string | null;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
};

export const narrow = (
  entries: readonly Entry[],
  { kinds, childId, from, until }: Narrowed,
): readonly Entry[] =>
  entries.filter(
    (entry) =>
      kinds.includes(entry.kind) &&
      (childId === null || entry.childId === null || entry.childId === childId) &&
      (from === null || entry.on >= from) &&
      (until === null || entry.on <= until),
  );

/** "Robin. Recorded by Amina Yusuf", with the child where there are several. */
export const whoInWords = (
  { who, childId }: Pick<Entry, 'who' | 'childId'>,
  children: CaseRecord['placement']['children'],
): string => {
  const child = children.find(({ id }) => id === childId);
  return [...(child && children.length > 1 ? [child.givenName] : []), ...(who === '' ? [] : [who])].join(
    '. ',
  );
};

const quoted = (kinds: readonly EntryKind[]): string =>
  listInWords(kinds.map((kind) => `“${entryKinds[kind]}”`));

/** What is shown, or where that is shorter, what is not. */
const kindsInWords = (kinds: readonly EntryKind[]): readonly string[] => {
  const missing = entryOrder.filter((kind) => !kinds.includes(kind));
  if (missing.length === 0) return [];
  return [missing.length < kinds.length ? `all but ${quoted(missing)}` : quoted(kinds)];
};

/** "Concerns and findings, of Robin Oldroyd and of all, from 1 May 2026"; empty while nothing is left out. */
export const narrowedInWords = (
  { kinds, childId, from, until }: Narrowed,
  children: CaseRecord['placement']['children'],
  inDay: (day: PlainDate) => string,
): string => {
  const child = children.find(({ id }) => id === childId);
  return [
    ...kindsInWords(kinds),
    ...(child ? [`of ${childrenInWords([child])} and of all`] : []),
    ...(from === null ? [] : [`from ${inDay(from)}`]),
    ...(until === null ? [] : [`until ${inDay(until)}`]),
  ].join(', ');
};
