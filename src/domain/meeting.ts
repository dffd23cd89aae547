import type { CaseRecord, Contact, Invitation, Meeting, Staff } from './case.ts';
import type { Eligibility } from './chair.ts';
import { inWordsWithWeekday, notAWorkingDay, type PlainDate, type PlainTime, timeInWords } from './dates.ts';
import { type Window, windowInWords } from './duty.ts';
import {
  contactInvitee,
  familyOnTheCase,
  type Invitee,
  proposeInvitees,
  runningTheMeeting,
} from './invitation.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** What the convener chose for one person: invite them, ask them to write, or leave them out and say why. */
export type Choice = {
  readonly source: string;
  readonly choice: 'attend' | 'contribute' | 'leave-out';
  readonly reason: string;
  readonly mayKnowPlace?: boolean;
};

export type MeetingProposal = {
  readonly heldOn: PlainDate;
  readonly startsAt: PlainTime;
  readonly minutesLong: number;
  readonly place: string;
  readonly videoLink: string;
  readonly outsideWindowReason: string;
  readonly dayConfirmed: boolean;
  readonly choices: readonly Choice[];
  /** People not on the case yet: each becomes a contact on it. */
  readonly added: readonly (Contact & { readonly mode: 'attend' | 'contribute'; readonly reason: string })[];
};

export type MeetingFacts = {
  readonly record: CaseRecord;
  readonly procedure: Procedure;
  readonly window: Window | undefined;
  readonly chair: { readonly person: Staff; readonly eligibility: Eligibility } | null;
  readonly minuteTaker: Staff | null;
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
  readonly today: PlainDate;
};

export type Invited = Invitee & Pick<Invitation, 'mode' | 'addedReason'>;

/** The meeting as it will stand, and everybody to be told: each list of people gets a message of its own kind. */
export type Arranged = {
  readonly meeting: Pick<
    Meeting,
    'heldOn' | 'startsAt' | 'minutesLong' | 'place' | 'videoLink' | 'outsideWindowReason'
  > & { readonly chair: Staff; readonly minuteTaker: Staff | null };
  readonly invite: readonly Invited[];
  readonly tellOfChange: readonly Invitation[];
  readonly withdraw: readonly { readonly invitation: Invitation; readonly reason: string }[];
  readonly leftOut: Meeting['leftOut'];
  readonly newContacts: readonly Contact[];
  readonly summary: string;
};

const timeAndPlaceProblems = (proposal: MeetingProposal, facts: MeetingFacts): readonly Problem[] => {
  const problems: Problem[] = [];
  const { heldOn } = proposal;
  const { window } = facts;
  if (window === undefined)
    problems.push({
      field: 'heldOn',
      message: 'The procedure asks for a report instead of a meeting in this case',
      because: 'DC-4',
    });
  else if (proposal.outsideWindowReason === '' && heldOn > window.to)
    problems.push({
      field: 'outsideWindowReason',
      message: `${inWordsWithWeekday(heldOn)} is after the window in your procedure (${windowInWords(window)}). Choose a date in the window or enter the reason for a later one`,
      because: 'DC-1b',
    });
  else if (proposal.outsideWindowReason === '' && window.from !== undefined && heldOn < window.from)
    problems.push({
      field: 'outsideWindowReason',
      message: `${inWordsWithWeekday(heldOn)} is before the window in your procedure (${windowInWords(window)}). Choose a date in the window or enter the reason for an earlier one`,
      because: 'DC-1b',
    });
  if (heldOn < facts.today)
    problems.push({ field: 'heldOn', message: 'The date of the meeting must be today or later' });
  const dayOff = notAWorkingDay(heldOn, facts.bankHolidays);
  if (dayOff !== null && !proposal.dayConfirmed)
    problems.push({
      field: 'dayConfirmed',
      message: `${inWordsWithWeekday(heldOn)} is ${dayOff}. Choose another day, or confirm that the meeting is held then`,
    });
  if (proposal.place === '' && proposal.videoLink === '')
    problems.push({ field: 'place', message: 'Enter where the meeting is held, or a video link' });
  return problems;
};

const chairProblems = (chair: MeetingFacts['chair']): readonly Problem[] => {
  if (chair === null) return [{ field: 'chairId', message: 'Choose a chair' }];
  return chair.eligibility.eligible
    ? []
    : [
        {
          field: 'chairId',
          message: `${chair.person.name} cannot chair: ${listInWords(chair.eligibility.reasons)}`,
          because: 'DC-1c',
        },
      ];
};

