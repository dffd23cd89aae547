import { randomUUID } from 'node:crypto';
import { loadApart } from '../../database/kept-apart.ts';
import type { Contact } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { looksLikeEmail } from '../../domain/email.ts';
import { familyOnTheCase } from '../../domain/invitation.ts';
import { type Arranged, arrangeMeeting } from '../../domain/meeting.ts';
import { type Added, type Choice, peopleToDecideOn } from '../../domain/meeting-people.ts';
import { type Problem, type Result, refused } from '../../domain/result.ts';
import { readDate, readRows, readText, readTime, type Typed, typedDate } from '../../web/typed.ts';
import type { OpenCase } from '../case-door.ts';
import { assessChairsOn } from './chairs.ts';
import { minuteTakers } from './people-store.ts';

const contactKinds: readonly string[] = [
  'current-carer',
  'birth-family',
  'other-professional',
  'supervising-social-worker',
  'personal-adviser',
  'home-manager',
  'keyworker',
] satisfies Contact['kind'][];
const isContactKind = (text: string): text is Contact['kind'] => contactKinds.includes(text);

/** Everybody who could be invited, but for those who run the meeting. */
export const everybodyAsked = ({ plan, record }: Pick<OpenCase, 'plan' | 'record'>) => [
  ...peopleToDecideOn(plan.duties, record),
  ...familyOnTheCase(plan.duties, record),
];

const readChoices = (typed: Typed, open: OpenCase): readonly Choice[] =>
  everybodyAsked(open).flatMap(({ source }) => {
    const choice = readText(typed, `choice-${source}`);
    return choice === 'attend' || choice === 'contribute' || choice === 'leave-out'
      ? [
          {
            source,
            choice,
            reason: readText(typed, `reason-${source}`),
            mayKnowPlace: readText(typed, `place-${source}`) === 'yes',
          },
        ]
      : [];
  });

const readAdded = (typed: Typed, problems: Problem[]): readonly Added[] =>
  readRows(typed, 'added', ['name', 'email', 'kind', 'mode', 'reason'])
    .filter(({ name, email, reason }) => `${name}${email}${reason}` !== '')
    .flatMap(({ name = '', email = '', kind = '', mode, reason = '' }, row) => {
      if (name === '')
        problems.push({ field: `added-${row}-name`, message: 'Enter the name of the person to add' });
      if (!looksLikeEmail(email))
        problems.push({
          field: `added-${row}-email`,
          message: 'Enter an e-mail address, such as name@council.example',
        });
      if (!isContactKind(kind))
        problems.push({ field: `added-${row}-kind`, message: 'Choose who this person is' });
      return isContactKind(kind)
        ? [
            {
              id: randomUUID(),
              kind,
              name,
              email,
              reason,
              mode: mode === 'contribute' ? ('contribute' as const) : ('attend' as const),
            },
          ]
        : [];
    });

/** How long a meeting can be planned to last, in minutes. */
export const LENGTHS: readonly number[] = [60, 90, 120, 150, 180, 240, 300];

/** Reads the form and asks the domain; problems of shape and of practice are shown together. */
export const readMeeting = async (open: OpenCase, typed: Typed): Promise<Result<Arranged>> => {
  const { tx, record, plan, actor, capacities, calendar } = open;
  const problems: Problem[] = [];
  const heldOn = readDate(typed, 'heldOn');
  const startsAt = readTime(typed, 'startsAt');
  if (heldOn === null) problems.push({ field: 'heldOn', message: 'Enter the date of the meeting' });
  if (startsAt === null)
    problems.push({ field: 'startsAt', message: 'Enter when it starts, such as 10:00 or 2:30pm' });
  const added = readAdded(typed, problems);
  const length = Number(readText(typed, 'minutesLong') || '120');
  const on = dayAsked(open, typed);
  const chair = readText(typed, 'chairId');
  const chairId = chair === 'other' ? readText(typed, 'otherChairId') : chair;
  const chosen = (await assessChairsOn(open, on)).find(({ candidate }) => candidate.id === chairId);
  const takers = await minuteTakers(tx, actor.organisationId);
  const decision = arrangeMeeting(
    {
      heldOn: on,
      startsAt: startsAt ?? '10:00',
      minutesLong: LENGTHS.includes(length) ? length : 120,
      place: readText(typed, 'place'),
      videoLink: readText(typed, 'videoLink'),
      outsideWindowReason: readText(typed, 'outsideWindowReason'),
      chairAgreementReason: readText(typed, 'chairAgreementReason'),
      dayConfirmed: readText(typed, 'dayConfirmed') === 'yes',
      togetherReason: readText(typed, 'togetherReason'),
      plansConfirmed: readText(typed, 'plansConfirmed'),
      choices: readChoices(typed, open),
      added,
    },
    {
      record,
      duties: plan.duties,
      chair: chosen === undefined ? null : { person: chosen.candidate, eligibility: chosen.eligibility },
      minuteTaker: takers.find(({ id }) => id === readText(typed, 'minuteTakerId')) ?? null,
      capacities,
      calendar,
      apart: await loadApart(tx, record.id),
    },
  );
  if (problems.length === 0) return decision;
  // Rules about the date and the time say nothing about one that was not read.
  const more = decision.ok
    ? []
    : decision.problems.filter(
        ({ field }) =>
          (heldOn !== null || !dateFields.includes(field)) &&
          ((heldOn !== null && startsAt !== null) || !planFields.includes(field)),
      );
  return refused([...problems, ...more]);
};
const dateFields: readonly string[] = ['heldOn', 'outsideWindowReason', 'dayConfirmed'];
const planFields: readonly string[] = ['plans', 'plansConfirmed'];

/** The day people are looked at for: as typed, or else the last day of the window. */
export const dayAsked = ({ plan, today }: OpenCase, typed: Typed): PlainDate =>
  readDate(typed, 'heldOn') ?? plan.window?.to ?? today;

/** The form as it stands before anybody has typed: the meeting there is; `time` is one that people were asked about. */
export const asTyped = (open: OpenCase, { time }: Typed = {}): Typed => {
  const { meeting } = open.record;
  if (meeting === null) return { minutesLong: '120', time };
  const invited = meeting.invitations.filter(({ status }) => status === 'invited');
  return {
    ...typedDate('heldOn', meeting.heldOn),
    chairId: meeting.chairAgreement === null ? meeting.chair.id : 'other',
    otherChairId: meeting.chair.id,
    chairAgreementReason: meeting.chairAgreement?.reason,
    minuteTakerId: meeting.minuteTaker?.id,
    startsAt: meeting.startsAt,
    minutesLong: String(meeting.minutesLong),
    place: meeting.place,
    videoLink: meeting.videoLink,
    outsideWindowReason: meeting.outsideWindowReason,
    ...Object.fromEntries(
      everybodyAsked(open).flatMap(({ source, name }) => {
        const invitation = invited.find((one) => one.source === source);
        const left = meeting.leftOut.find((one) => one.name === name);
        return [
          [`choice-${source}`, invitation?.mode ?? 'leave-out'],
          [`reason-${source}`, invitation?.addedReason ?? left?.reason ?? ''],
          [`place-${source}`, invitation?.mayKnowPlace ? 'yes' : ''],
        ];
      }),
    ),
  };
};
