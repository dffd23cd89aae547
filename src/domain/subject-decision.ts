import { findLeaks, replaceIdentifying, type Secret, textAlone } from './leak-check.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { byKind, type Category } from './subject-category.ts';
import { fileOfKey } from './subject-files.ts';
import type { BagItem } from './subject-item.ts';

/** Why something is left out. Guidance for whoever decides, and no legal advice. */
export const reasonInWords = {
  'another-person': 'It is about another person',
  'serious-harm': 'It would be likely to cause serious harm',
  expectations: 'The child told it, expecting that it would not be passed on to whoever asks',
  'child-abuse': 'It is about abuse of a child, and giving it is not in the child’s interest',
  'adoption-records': 'It is of adoption records',
  'legal-privilege': 'It is legal advice, or for a court',
  other: 'Another reason',
} as const;
export type LeftOutReason = keyof typeof reasonInWords;

/** Where the Data Protection Act 2018 has it. */
export const reasonInLaw: Readonly<Record<LeftOutReason, string>> = {
  'another-person': 'Schedule 2, Part 3',
  'serious-harm': 'Schedule 3, Part 3',
  expectations: 'Schedule 3, Part 3',
  'child-abuse': 'Schedule 3, Part 5',
  'adoption-records': 'Schedule 4',
  'legal-privilege': 'Schedule 2, Part 4',
  other: '',
};

/** Why something in which somebody else is may be given (Data Protection Act 2018, Schedule 2, paragraph 16). */
export const givenBecauseInWords = {
  known: 'They know it already, or said it themselves',
  consent: 'The other person agrees',
  reasonable: 'It is reasonable to give it without asking the other person',
} as const;
export type GivenBecause = keyof typeof givenBecauseInWords;

/** What stands where something is left out, whatever the reason: another mark for one reason would tell it. */
const MARK = '[left out]';

/** Words that are left out of one thing, wherever they stand in it, and why. */
export type Redaction = {
  readonly words: string;
  readonly reason: LeftOutReason;
  /** The reason in the officer's own words, for whoever checks. */
  readonly note: string;
};

/** What somebody gets of one thing: all, some words left out, or nothing. */
export type ItemDecision = {
  readonly decision: 'give' | 'part' | 'withhold';
  readonly redactions: readonly Redaction[];
  /** Why what is given may be, although somebody else is still in it. */
  readonly because: GivenBecause | null;
  /** Why nothing of it is given. */
  readonly reason: LeftOutReason | null;
  readonly note: string;
};

export type DecidedItem = BagItem & { readonly decided: ItemDecision | null };

const isKey = <Key extends string>(words: Readonly<Record<Key, string>>, text: string): text is Key =>
  Object.hasOwn(words, text);

/** Words as they are looked for: whatever the case, accents and spaces between them. */
export const asSecret = (words: string, label: string): Secret => ({ kind: 'passage', value: words, label });

const standsIn = (words: string, ...texts: readonly string[]): boolean =>
  findLeaks(texts.map(textAlone), [asSecret(words, '')]).length > 0;

const leaveOut = (text: string, redactions: readonly Redaction[]): string =>
  redactions.length === 0
    ? text
    : replaceIdentifying(
        text,
        redactions.map(({ words }) => ({ secret: asSecret(words, ''), by: MARK })),
      );

/** What is given of something, and whose words it is said to be; null when nothing is. */
export const givenOf = (
  { text, whose }: Pick<BagItem, 'text' | 'whose'>,
  { decision, redactions }: Pick<ItemDecision, 'decision' | 'redactions'>,
): Pick<BagItem, 'text' | 'whose'> | null =>
  decision === 'withhold' ? null : { text: leaveOut(text, redactions), whose: leaveOut(whose, redactions) };

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}\p{M}'’-]+/u);

/** The names of somebody else as a text may have them: the whole, and each part that is no part of their own names. */
const namesOf = (
  { who }: BagItem['others'][number],
  own: readonly string[],
): { readonly whole: string; readonly parts: readonly string[] } => {
  const mine = new Set(own.flatMap(wordsOf).map((word) => word.toLowerCase()));
  const whole = who.slice(0, who.lastIndexOf(', '));
  // "Adopter 2" is a name only as a whole; a mother's family name can be her child's as well.
  const parts = /\d/.test(whole) ? [] : wordsOf(whole).filter((part) => !mine.has(part.toLowerCase()));
  return { whole, parts };
};

type Named = Pick<BagItem, 'text' | 'whose' | 'others'>;

/** Who else stands in what is given, by their whole name or a part of it. */
const othersLeftIn = (
  given: Pick<BagItem, 'text' | 'whose'>,
  others: BagItem['others'],
  own: readonly string[],
) => {
  const secrets = others.flatMap((other): readonly Secret[] => {
    const { whole, parts } = namesOf(other, own);
    return [
      asSecret(whole, other.who),
      ...parts.map((value): Secret => ({ kind: 'name', value, label: other.who })),
    ];
  });
  const found = findLeaks([textAlone(given.text), textAlone(given.whose)], secrets);
  return [...new Set(found.map(({ label }) => label))];
};

