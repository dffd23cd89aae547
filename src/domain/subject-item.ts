import type { CaseRecord } from './case.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { Subject } from './subject-access.ts';
import { type KnownPerson, namedIn, peopleOf, sourceOfSubject } from './subject-people.ts';
import type { Category, FoundRow } from './subject-rows.ts';

/** Somebody else in what is held, and how: named, or as whoever said it. */
export type Other = { readonly who: string; readonly how: 'named' | 'said' };

/** One thing of a bag, as it was gathered. */
export type BagItem = Pick<FoundRow, 'key' | 'category' | 'on' | 'text' | 'isTyped'> & {
  /** "Larch-48210736"; empty for what is of no case. */
  readonly source: string;
  readonly whose: string;
  /** Who else is in it, for a person to decide: those who act in a paid role are none of them. */
  readonly others: readonly Other[];
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
    const { key, category, on, text, isTyped, whose } = row;
    return [{ key, category, on, text, isTyped, source: record.reference, whose: whose?.name ?? '', others }];
  });
};

/** Why something is not given, with where the law has it. Guidance for whoever decides, and no legal advice. */
export const reasonInWords = {
  'another-person': 'It is about another person (Data Protection Act 2018, Schedule 2, Part 3)',
  'serious-harm':
    'It would be likely to cause serious harm to somebody (Data Protection Act 2018, Schedule 3, Part 3)',
  'adoption-records': 'It is of adoption records (Data Protection Act 2018, Schedule 4)',
  'legal-privilege': 'It is legal advice, or for a court (Data Protection Act 2018, Schedule 2, Part 4)',
  other: 'Another reason',
} as const;
export type WithholdReason = keyof typeof reasonInWords;

/** Why something in which somebody else is may be given (Schedule 2, paragraph 16). */
export const givenBecauseInWords = {
  known: 'They know it already, or said it themselves',
  consent: 'The other person agrees',
  reasonable: 'It is reasonable to give it without asking the other person',
} as const;
type GivenBecause = keyof typeof givenBecauseInWords;

export type ItemDecision = {
  readonly decision: 'give' | 'withhold' | 'part';
  /** What is given of it, as the officer typed it; empty when it is given whole or not at all. */
  readonly givenText: string;
  readonly reason: WithholdReason | GivenBecause | null;
  readonly reasonWords: string;
};

export type DecidedItem = BagItem & { readonly decided: ItemDecision | null };

const isKey = <Key extends string>(words: Readonly<Record<Key, string>>, text: string): text is Key =>
  Object.hasOwn(words, text);

type Typed = { readonly [Field in keyof ItemDecision]: string };

const decideToGive = ({ others }: Pick<BagItem, 'others'>, proposal: Typed): Result<ItemDecision> => {
  const nothing = { decision: 'give', givenText: '', reasonWords: '' } as const;
  if (others.length === 0) return allowed({ ...nothing, reason: null });
  return isKey(givenBecauseInWords, proposal.reason)
    ? allowed({ ...nothing, reason: proposal.reason, reasonWords: proposal.reasonWords })
    : refused([{ field: 'because', message: 'Choose why it may be given although somebody else is in it' }]);
};

/**
 * Decides what somebody gets of one thing: all of it, nothing, or what the officer types. Whatever is kept back has its
 * reason, and nothing is rewritten by a machine.
 */
export const decideItem = (item: Pick<BagItem, 'others' | 'text'>, proposal: Typed): Result<ItemDecision> => {
  const { decision, givenText, reason, reasonWords } = proposal;
  if (decision === 'give') return decideToGive(item, proposal);
  if (decision !== 'withhold' && decision !== 'part')
    return refused([{ field: 'decision', message: 'Choose what they get of it' }]);
  const problems: Problem[] = [];
  if (decision === 'part' && givenText === '')
    problems.push({ field: 'givenText', message: 'Enter what is given, as they will read it' });
  if (decision === 'part' && givenText === item.text)
    problems.push({ field: 'givenText', message: 'This is all of it: choose to give it instead' });
  if (!isKey(reasonInWords, reason))
    problems.push({ field: 'reason', message: 'Choose why it is not given, or not all of it' });
  if (reason === 'other' && reasonWords === '')
    problems.push({ field: 'reasonWords', message: 'Enter the reason, as they will read it' });
  return problems.length > 0 || !isKey(reasonInWords, reason)
    ? refused(problems)
    : allowed({ decision, givenText: decision === 'part' ? givenText : '', reason, reasonWords });
};

/** Whether something can be given with many others at once: nobody but paid professionals is in it. */
export const isPlainlyTheirs = ({ others }: Pick<BagItem, 'others'>): boolean => others.length === 0;

/** The kinds of things in the order of a bag, with what is still to be decided of each. */
export const leftToDecide = (
  items: readonly DecidedItem[],
): readonly { readonly category: Category; readonly all: number; readonly open: number }[] =>
  [...Map.groupBy(items, ({ category }) => category)].map(([category, of]) => ({
    category,
    all: of.length,
    open: of.filter(({ decided }) => decided === null).length,
  }));
