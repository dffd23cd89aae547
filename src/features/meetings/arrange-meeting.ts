import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { grantAccess } from '../../database/case-record.ts';
import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import type { CaseRecord, Contact, Staff } from '../../domain/case.ts';
import { assessChairs, type Eligibility } from '../../domain/chair.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { familyOnTheCase, proposeInvitees } from '../../domain/invitation.ts';
import { type Arranged, arrangeMeeting, type Choice, type MeetingProposal } from '../../domain/meeting.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { readDate, readRows, readText, type Typed, typedDate } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { arrangeMeetingView } from './arrange-meeting.view.ts';
import {
  type ChairCandidate,
  chairCandidates,
  insertMeeting,
  managementAbove,
  minuteTakers,
  saveContacts,
  saveInvitations,
  saveLeftOut,
  saveMode,
  saveWithdrawn,
  updateMeeting,
} from './store.ts';

type AssessedChair = { readonly candidate: ChairCandidate; readonly eligibility: Eligibility };

/** Everybody who might chair on a date, each with the reason when the service cannot show that they may (DC-1c). */
const assessFor = async (
  tx: Transaction,
  record: CaseRecord,
  on: PlainDate,
): Promise<readonly AssessedChair[]> => {
  const { placement } = record;
  const workers = placement.roles.filter(({ role }) => role === 'child-social-worker');
  const { links, names } = await managementAbove(
    tx,
    workers.map(({ personId }) => personId),
  );
  const candidates = await chairCandidates(tx);
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return assessChairs(candidates, {
    since: placement.introductionsOn ?? placement.startedOn ?? record.brokeDownOn,
    meetingOn: on,
    socialWorkers: workers.map(({ personId, person }) => ({ personId, name: person.name })),
    management: links,
    roles: placement.roles,
    nameOf: (id) => names.get(id) ?? 'somebody',
  }).flatMap(({ candidate, eligibility }) => {
    const found = byId.get(candidate.id);
    return found === undefined ? [] : [{ candidate: found, eligibility }];
  });
};

const contactKinds: readonly string[] = [
  'current-carer',
  'birth-family',
  'other-professional',
] satisfies Contact['kind'][];
const isContactKind = (text: string): text is Contact['kind'] => contactKinds.includes(text);

