import { carerInWords } from './carer-identity.ts';
import type { CaseRecord, Child } from './case.ts';
import { letterWords } from './child-words/letter.ts';
import { inWords, type PlainDate } from './dates.ts';
import type { Doc } from './document.ts';
import type { Secret } from './leak-check.ts';
import { pastDayProblems } from './past-day.ts';
import type { KeptApart } from './private-people.ts';
import { type ReadingLevel, readingLevelOf, wordsToAvoid } from './reading-age.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { leaksIn } from './withhold.ts';
import { listInWords } from './words.ts';

/** The sections of an answer to a child, in their order (docs/domain.md, 4.8; why the child moved: PG-6). */
export const answerSections = ['toldUs', 'talkedAbout', 'happensNext', 'whyMoved', 'whoToTalkTo'] as const;
export type AnswerSection = (typeof answerSections)[number];
export type AnswerTexts = Readonly<Record<AnswerSection, string>>;

/** What a person wrote to a child after a meeting, as it stands. */
export type Answer = {
  readonly id: string;
  readonly childId: string;
  readonly meetingId: string;
  readonly texts: AnswerTexts;
  readonly revision: number;
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly agreedBy: string | null;
  readonly agreedAt: Date | null;
  readonly toldBecause: string;
  /** Each time it was given or talked about, the latest first. */
  readonly givings: readonly Giving[];
};

export type Giving = {
  readonly givenOn: PlainDate;
  readonly how: string;
  readonly whoWasThere: string;
  /** What the child said to it, word for word; empty when nothing. */
  readonly response: string;
  readonly recordedBy: string;
};

const problem = (message: string, field = ''): Problem => ({ field, message });

/** Whether an answer can be written or changed: after the meeting, until the child has it, from what it was last. */
export const writeAnswer = (
  proposal: { readonly texts: AnswerTexts; readonly from: number },
  facts: {
    readonly meeting: CaseRecord['meeting'];
    readonly answer: Answer | null;
    readonly givenName: string;
  },
): Result<AnswerTexts> => {
  const { meeting, answer, givenName } = facts;
  if (meeting?.status !== 'held')
    return refused([problem('The meeting comes first, with who came recorded in its minutes')]);
  if (answer !== null && answer.givings.length > 0)
    return refused([problem(`${givenName} has this letter. It stays as it is`)]);
  if (proposal.from !== (answer?.revision ?? 0))
    return refused([
      problem('Somebody else changed this while you wrote. Copy what you typed, and open the page again'),
    ]);
  return Object.values(proposal.texts).every((text) => text === '')
    ? refused([problem('Write something in the letter', answerSections[0])])
    : allowed(proposal.texts);
};

/** How the letter reads to a child, and which of its words are better said otherwise; neither stops anybody. */
export const readingOf = (
  texts: AnswerTexts,
): { readonly level: ReadingLevel | null; readonly avoid: ReturnType<typeof wordsToAvoid> } => {
  const text = answerSections.map((section) => texts[section]).join('\n');
  return { level: readingLevelOf(text), avoid: wordsToAvoid(text) };
};

/** Words of a brother or sister in a letter are found by so many in a row. */
const wordsToRecognise = 4;

/**
 * What a letter tells a child that a person has to decide on (docs/domain.md, section 6): who the people they lived with
 * are and where they can be reached, how others can be reached, and what a brother or sister said. Their own new address
 * is theirs to know.
 */
const secretsFrom = (record: CaseRecord, child: Child, keptApart: KeptApart): readonly Secret[] => {
  const { placement, views } = record;
  const carers = placement.carers.flatMap(({ id }, index) => {
    const part = carerInWords(placement.kind, index);
    return (keptApart.identities[id] ?? []).flatMap((identity) =>
      (['name', 'email', 'phone', 'address'] as const).map((kind) => ({
        kind,
        value: identity[kind],
        label: `the ${kind === 'email' ? 'e-mail address' : kind === 'phone' ? 'phone number' : kind} of ${part}`,
      })),
    );
  });
  const reached = placement.contacts.flatMap(({ id, name, email }) => [
    { kind: 'email' as const, value: email, label: `the e-mail address of ${name}` },
    {
      kind: 'phone' as const,
      value: keptApart.contactDetails[id]?.phone ?? '',
      label: `the phone number of ${name}`,
    },
    {
      kind: 'address' as const,
      value: keptApart.contactDetails[id]?.address ?? '',
      label: `the address of ${name}`,
    },
  ]);
  const ofOthers = views
    .filter(({ childId, words }) => childId !== child.id && words.split(/\s+/).length >= wordsToRecognise)
    .map(({ words }) => ({ kind: 'passage' as const, value: words, label: 'what a brother or sister said' }));
  return [...carers, ...reached, ...ofOthers].filter(({ value }) => value !== '');
};

