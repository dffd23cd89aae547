import type { CaseRecord, Reader } from './case.ts';
import type { Subject } from './subject-access.ts';
import type { FoundRow } from './subject-case-file.ts';
import { type KnownPerson, namedIn, peopleOf, sourceOfSubject } from './subject-people.ts';

/** Somebody else in what is held, and how: named, or as whoever said it. */
export type Other = { readonly who: string; readonly how: 'named' | 'said' };

/** One thing of a bag, as it was gathered. */
export type BagItem = Pick<FoundRow, 'key' | 'category' | 'on' | 'text' | 'isTyped'> & {
  /** "Larch-48210736"; empty for what is of no case. */
  readonly source: string;
  readonly whose: string;
  /** Who else is in it, for a person to decide: those who act in a paid role are none of them. */
  readonly others: readonly Other[];
  readonly keptFrom: readonly Reader[];
};

const otherInWords = ({ name, part }: KnownPerson): string => `${name}, ${part}`;

/** Whether something of a case is about somebody: all of it about a child of the case, but what is only a brother's or sister's. */
const concerns = (
  { of, isOnlyTheirs = false, whose }: FoundRow,
  subject: Subject,
  named: readonly KnownPerson[],
): boolean => {
  const own = sourceOfSubject(subject);
  if (of.includes(own) || whose?.source === own) return true;
  if (isOnlyTheirs) return false;
  if (subject.kind === 'child') return true;
  return named.some(({ source }) => source === own);
};

/**
 * What of a case is about somebody, each thing with who else is in it. Suggestions for a person: a nickname, or "his aunt",
 * is not found.
 */
export const itemsAbout = (
  subject: Subject,
  record: Pick<CaseRecord, 'placement' | 'meeting' | 'reference'>,
  rows: readonly FoundRow[],
): readonly BagItem[] => {
  const people = peopleOf(record);
  const own = sourceOfSubject(subject);
  const isOther = ({ source, isProfessional }: KnownPerson) => source !== own && !isProfessional;
  return rows.flatMap((row): readonly BagItem[] => {
    const named = namedIn(row.text, people);
    if (!concerns(row, subject, named)) return [];
    const said = people.filter(
      (person) => isOther(person) && (row.whose?.source === person.source || row.whose?.name === person.name),
    );
    const others: readonly Other[] = [
      ...said.map((person) => ({ who: otherInWords(person), how: 'said' as const })),
      ...named
        .filter((person) => isOther(person) && !said.includes(person))
        .map((person) => ({ who: otherInWords(person), how: 'named' as const })),
    ];
    const { key, category, on, text, isTyped, whose, keptFrom = [] } = row;
    return [
      {
        key,
        category,
        on,
        text,
        isTyped,
        source: record.reference,
        whose: whose?.name ?? '',
        others,
        keptFrom,
      },
    ];
  });
};