const readChoices = (typed: Typed, open: OpenCase): readonly Choice[] =>
  [...proposeInvitees(open.procedure, open.record), ...familyOnTheCase(open.record)].flatMap(({ source }) => {
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

const readAdded = (typed: Typed, problems: Problem[]): MeetingProposal['added'] =>
  readRows(typed, 'added', ['name', 'email', 'kind', 'mode', 'reason'])
    .filter(({ name, email, reason }) => `${name}${email}${reason}` !== '')
    .flatMap(({ name = '', email = '', kind = '', mode, reason = '' }, row) => {
      if (name === '')
        problems.push({ field: `added-${row}-name`, message: 'Enter the name of the person to add' });
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
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

const LENGTHS: readonly number[] = [60, 90, 120, 150, 180, 240, 300];

/** Reads the form and asks the domain; problems of shape and of practice are shown together. */
const decide = async (service: Service, open: OpenCase, typed: Typed) => {
  const { tx, record, procedure, plan, actor, today } = open;
  const problems: Problem[] = [];
  const heldOn = readDate(typed, 'heldOn');
  const startsAt = readTime(readText(typed, 'startsAt'));
  if (heldOn === null) problems.push({ field: 'heldOn', message: 'Enter the date of the meeting' });
  if (startsAt === null)
    problems.push({ field: 'startsAt', message: 'Enter when it starts, such as 10:00 or 2:30pm' });
  const added = readAdded(typed, problems);
  const length = Number(readText(typed, 'minutesLong') || '120');
  const on = heldOn ?? plan.window?.to ?? today;
  const chairId = readText(typed, 'chairId');
  const chosen = (await assessFor(tx, record, on)).find(({ candidate }) => candidate.id === chairId);
  const takers = await minuteTakers(tx, actor.organisationId);
  const decision = arrangeMeeting(
    {
      heldOn: on,
      startsAt: startsAt ?? '10:00',
      minutesLong: LENGTHS.includes(length) ? length : 120,
      place: readText(typed, 'place'),
      videoLink: readText(typed, 'videoLink'),
      outsideWindowReason: readText(typed, 'outsideWindowReason'),
      dayConfirmed: readText(typed, 'dayConfirmed') === 'yes',
      choices: readChoices(typed, open),
      added,
    },
    {
      record,
      procedure,
      window: plan.window,
      chair: chosen === undefined ? null : { person: chosen.candidate, eligibility: chosen.eligibility },
      minuteTaker: takers.find(({ id }) => id === readText(typed, 'minuteTakerId')) ?? null,
      bankHolidays: service.bankHolidays,
      today,
    },
  );
  if (problems.length === 0) return decision;
  // Rules about the date say nothing about a date that was not read.
  const more = decision.ok
    ? []
    : decision.problems.filter(({ field }) => heldOn !== null || !dateFields.includes(field));
  return refused([...problems, ...more]);
};
const dateFields: readonly string[] = ['heldOn', 'outsideWindowReason', 'dayConfirmed'];

/** "10", "10:00", "10.30", "2pm" or "2:30 pm" as HH:MM; null when it is no time of day. */
export const readTime = (text: string): string | null => {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text);
  if (match === null) return null;
  const half = match[3]?.toLowerCase();
  const typedHour = Number(match[1]);
  const minute = Number(match[2] ?? '0');
  if (half !== undefined && (typedHour < 1 || typedHour > 12)) return null;
  const hour = half === undefined ? typedHour : (typedHour % 12) + (half === 'pm' ? 12 : 0);
  return hour > 23 || minute > 59
    ? null
    : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

/** Convenes a meeting, or changes the one there is, and queues what everybody concerned is told. */
export const saveMeeting = (
  service: Service,
  actor: Actor,
  typed: Typed,
  form: { readonly disruptionId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    if (open.record.meeting?.status === 'held')
      insist(refused([{ field: 'heldOn', message: 'The meeting has been held and cannot be changed' }]));
    await saveArranged(service, open, insist(await decide(service, open, typed)));
    return `/disruptions/${open.record.id}`;
  });

const saveArranged = async (service: Service, open: OpenCase, arranged: Arranged): Promise<void> => {
  const { tx, record, actor, now } = open;
  const { meeting } = arranged;
  const before = record.meeting;
  const meetingId = before?.id ?? randomUUID();
  const calendarUid = before?.calendarUid ?? randomUUID();
  const sequence = before === null ? 0 : before.sequence + 1;
  const about = { disruptionId: record.id, meetingId };
  if (before === null)
    await insertMeeting(tx, meeting, { ...about, id: meetingId, calendarUid, convenedBy: actor.id, at: now });
  else await updateMeeting(tx, meetingId, meeting, sequence);

  await saveContacts(tx, record.placement.id, arranged.newContacts);
  const invited = arranged.invite.map((person) => ({ ...person, id: randomUUID() }));
  await saveInvitations(tx, { ...about, after: before?.invitations.length ?? 0 }, invited);
  await saveLeftOut(
    tx,
    about,
    arranged.leftOut.map((person) => ({ ...person, id: randomUUID() })),
  );
  for (const invitation of arranged.tellOfChange) await saveMode(tx, invitation);
  for (const { invitation, reason } of arranged.withdraw) await saveWithdrawn(tx, invitation.id, reason);
  await grantAccess(tx, record.placement.id, capacities(meeting.chair, meeting.minuteTaker));

  const facts = { ...meeting, calendarUid, sequence };
  const until = invitationLinkUntil(meeting.heldOn);
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey: service.secretKey,
    messages: [
      ...invited.map((person) => ({
        invitationId: person.id,
        kind: 'invitation' as const,
        content: meetingMessage('invitation', { record, meeting: facts, invitee: person }),
        linkUntil: until,
      })),
      ...arranged.tellOfChange.map((invitation) => ({
        invitationId: invitation.id,
        kind: 'change' as const,
        content: meetingMessage('change', { record, meeting: facts, invitee: invitation }),
        linkUntil: until,
      })),
      ...arranged.withdraw.map(({ invitation }) => ({
        invitationId: invitation.id,
        kind: 'withdrawal' as const,
        content: meetingMessage('withdrawal', { record, meeting: facts, invitee: invitation }),
        linkUntil: null,
      })),
    ],
  });
  await addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'convene-meeting',
    summary: arranged.summary,
    facts: {
      heldOn: meeting.heldOn,
      startsAt: meeting.startsAt,
      outsideWindowReason: meeting.outsideWindowReason,
      invited: invited.length,
      toldOfChange: arranged.tellOfChange.length,
      withdrawn: arranged.withdraw.map(({ invitation, reason }) => ({ name: invitation.name, reason })),
      leftOut: arranged.leftOut,
    },
  });
};

