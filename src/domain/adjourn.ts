import type { CaseRecord, Invitation, Meeting } from './case.ts';
import { inWordsWithWeekday, type PlainDate, type PlainTime, timeInWords } from './dates.ts';
import { type Clash, clashesAmong, clashProblems, type KeptApart, type Ways } from './kept-apart.ts';
import { dayProblems } from './meeting.ts';
import { actProblems, adjourned, type Happening, type RoomFacts } from './meeting-room.ts';
import { stillInvited } from './minutes.ts';
import { type PlansAt, plansAt } from './plans-at.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';
import type { Calendar } from './window.ts';

/** When and where a meeting goes on that is adjourned, and why it is. */
export type AdjournProposal = {
  readonly reason: string;
  readonly heldOn: PlainDate | null;
  readonly startsAt: PlainTime | null;
  readonly minutesLong: number;
  readonly place: string;
  readonly videoLink: string;
  readonly outsideWindowReason: string;
  readonly dayConfirmed: boolean;
  /** As for any change of a meeting: see meeting.ts. */
  readonly togetherReason: string;
  readonly plansConfirmed: string;
};

export type AdjournFacts = Pick<RoomFacts, 'now' | 'agenda'> & {
  readonly record: CaseRecord;
  readonly duties: readonly PlannedDuty[];
  readonly calendar: Calendar;
  readonly timeNow: PlainTime;
  readonly apart: { readonly keptApart: readonly KeptApart[]; readonly ways: Ways };
};

/** The meeting as it goes on, with everybody who is told. */
export type Adjourned = {
  readonly happening: Happening;
  readonly meeting: Pick<
    Meeting,
    'heldOn' | 'startsAt' | 'minutesLong' | 'place' | 'videoLink' | 'outsideWindowReason' | 'sequence'
  >;
  /** The days on which some of it was held. */
  readonly satOn: readonly PlainDate[];
  readonly tell: readonly Invitation[];
  readonly together: { readonly clashes: readonly Clash[]; readonly because: string };
  readonly moved: PlansAt['moved'];
  readonly summary: string;
};

/**
 * Checks that a meeting stops for today and goes on another day, by the rules of any change of a meeting: a reason is owed,
 * the day is in the window or it is said why not, there is a place, and people who must not meet do not. Everybody who is
 * still invited to come is told.
 */
export const adjournMeeting = (proposal: AdjournProposal, facts: AdjournFacts): Result<Adjourned> => {
  const { record, calendar, timeNow } = facts;
  const { meeting } = record;
  if (meeting === null) return refused([{ field: '', message: 'There is no meeting to adjourn' }]);
  const refusals = actProblems('adjourn', { ...facts, meeting, today: calendar.today });
  if (refusals.length > 0) return refused(refusals);
  const { reason, heldOn, startsAt, place, videoLink, minutesLong, outsideWindowReason } = proposal;
  const problems: Problem[] = [];
  if (reason === '') problems.push({ field: 'reason', message: 'Enter why the meeting is adjourned' });
  if (heldOn === null) problems.push({ field: 'heldOn', message: 'Enter the day on which it goes on' });
  if (startsAt === null)
    problems.push({ field: 'startsAt', message: 'Enter when it goes on, such as 10:00 or 2:30pm' });
  if (place === '' && videoLink === '')
    problems.push({ field: 'place', message: 'Enter where it goes on, or a video link' });
  if (heldOn === null || startsAt === null) return refused(problems);
  problems.push(...dayProblems({ ...proposal, heldOn }, facts));
  if (heldOn === calendar.today && startsAt <= timeNow)
    problems.push({
      field: 'startsAt',
      message: 'Enter a time that is still to come. For a break, pause it',
    });

  const people = stillInvited(meeting.invitations);
  const next = { ...proposal, heldOn, startsAt, id: meeting.id };
  const plans = plansAt(people, next, { meeting, ways: facts.apart.ways });
  const clashes = clashesAmong(people, next, { keptApart: facts.apart.keptApart, ways: plans.ways });
  problems.push(...clashProblems(clashes, proposal.togetherReason), ...plans.problems);
  if (problems.length > 0) return refused(problems);
  return allowed({
    happening: adjourned(reason, heldOn, startsAt),
    meeting: {
      ...{ heldOn, startsAt, minutesLong, place, videoLink, outsideWindowReason },
      sequence: meeting.sequence + 1,
    },
    satOn: [...new Set([...(meeting.satOn ?? []), meeting.heldOn])].filter((day) => day !== heldOn),
    tell: people
      .filter(({ mode }) => mode === 'attend')
      .map((invitation) => ({ ...invitation, ownWay: plans.ways[invitation.source] ?? null })),
    together: { clashes, because: proposal.togetherReason },
    moved: plans.moved,
    summary: `Adjourned the meeting to ${inWordsWithWeekday(heldOn)} at ${timeInWords(startsAt)}`,
  });
};