/** What is marked to be left out before anybody has decided: the names of everybody else, as they stand in it. */
export const markedIn = ({ text, whose, others }: Named, own: readonly string[]): readonly Redaction[] => {
  const words = others.flatMap((other) => {
    const { whole, parts } = namesOf(other, own);
    return standsIn(whole, text, whose) ? [whole] : parts.filter((part) => standsIn(part, text, whose));
  });
  return [...new Set(words)].map((each) => ({ words: each, reason: 'another-person', note: '' }));
};

export type ItemProposal = {
  readonly decision: string;
  readonly redactions: readonly { readonly words: string; readonly reason: string; readonly note: string }[];
  readonly because: string;
  readonly reason: string;
  readonly note: string;
};

/** The item as its decision has to know it. */
export type ItemToDecide = Pick<BagItem, 'text' | 'whose' | 'others'> & {
  /** It stands for what the vault holds, or for a file: these are given whole or not at all. */
  readonly isSealed: boolean;
};

/** Names a field of one row of words that are left out. */
export type RedactionField = (row: number, field: 'words' | 'reason' | 'note') => string;

const wrongWithReason = (
  { reason, note }: { readonly reason: string; readonly note: string },
  fields: { readonly reason: string; readonly note: string },
): readonly Problem[] => {
  if (!isKey(reasonInWords, reason)) return [{ field: fields.reason, message: 'Choose why it is left out' }];
  return reason === 'other' && note === '' ? [{ field: fields.note, message: 'Enter the reason' }] : [];
};

const wrongWithRedaction = (
  { words, reason, note }: ItemProposal['redactions'][number],
  item: ItemToDecide,
  field: (name: 'words' | 'reason' | 'note') => string,
): readonly Problem[] => {
  const problem = (message: string): Problem => ({ field: field('words'), message });
  const wrongWords = (): readonly Problem[] => {
    if (words === '') return [problem('Enter the words to leave out')];
    if (standsIn(words, MARK))
      return [problem('These words are too few to leave out on their own: take more of the sentence')];
    return standsIn(words, item.text, item.whose)
      ? []
      : [problem('These words are not in it: copy them from the text above')];
  };
  return [
    ...wrongWords(),
    ...wrongWithReason({ reason, note }, { reason: field('reason'), note: field('note') }),
  ];
};

const toGive = (
  { because, redactions }: Pick<ItemProposal, 'because'> & Pick<ItemDecision, 'redactions'>,
  item: ItemToDecide,
  own: readonly string[],
): Result<ItemDecision> => {
  const decision = redactions.length === 0 ? 'give' : 'part';
  const given = givenOf(item, { decision, redactions });
  const left = given === null ? [] : othersLeftIn(given, item.others, own);
  const decided = { decision, redactions, reason: null, note: '' } as const;
  if (left.length === 0) return allowed({ ...decided, because: null });
  return isKey(givenBecauseInWords, because)
    ? allowed({ ...decided, because })
    : refused([
        {
          field: 'because',
          message: `Choose why it may be given although somebody else is still in it: ${left.join('; ')}`,
        },
      ]);
};

/**
 * Decides what somebody gets of one thing. Whatever is left out has its reason, and whoever else stays in it too; `own` are
 * the names of whom the request is about. Nothing is rewritten: words are left out, wherever they stand in it.
 */
export const decideItem = (
  proposal: ItemProposal,
  {
    item,
    own,
    field,
  }: { readonly item: ItemToDecide; readonly own: readonly string[]; readonly field: RedactionField },
): Result<ItemDecision> => {
  const { decision } = proposal;
  if (decision === 'give') return toGive({ ...proposal, redactions: [] }, item, own);
  if (decision === 'withhold') {
    const { reason, note } = proposal;
    const problems = wrongWithReason(proposal, { reason: 'reason', note: 'note' });
    return problems.length > 0 || !isKey(reasonInWords, reason)
      ? refused(problems)
      : allowed({ decision, redactions: [], because: null, reason, note });
  }
  if (decision !== 'part') return refused([{ field: 'decision', message: 'Choose what they get of it' }]);
  if (item.isSealed) return refused([{ field: 'decision', message: 'This is given whole or not at all' }]);
  if (proposal.redactions.length === 0)
    return refused([{ field: field(0, 'words'), message: 'Enter the words to leave out' }]);
  const problems = proposal.redactions.flatMap((redaction, row) =>
    wrongWithRedaction(redaction, item, (name) => field(row, name)),
  );
  const redactions = proposal.redactions.flatMap(({ words, reason, note }): readonly Redaction[] =>
    isKey(reasonInWords, reason) ? [{ words, reason, note }] : [],
  );
  return problems.length > 0 ? refused(problems) : toGive({ ...proposal, redactions }, item, own);
};

/**
 * Whether something can be given with others at once: the service wrote it down itself, and nobody else is in it. What a file
 * shows nobody knows who has not opened it.
 */
export const isPlainlyTheirs = ({
  key,
  others,
  isTyped,
}: Pick<BagItem, 'key' | 'others' | 'isTyped'>): boolean =>
  others.length === 0 && !isTyped && fileOfKey(key) === null;

/** The kinds of things in the order of a bag, with what is still to be decided of each. */
export const leftToDecide = (
  items: readonly { readonly category: Category; readonly decided: unknown }[],
): readonly { readonly category: Category; readonly all: number; readonly open: number }[] =>
  byKind(items).map(({ category, of }) => ({
    category,
    all: of.length,
    open: of.filter(({ decided }) => decided === null).length,
  }));
