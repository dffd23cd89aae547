import { carerInWords } from './carer-identity.ts';
import { type CaseRecord, childrenInWords, type Reader } from './case.ts';
import { wordsLimit } from './contribution.ts';
import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What of a case somebody can disagree with. */
type About = 'account' | 'decision' | 'minutes' | 'copy' | 'view';

/** What somebody says is wrong in a record, kept beside it: the record stays as it is. */
export type Disagreement = {
  readonly id: string;
  readonly about: About;
  /** The meeting, decision, copy or view; null for the account of the case, of which there is one. */
  readonly recordId: string | null;
  /** Of a copy, whose it is: their next copy has the statement too. */
  readonly invitationId: string | null;
  readonly whose: string;
  /** As they were said or written. */
  readonly words: string;
  readonly receivedOn: PlainDate;
  readonly withheldFrom: readonly Reader[];
  readonly recordedBy: string;
};

/** What somebody sent about their copy, which nobody has attached yet. */
export type SentDisagreement = {
  readonly id: string;
  readonly copyId: string;
  readonly name: string;
  readonly words: string;
  readonly sentAt: Date;
};

/** A released copy that somebody has, as far as disagreeing with it goes. */
export type CopyOut = { readonly id: string; readonly name: string };

/** A record that a statement can stand beside. */
export type Disputable = {
  readonly value: string;
  readonly text: string;
  readonly about: About;
  readonly recordId: string | null;
};

const disputable = (about: About, recordId: string | null, text: string): Disputable => ({
  value: recordId === null ? about : `${about}-${recordId}`,
  text,
  about,
  recordId,
});

/** The records of a case that somebody may disagree with, in the order of its page. */
export const disputables = (record: CaseRecord, copies: readonly CopyOut[]): readonly Disputable[] => {
  const { meeting, decision, views, placement } = record;
  const wereAgreed = meeting !== null && (meeting.minutesStatus === 'agreed' || meeting.minutesVersion > 1);
  return [
    disputable('account', null, 'What led up to it, as it was recorded'),
    ...(decision === null ? [] : [disputable('decision', decision.id, 'The decision about a meeting')]),
    ...(wereAgreed ? [disputable('minutes', meeting.id, 'The minutes of the meeting')] : []),
    ...copies.map(({ id, name }) => disputable('copy', id, `The copy of the minutes for ${name}`)),
    ...views.map(({ id, childId, saidOn }) => {
      const child = placement.children.find((one) => one.id === childId);
      return disputable('view', id, `${child?.givenName}’s views and feelings of ${inWords(saidOn)}`);
    }),
  ];
};

/** Whose a statement can be: those on the case, carers by their part alone. Anybody else is typed. */
export const whoMayDisagree = ({
  placement,
}: Pick<CaseRecord, 'placement'>): readonly { readonly value: string; readonly text: string }[] => [
  ...placement.children.map((child) => ({ value: `child-${child.id}`, text: childrenInWords([child]) })),
  ...placement.carers.map(({ id }, index) => ({
    value: `carer-${id}`,
    text: carerInWords(placement.kind, index),
  })),
  ...placement.contacts.map(({ id, name }) => ({ value: `contact-${id}`, text: name })),
];

export type DisagreementProposal = {
  readonly about: string;
  readonly whose: string;
  readonly otherName: string;
  readonly words: string;
  readonly receivedOn: PlainDate | null;
};

export type Attached = Pick<Disagreement, 'about' | 'recordId' | 'whose' | 'words' | 'receivedOn'> & {
  /** What it stands beside, as the history says it. */
  readonly beside: string;
};

/** What is wrong with the words of a statement themselves. */
export const wrongWords = (field: string, words: string): readonly Problem[] => {
  if (words === '') return [{ field, message: 'Write what you do not agree with, and why' }];
  return words.length > wordsLimit
    ? [{ field, message: `Use ${wordsLimit.toLocaleString('en-GB')} letters or fewer` }]
    : [];
};

const nameOf = (
  { whose, otherName }: DisagreementProposal,
  people: ReturnType<typeof whoMayDisagree>,
): string => (whose === 'other' ? otherName : (people.find(({ value }) => value === whose)?.text ?? ''));

/**
 * Checks a statement before it is attached: beside which record, whose, in which words and when it was received. The
 * record stays as it is (UK GDPR, articles 5(1)(d) and 16).
 */
export const attachDisagreement = (
  proposal: DisagreementProposal,
  facts: {
    readonly records: readonly Disputable[];
    readonly people: ReturnType<typeof whoMayDisagree>;
    readonly today: PlainDate;
  },
): Result<Attached> => {
  const { words, receivedOn } = proposal;
  const problems: Problem[] = [];
  const record = facts.records.find(({ value }) => value === proposal.about);
  if (record === undefined) problems.push({ field: 'about', message: 'Choose what the statement is about' });
  const whose = nameOf(proposal, facts.people);
  if (whose === '')
    problems.push(
      proposal.whose === 'other'
        ? { field: 'otherName', message: 'Enter whose statement it is' }
        : { field: 'whose', message: 'Choose whose statement it is' },
    );
  problems.push(...wrongWords('words', words));
  if (receivedOn === null) problems.push({ field: 'receivedOn', message: 'Enter when it was received' });
  else if (receivedOn > facts.today)
    problems.push({ field: 'receivedOn', message: 'The date must be today or in the past' });
  if (problems.length > 0 || record === undefined || receivedOn === null) return refused(problems);
  const { about, recordId, text: beside } = record;
  return allowed({ about, recordId, whose, words, receivedOn, beside });
};

/** The statements that stand beside one record. */
export const disagreementsWith = (
  all: readonly Disagreement[],
  about: About,
  recordId: string | null,
): readonly Disagreement[] => all.filter((one) => one.about === about && one.recordId === recordId);