/**
 * Checks a meeting's chair, date, place and people, and says who is to be invited, told of a change, or told they are
 * no longer expected (DC-1a to DC-2b). `record.meeting` decides whether this convenes a meeting or changes one.
 */
export const arrangeMeeting = (proposal: MeetingProposal, facts: MeetingFacts): Result<Arranged> => {
  const { record, chair } = facts;
  const problems: Problem[] = [...chairProblems(chair), ...timeAndPlaceProblems(proposal, facts)];
  const wanted: Invited[] = [];
  const leftOut: Meeting['leftOut'][number][] = [];
  const choices = new Map(proposal.choices.map((choice) => [choice.source, choice]));

  for (const invitee of proposeInvitees(facts.procedure, record)) {
    const choice = choices.get(invitee.source);
    if (choice?.choice === 'leave-out') {
      if (choice.reason === '')
        problems.push({
          field: `reason-${invitee.source}`,
          message: `Enter why ${invitee.name} is left out`,
          because: 'DC-2a',
        });
      leftOut.push({ capacity: invitee.capacity, name: invitee.name, reason: choice.reason });
    } else wanted.push({ ...invitee, mode: choice?.choice ?? 'attend', addedReason: '' });
  }
  for (const relative of familyOnTheCase(record)) {
    const choice = choices.get(relative.source);
    if (choice === undefined || choice.choice === 'leave-out') continue;
    if (choice.reason === '')
      problems.push({ field: `reason-${relative.source}`, message: `Enter why ${relative.name} is invited` });
    wanted.push({
      ...relative,
      mayKnowPlace: choice.mayKnowPlace ?? false,
      mode: choice.choice,
      addedReason: choice.reason,
    });
  }
  proposal.added.forEach(({ mode, reason, ...contact }, index) => {
    if (reason === '')
      problems.push({ field: `added-${index}-reason`, message: `Enter why ${contact.name} is invited` });
    wanted.push({ ...contactInvitee(contact), mode, addedReason: reason });
  });
  if (problems.length > 0 || chair === null) return refused(problems);

  for (const invitee of runningTheMeeting(record, chair.person, facts.minuteTaker))
    wanted.push({ ...invitee, mode: 'attend', addedReason: '' });
  const people = new Map(wanted.map((person) => [person.source, person]));
  const before = record.meeting?.invitations.filter(({ status }) => status === 'invited') ?? [];
  const invitedBefore = new Set(before.map(({ source }) => source));
  return allowed({
    meeting: {
      heldOn: proposal.heldOn,
      startsAt: proposal.startsAt,
      minutesLong: proposal.minutesLong,
      place: proposal.place,
      videoLink: proposal.videoLink,
      outsideWindowReason: proposal.outsideWindowReason,
      chair: chair.person,
      minuteTaker: facts.minuteTaker,
    },
    invite: [...people.values()].filter(({ source }) => !invitedBefore.has(source)),
    tellOfChange: before.flatMap((invitation) => {
      const person = people.get(invitation.source);
      return person === undefined ? [] : [{ ...invitation, mode: person.mode }];
    }),
    withdraw: before
      .filter(({ source }) => !people.has(source))
      .map((invitation) => ({
        invitation,
        reason: choices.get(invitation.source)?.reason || 'The meeting was rearranged',
      })),
    leftOut,
    newContacts: proposal.added.map(({ id, kind, name, email }) => ({ id, kind, name, email })),
    summary: `${record.meeting === null ? 'Convened' : 'Changed'} the meeting: ${inWordsWithWeekday(proposal.heldOn)} at ${timeInWords(proposal.startsAt)}, chaired by ${chair.person.name}`,
  });
};

/** Checks that a meeting can be called off: it must not have been held, and a reason is owed to those invited. */
export const cancelMeeting = (
  meeting: Meeting | null,
  reason: string,
): Result<{ readonly tell: readonly Invitation[] }> => {
  if (meeting === null || meeting.status === 'held')
    return refused([{ field: 'reason', message: 'There is no meeting to cancel' }]);
  if (reason === '') return refused([{ field: 'reason', message: 'Enter why the meeting is cancelled' }]);
  return allowed({ tell: meeting.invitations.filter(({ status }) => status === 'invited') });
};
