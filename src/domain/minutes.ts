import { minutesAreOpen } from './access.ts';
import type { CaseRecord, Child, Invitation, Reader, Whose } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import type { AgendaItem } from './procedure.ts';
import type { PurposeStands } from './purpose.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { capitalised, listInWords } from './words.ts';

/** Words that somebody typed at the same time as somebody else, kept until a person has chosen. */
export type Conflict = {
  readonly id: string;
  readonly text: string;
  readonly typedBy: string;
  readonly typedById: string;
  readonly typedAt: Date;
  /** The open page they came from, when it said: as long as that page goes on typing, it goes on here. */
  readonly page: string | null;
  readonly edit: number;
};

/** What a passage is: what its item is for, or what was caught under it as it happened. */
export type PassageKind = AgendaItem['kind'] | 'decision';

/** Who said something: somebody invited, by their invitation, or a child. */
export type Speaker = { readonly is: 'invited' | 'child'; readonly id: string };

/** One text of the minutes with its own readers. Staff on the case read every passage. */
export type Passage = {
  readonly id: string;
  readonly agendaKey: string;
  readonly kind: PassageKind;
  /** Who said it, where it is told so. */
  readonly saidBy?: Speaker | null;
  readonly text: string;
  readonly withheldFrom: readonly Reader[];
  readonly aboutChildId: string | null;
  /** Whose information it is; `nobody` counts as said: it is nobody’s in particular. */
  readonly whose: Whose;
  readonly revision: number;
  /** Everybody who typed in it: none of them may release a copy. */
  readonly authors: readonly string[];
  readonly updatedBy: string | null;
  readonly conflicts: readonly Conflict[];
};

/** Readers a passage can be kept from. */
export const withholdableFrom: readonly Exclude<Reader, 'staff'>[] = [
  'birth-family',
  'adopters',
  'carers',
  'professionals',
];

export const readerInWords: Record<Reader, string> = {
  'birth-family': 'parents and family',
  adopters: 'prospective adopters or carers of the placement',
  carers: 'current carers',
  professionals: 'professionals from elsewhere',
  staff: 'council and agency staff on the case',
};

/** Kinds of readers for somebody to choose from, as a form has them. */
export const readerChoices = (
  readers: readonly Reader[],
): readonly { readonly value: Reader; readonly text: string }[] =>
  readers.map((reader) => ({ value: reader, text: capitalised(readerInWords[reader]) }));

/** "Kept from parents and family. About Robin only." */
export const readersInWords = (
  { withheldFrom, aboutChildId }: Pick<Passage, 'withheldFrom' | 'aboutChildId'>,
  children: readonly Pick<Child, 'id' | 'givenName'>[],
): string => {
  const child = children.find(({ id }) => id === aboutChildId);
  return [
    withheldFrom.length === 0
      ? 'Everybody may read this'
      : `Kept from ${listInWords(withheldFrom.map((reader) => readerInWords[reader]))}`,
    ...(child === undefined ? [] : [`About ${child.givenName} only`]),
  ].join('. ');
};

/**
 * What ticks come to when a form is sent: those ticked on it are added, those unticked on it are taken away, and what
 * somebody else did since the form was opened stays. So a page that is out of date never widens who may read.
 */
export const applyTicks = <T>(
  current: readonly T[],
  ticks: { readonly before: readonly T[]; readonly now: readonly T[] },
): readonly T[] => [
  ...current.filter((one) => ticks.now.includes(one) || !ticks.before.includes(one)),
  ...ticks.now.filter((one) => !ticks.before.includes(one) && !current.includes(one)),
];

/** Those who are invited or asked to write, without those who no longer are. */
export const stillInvited = (invitations: readonly Invitation[]): readonly Invitation[] =>
  invitations.filter(({ status }) => status === 'invited');

/** Whether somebody said they would come, or runs the meeting and did not say otherwise. */
export const isExpected = ({ reply, capacity }: Pick<Invitation, 'reply' | 'capacity'>): boolean =>
  reply === 'coming' || (reply === null && (capacity === 'chair' || capacity === 'minute-taker'));

/** Who came and what was read, as it will stand. Somebody only asked to write is never "absent" (PG-5). */
export type Attendance = {
  readonly status: 'convened' | 'held';
  readonly people: readonly {
    readonly id: string;
    readonly attended: boolean | null;
    readonly contributionRead: boolean;
  }[];
};

/**
 * Checks who came and whose writing was read (PG-9), on the day or later. Once somebody has come the meeting was held;
 * with nobody ticked it counts as not held yet.
 */
