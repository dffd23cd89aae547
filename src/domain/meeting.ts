import type { Contact, Invitation, Meeting, Staff } from './case.ts';
import { agreeToChair, type ChairAgreement, type ChairChoice } from './chair-agreement.ts';
import { inWordsWithWeekday, notAWorkingDay, type PlainDate, type PlainTime, timeInWords } from './dates.ts';
import { citing, meetingDuty, windowInWords } from './duty.ts';
import { runningTheMeeting } from './invitation.ts';
import { type Clash, clashesAmong, clashProblems, type KeptApart, type Ways } from './kept-apart.ts';
import { choosePeople, type Invited, type PeopleProposal } from './meeting-people.ts';
import { type PlansAt, plansAt } from './plans-at.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';
import type { Calendar } from './window.ts';

export type MeetingProposal = PeopleProposal & {
  readonly heldOn: PlainDate;
  readonly startsAt: PlainTime;
  readonly minutesLong: number;
  readonly place: string;
  readonly videoLink: string;
  readonly outsideWindowReason: string;
  /** Why a manager agrees to a chair whom the procedure would rather not have. */
  readonly chairAgreementReason: string;
  readonly dayConfirmed: boolean;
  /** Why people who must not meet may be there together all the same. */
  readonly togetherReason: string;
  /** What was confirmed of how people take part, in its words: see plans-at.ts. */
  readonly plansConfirmed: string;
};

export type MeetingFacts = ChairChoice & {
  readonly minuteTaker: Staff | null;
  readonly calendar: Calendar;
  /** Who must not meet whom, and how those concerned take part. */
  readonly apart: { readonly keptApart: readonly KeptApart[]; readonly ways: Ways };
};

/** The meeting as it will stand, and everybody to be told: each list of people gets a message of its own kind. */
export type Arranged = {
  readonly meeting: Pick<
    Meeting,
    'heldOn' | 'startsAt' | 'minutesLong' | 'place' | 'videoLink' | 'outsideWindowReason'
  > & {
    readonly chair: Staff;
    readonly chairAgreement: ChairAgreement;
    readonly minuteTaker: Staff | null;
  };
  readonly invite: readonly Invited[];
  readonly tellOfChange: readonly Invitation[];
  readonly withdraw: readonly { readonly invitation: Invitation; readonly reason: string }[];
  readonly leftOut: Meeting['leftOut'];
  readonly newContacts: readonly Contact[];
  /** People who must not meet and are there together, for a reason that is kept: see kept-apart.ts. */
  readonly together: { readonly clashes: readonly Clash[]; readonly because: string };
  /** How people take part apart from others, and which of these plans moved with the meeting. */
  readonly plans: Pick<PlansAt, 'ways' | 'moved'>;
  readonly summary: string;
};

/** Why no meeting can be convened in a case; null when its procedure asks for one. */
export const whyNoMeeting = (duties: readonly PlannedDuty[]): string | null => {
  const held = duties.find(({ asks }) => 'meeting' in asks);
  if (held !== undefined)
    return held.standing.is === 'not-needed'
      ? 'It was decided that no meeting is needed. Take that back first, on the case page'
      : null;
  return duties.some(({ asks }) => 'decision' in asks)
    ? 'It has not been decided to hold a meeting. Record that decision first'
    : 'Your procedure asks for no meeting in this case';
};

const windowProblems = (
  { heldOn, outsideWindowReason }: Pick<MeetingProposal, 'heldOn' | 'outsideWindowReason'>,
  duties: readonly PlannedDuty[],
): Problem[] => {
  const none = whyNoMeeting(duties);
  if (none !== null) return [{ field: 'heldOn', message: none }];
  const duty = meetingDuty(duties);
  const window = duty?.window;
  if (window === undefined || outsideWindowReason !== '') return [];
  const isLate = heldOn > window.to;
  if (!isLate && (window.from === undefined || heldOn >= window.from)) return [];
  return [
    {
      field: 'outsideWindowReason',
      message: `${inWordsWithWeekday(heldOn)} is ${isLate ? 'after' : 'before'} the window in your procedure (${windowInWords(window)}). Choose a date in the window or enter the reason for ${isLate ? 'a later' : 'an earlier'} one`,
      ...citing(duty),
    },
  ];
};