/** What a letter tells, each once: "the name of Adopter 1, in “Why you moved”". Whoever goes on says why. */
export const toldInLetter = (
  texts: AnswerTexts,
  {
    record,
    child,
    keptApart,
  }: { readonly record: CaseRecord; readonly child: Child; readonly keptApart: KeptApart },
): readonly string[] => {
  const parts = answerSections.map((section) => ({
    part: `“${letterWords.sections[section]}”`,
    text: texts[section],
  }));
  // The family’s name is the child’s own.
  const own = new RegExp(`\\b(?:${[child.givenName, child.familyName].map(literally).join('|')})\\b`, 'gu');
  const leaks = leaksIn(parts, secretsFrom(record, child, keptApart), own);
  return [...Map.groupBy(leaks, ({ label }) => label)].map(
    ([label, found]) => `${label}, in ${listInWords(found.map(({ part }) => part))}`,
  );
};

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Checks that a letter is whole before the chair agrees it, as it was read, and with a reason for what it tells. */
export const agreeAnswer = (
  answer: Answer,
  {
    readRevision,
    told,
    because,
    givenName,
  }: {
    readonly readRevision: number;
    readonly told: readonly string[];
    readonly because: string;
    readonly givenName: string;
  },
): Result<{ readonly toldBecause: string }> => {
  if (answer.givings.length > 0) return refused([problem(`${givenName} has this letter already`)]);
  if (answer.agreedAt !== null) return refused([problem('This letter is agreed already')]);
  const missing = answerSections.filter((section) => answer.texts[section] === '');
  const problems = [
    ...(readRevision === answer.revision
      ? []
      : [problem('The letter has changed since you read it. Read it again')]),
    ...missing.map((section) => problem(`Nothing is written under “${letterWords.sections[section]}”`)),
    ...(told.length > 0 && because === ''
      ? [problem(`Enter why ${givenName} may know this, or have the letter changed`, 'because')]
      : []),
  ];
  return problems.length > 0 ? refused(problems) : allowed({ toldBecause: told.length === 0 ? '' : because });
};

/** Checks the giving of a letter, or a later talk about it: agreed first, on a day since, how and with whom. */
export const giveAnswer = (
  proposal: Omit<Giving, 'recordedBy' | 'givenOn'> & { readonly givenOn: PlainDate | null },
  facts: { readonly answer: Answer; readonly agreedOn: PlainDate | null; readonly today: PlainDate },
): Result<Omit<Giving, 'recordedBy'>> => {
  const { givenOn, how, whoWasThere } = proposal;
  if (facts.agreedOn === null) return refused([problem('The chair agrees the letter before it is given')]);
  const problems = [
    ...pastDayProblems('givenOn', givenOn, {
      since: facts.agreedOn,
      which: 'when the letter was agreed',
      missing: 'Enter when it was given',
      today: facts.today,
    }),
    ...(how === '' ? [problem('Enter how it was given', 'how')] : []),
    ...(whoWasThere === '' ? [problem('Enter who was there', 'whoWasThere')] : []),
  ];
  return problems.length > 0 || givenOn === null ? refused(problems) : allowed({ ...proposal, givenOn });
};

/** The letter as the child gets it, large and plain: nobody’s words but those a person wrote, under the same headings. */
export const letterOf = (
  texts: AnswerTexts,
  of: { readonly givenName: string; readonly writtenBy: string; readonly on: PlainDate },
): Doc => ({
  title: letterWords.title,
  language: 'en',
  subtitle: `${of.givenName}, this is for you. ${inWords(of.on)}`,
  sections: [
    ...answerSections
      .filter((section) => texts[section] !== '')
      .map((section) => ({
        heading: letterWords.sections[section],
        level: 2 as const,
        blocks: texts[section].split(/\n{2,}/).map((text) => ({ is: 'paragraph' as const, text })),
      })),
    {
      heading: of.writtenBy,
      level: 2,
      blocks: [letterWords.wrong, letterWords.keep].map((text) => ({ is: 'paragraph' as const, text })),
    },
  ],
});