export const recordAttendance = (
  record: Pick<CaseRecord, 'meeting'>,
  ticked: { readonly came: readonly string[]; readonly read: readonly string[] },
  today: PlainDate,
): Result<Attendance> => {
  const { meeting } = record;
  const problem = (message: string): Result<never> => refused([{ field: 'attendance', message }]);
  if (meeting === null) return problem('There is no meeting yet');
  if (!minutesAreOpen(record))
    return problem(
      `The minutes are ${meeting.minutesStatus === 'agreed' ? 'agreed' : 'being checked'}, so who came can no longer be changed`,
    );
  const nothing = ticked.came.length === 0 && ticked.read.length === 0;
  if (meeting.heldOn > today && !nothing)
    return problem(`The meeting is on ${inWords(meeting.heldOn)}. Record who came on the day or later`);
  const held = ticked.came.length > 0;
  return allowed({
    status: held ? 'held' : 'convened',
    people: stillInvited(meeting.invitations).map(({ id, mode, contribution }) => ({
      id,
      attended: ticked.came.includes(id) ? true : held && mode === 'attend' ? false : null,
      contributionRead: contribution !== '' && ticked.read.includes(id),
    })),
  });
};

/**
 * Checks that minutes are whole before the chair agrees them: the meeting was held, each child's views are there
 * (DC-2b), every written contribution was read (PG-9), findings and lessons are written (DC-1a), what the meeting was there
 * to answer is answered or it is said why not (PG-9), and no words wait for somebody to choose between them. `others` is what
 * checking them left open (checking.ts), and what speaks against it from how the meeting went. Answers everybody who wrote them.
 */
export const agreeMinutes = (
  record: CaseRecord,
  passages: readonly Passage[],
  agenda: readonly AgendaItem[],
  purposes: readonly PurposeStands[] = [],
  others: readonly Problem[] = [],
): Result<{ readonly authors: readonly string[] }> => {
  const { meeting } = record;
  if (meeting === null || meeting.status !== 'held')
    return refused([{ field: 'attendance', message: 'Record who came to the meeting first' }]);
  if (meeting.minutesStatus === 'agreed')
    return refused([{ field: 'attendance', message: 'These minutes are agreed already' }]);
  const problems = [...gapsIn(record, passages, agenda, purposes), ...others];
  return problems.length > 0
    ? refused(problems)
    : allowed({ authors: [...new Set(passages.flatMap(({ authors }) => authors))] });
};

/** What is missing of minutes before they can be agreed, or sent to be checked. */
export const gapsIn = (
  record: CaseRecord,
  passages: readonly Passage[],
  agenda: readonly AgendaItem[],
  purposes: readonly PurposeStands[],
): readonly Problem[] => [
  ...unreadContributions(record.meeting?.invitations ?? []),
  ...viewsMissing(record),
  ...passagesMissing(passages, agenda, purposes),
  ...unanswered(passages, agenda, purposes),
  ...unsettled(passages, agenda),
];

const unreadContributions = (invitations: readonly Invitation[]): readonly Problem[] =>
  stillInvited(invitations)
    .filter(({ contribution, contributionRead }) => contribution !== '' && !contributionRead)
    .map(({ id, name }) => ({
      field: `read-${id}`,
      message: `Read what ${name} wrote to the meeting, and record that you did`,
      because: 'PG-9',
    }));

const viewsMissing = ({ placement, views }: CaseRecord): readonly Problem[] =>
  placement.children
    .filter(({ id }) => !views.some(({ childId }) => childId === id))
    .map(({ givenName }) => ({
      field: 'views',
      message: `Record ${givenName}’s views and feelings`,
      because: 'DC-2b',
    }));

/** The box of an item, to write in. */
const boxOf = (passages: readonly Passage[], item: string | undefined): string => {
  const first = passages.find(({ agendaKey }) => agendaKey === item);
  return first === undefined ? 'attendance' : `text-${first.id}`;
};

/** Findings and lessons that are not written, where the procedure does not say what the meeting answers under them. */
const passagesMissing = (
  passages: readonly Passage[],
  agenda: readonly AgendaItem[],
  purposes: readonly PurposeStands[],
): readonly Problem[] =>
  agenda
    .filter(({ key, kind }) => kind !== 'note' && !purposes.some(({ under }) => under.includes(key)))
    .map(({ key, title }) => ({ title, own: passages.filter(({ agendaKey }) => agendaKey === key) }))
    .filter(({ own }) => own.every(({ text }) => text === ''))
    .map(({ title, own }) => ({
      field: boxOf(passages, own[0]?.agendaKey),
      message: `Write the ${title.toLowerCase()}`,
      because: 'DC-1a',
    }));

const unanswered = (
  passages: readonly Passage[],
  agenda: readonly AgendaItem[],
  purposes: readonly PurposeStands[],
): readonly Problem[] =>
  purposes
    .filter(({ isWritten, whyNot }) => !isWritten && whyNot === null)
    .map(({ title, under, because }) => {
      const item = agenda.find(({ key }) => under.includes(key));
      const where = item === undefined ? '' : `Write it under “${item.title}”, or say`;
      return {
        field: boxOf(passages, item?.key),
        message: `The meeting has not answered “${title}”. ${where || 'Say'} why not on the page of findings`,
        because: because.paragraph,
      };
    });

const unsettled = (passages: readonly Passage[], agenda: readonly AgendaItem[]): readonly Problem[] =>
  passages
    .filter(({ conflicts }) => conflicts.length > 0)
    .map(({ id, agendaKey }) => ({
      field: `text-${id}`,
      message: `Two people typed in “${agenda.find(({ key }) => key === agendaKey)?.title ?? agendaKey}” at once. Choose which words stay`,
    }));