/** What speaks against a day for a meeting: the window, the past, a day that is not worked. */
export const dayProblems = (
  proposal: Pick<MeetingProposal, 'heldOn' | 'outsideWindowReason' | 'dayConfirmed'>,
  { duties, calendar }: Pick<MeetingFacts, 'duties' | 'calendar'>,
): Problem[] => {
  const problems = windowProblems(proposal, duties);
  const { heldOn } = proposal;
  if (heldOn < calendar.today)
    problems.push({ field: 'heldOn', message: 'The date of the meeting must be today or later' });
  const dayOff = notAWorkingDay(heldOn, calendar.bankHolidays);
  if (dayOff !== null && !proposal.dayConfirmed)
    problems.push({
      field: 'dayConfirmed',
      message: `${inWordsWithWeekday(heldOn)} is ${dayOff}. Choose another day, or confirm that the meeting is held then`,
    });
  return problems;
};

const timeAndPlaceProblems = (proposal: MeetingProposal, facts: MeetingFacts): readonly Problem[] => {
  const problems = dayProblems(proposal, facts);
  if (proposal.place === '' && proposal.videoLink === '')
    problems.push({ field: 'place', message: 'Enter where the meeting is held, or a video link' });
  return problems;
};

/**
 * Checks a meeting's chair, date, place and people by what the procedure asks, and says who is to be invited, told of a
 * change, or told they are no longer expected. `record.meeting` decides whether this convenes a meeting or changes one.
 */
export const arrangeMeeting = (proposal: MeetingProposal, facts: MeetingFacts): Result<Arranged> => {
  const { record, chair, minuteTaker } = facts;
  const agreement = agreeToChair(proposal.chairAgreementReason, facts);
  const running = chair === null ? [] : runningTheMeeting(record, chair.person, minuteTaker);
  const { takingPart, leftOut, problems: ofPeople } = choosePeople(proposal, { ...facts, running });
  const { keptApart } = facts.apart;
  const plans = plansAt(takingPart, proposal, { meeting: record.meeting, ways: facts.apart.ways });
  const at = { ...proposal, id: record.meeting?.id ?? null };
  const clashes = clashesAmong(takingPart, at, { keptApart, ways: plans.ways });
  const problems = [
    ...(agreement.ok ? [] : agreement.problems),
    ...timeAndPlaceProblems(proposal, facts),
    ...ofPeople,
    ...clashProblems(clashes, proposal.togetherReason),
    ...plans.problems,
  ];
  if (problems.length > 0 || chair === null || !agreement.ok) return refused(problems);

  const people = new Map(takingPart.map((person) => [person.source, person]));
  const before = record.meeting?.invitations.filter(({ status }) => status === 'invited') ?? [];
  const invitedBefore = new Set(before.map(({ source }) => source));
  const agreed =
    agreement.value.is === 'given' ? `, to which a manager agreed: ${agreement.value.reason}` : '';
  return allowed({
    meeting: {
      heldOn: proposal.heldOn,
      startsAt: proposal.startsAt,
      minutesLong: proposal.minutesLong,
      place: proposal.place,
      videoLink: proposal.videoLink,
      outsideWindowReason: proposal.outsideWindowReason,
      chair: chair.person,
      chairAgreement: agreement.value,
      minuteTaker,
    },
    invite: [...people.values()].filter(({ source }) => !invitedBefore.has(source)),
    tellOfChange: before.flatMap((invitation) => {
      const person = people.get(invitation.source);
      return person === undefined
        ? []
        : [{ ...invitation, mode: person.mode, ownWay: plans.ways[invitation.source] ?? null }];
    }),
    withdraw: before
      .filter(({ source }) => !people.has(source))
      .map((invitation) => ({
        invitation,
        reason:
          proposal.choices.find(({ source }) => source === invitation.source)?.reason ||
          'The meeting was rearranged',
      })),
    leftOut,
    newContacts: proposal.added.map(({ id, kind, name, email }) => ({ id, kind, name, email })),
    together: { clashes, because: proposal.togetherReason },
    plans: { ways: plans.ways, moved: plans.moved },
    summary: `${record.meeting === null ? 'Convened' : 'Changed'} the meeting: ${inWordsWithWeekday(proposal.heldOn)} at ${timeInWords(proposal.startsAt)}, chaired by ${chair.person.name}${agreed}`,
  });
};

/** Checks that a meeting can be called off: it must not have been held, and a reason is owed to those invited. */
export const cancelMeeting = (
  meeting: Meeting | null,
  reason: string,
): Result<{ readonly tell: readonly Invitation[] }> => {
  if (meeting === null || meeting.status === 'held')
    return refused([{ field: 'reason', message: 'There is no meeting to cancel' }]);
  if ((meeting.satOn ?? []).length > 0)
    return refused([
      { field: 'reason', message: 'Some of this meeting was held already. Change its day, or end it' },
    ]);
  if (reason === '') return refused([{ field: 'reason', message: 'Enter why the meeting is cancelled' }]);
  return allowed({ tell: meeting.invitations.filter(({ status }) => status === 'invited') });
};