const capacities = (chair: Staff, minuteTaker: Staff | null) => [
  { personId: chair.id, capacity: 'chair' },
  ...(minuteTaker === null ? [] : [{ personId: minuteTaker.id, capacity: 'minute-taker' }]),
];

type Visit = FastifyRequest<{ Params: { id: string }; Body: Typed }>;

/** The form as it stands before anybody has typed: the meeting there is, or the first day of the window. */
const asTyped = (open: OpenCase, takers: readonly ChairCandidate[]): Typed => {
  const { meeting } = open.record;
  if (meeting === null) return { minutesLong: '120', minuteTakerId: takers[0]?.id };
  const invited = meeting.invitations.filter(({ status }) => status === 'invited');
  const proposed = [...proposeInvitees(open.procedure, open.record), ...familyOnTheCase(open.record)];
  return {
    ...typedDate('heldOn', meeting.heldOn),
    chairId: meeting.chair.id,
    minuteTakerId: meeting.minuteTaker?.id,
    startsAt: meeting.startsAt,
    minutesLong: String(meeting.minutesLong),
    place: meeting.place,
    videoLink: meeting.videoLink,
    outsideWindowReason: meeting.outsideWindowReason,
    ...Object.fromEntries(
      proposed.flatMap(({ source, name }) => {
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

const showForm = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed | null,
  problems: readonly Problem[],
) => {
  const person = signedIn(request);
  return withCase(service, person, request.params.id, 'convene-meeting', async (open) => {
    const { record, plan, procedure, tx } = open;
    const takers = await minuteTakers(tx, person.organisationId);
    const filled = typed ?? asTyped(open, takers);
    const on = readDate(filled, 'heldOn') ?? plan.window?.to ?? open.today;
    return reply
      .code(problems.length > 0 ? 422 : 200)

      .html(
        arrangeMeetingView(shellFor(request, reply), {
          record,
          plan,
          chairs: await assessFor(tx, record, on),
          minuteTakers: takers,
          proposed: proposeInvitees(procedure, record),
          family: familyOnTheCase(record),
          lengths: LENGTHS,
          typed: filled,
          problems,
        }),
      );
  });
};

export const showMeetingForm = (service: Service) => (request: Visit, reply: FastifyReply) =>
  showForm(service, request, reply, null, []);

export const postMeeting = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const typed = request.body;
  if (readText(typed, 'go') === 'add-person')
    return showForm(service, request, reply, withAnotherPerson(typed), []);
  const form = { disruptionId: request.params.id, key: readText(typed, '_key') };
  const outcome = await saveMeeting(service, signedIn(request), typed, form);
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showForm(service, request, reply, typed, outcome.problems);
};

/** One more empty row for a person who is not on the case. */
const withAnotherPerson = (typed: Typed): Typed => {
  const rows = Object.keys(typed).filter((name) => /^added-\d+-name$/.test(name)).length;
  return { ...typed, [`added-${rows}-name`]: '' };
};
