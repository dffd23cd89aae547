import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, examplePlacement, exampleRecord, ruth, staff } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, Invitation } from './case.ts';
import { arrangeMeeting, cancelMeeting, type MeetingFacts, type MeetingProposal } from './meeting.ts';
import type { Invited } from './meeting-people.ts';
import { planFor } from './plan.ts';

const procedures = readProcedures('procedures');
const derby = procedures.version('derby-city/adoption', '2020-11');
const guidance = procedures.version('guidance-2017/disruption-meetings', '2017');
const calendar = { bankHolidays: new Map([['2026-04-03', 'Good Friday']]), today: '2026-03-10' };
const dutiesOf = (record: CaseRecord, procedure = derby) => planFor(procedure, record, calendar).duties;
const proposal: MeetingProposal = {
  heldOn: '2026-03-31',
  startsAt: '10:00',
  minutesLong: 120,
  place: 'Room 3',
  videoLink: '',
  outsideWindowReason: '',
  chairAgreementReason: '',
  dayConfirmed: false,
  togetherReason: '',
  plansConfirmed: '',
  choices: [],
  added: [],
};
const facts = (changes: Partial<MeetingFacts> = {}): MeetingFacts => ({
  record: exampleRecord(),
  duties: dutiesOf(exampleRecord()),
  chair: { person: ruth, eligibility: { is: 'eligible' } },
  minuteTaker: null,
  capacities: ['child-social-worker'],
  calendar,
  apart: { keptApart: [], ways: {} },
  ...changes,
});

const arrange = (changes: Partial<MeetingProposal> = {}, about: Partial<MeetingFacts> = {}) =>
  arrangeMeeting({ ...proposal, ...changes }, facts(about));
const fieldsRefused = (...asked: Parameters<typeof arrange>): readonly string[] => {
  const decision = arrange(...asked);
  return decision.ok ? [] : decision.problems.map(({ field }) => field);
};
const arranged = (...asked: Parameters<typeof arrange>) => {
  const decision = arrange(...asked);
  assert.ok(decision.ok, JSON.stringify(decision));
  return decision.value;
};

test('day 28 and day 42 are in the window, day 27 and day 43 are refused without a reason', () => {
  const confirmed = { dayConfirmed: true };
  assert.deepEqual(fieldsRefused({ heldOn: '2026-03-29', ...confirmed }), []);
  assert.deepEqual(fieldsRefused({ heldOn: '2026-04-12', ...confirmed }), []);
  assert.deepEqual(fieldsRefused({ heldOn: '2026-03-28', ...confirmed }), ['outsideWindowReason']);
  assert.deepEqual(fieldsRefused({ heldOn: '2026-04-13', ...confirmed }), ['outsideWindowReason']);
  const reason = { outsideWindowReason: 'The child is in hospital' };
  assert.deepEqual(fieldsRefused({ heldOn: '2026-04-13', ...confirmed, ...reason }), []);
});

test('a weekend and a bank holiday are pointed out until somebody confirms the day', () => {
  assert.deepEqual(fieldsRefused({ heldOn: '2026-03-29' }), ['dayConfirmed']);
  assert.deepEqual(fieldsRefused({ heldOn: '2026-04-03' }), ['dayConfirmed']);
  assert.deepEqual(fieldsRefused({ heldOn: '2026-04-03', dayConfirmed: true }), []);
});

test('a day that has passed, no place at all and no chair are refused together', () => {
  const refused = fieldsRefused(
    { place: '' },
    { chair: null, calendar: { ...calendar, today: '2026-04-01' } },
  );
  assert.deepEqual(refused, ['chairId', 'heldOn', 'place']);
});

test('a chair who is not independent is refused with the reasons', () => {
  const chair = {
    person: ruth,
    eligibility: { is: 'not-eligible', reasons: ['works for the adoption agency'] },
  } as const;
  const decision = arrange({}, { chair });
  assert.ok(!decision.ok);
  assert.equal(decision.problems[0]?.message, 'Ruth Barlow cannot chair: works for the adoption agency');
  assert.match(decision.problems[0]?.because ?? '', /8\.7 .+, paragraph 1 \(rule DC-1c\)$/);
});

test('everybody the procedure lists is invited, with the convener and the chair, and the parents are not', () => {
  const names = arranged().invite.map(({ name }) => name);
  assert.deepEqual(names, [
    'Adopter 1',
    'Adopter 2',
    'Priya Shah',
    'Dorothy Lindqvist',
    'Tomasz Nowak',
    'Joy Okafor',
    'Amina Hussain',
    'Ruth Barlow',
  ]);
});

test('leaving somebody out, inviting family and adding a person each owe a reason', () => {
  const leaveOut = { source: 'contact-c1', choice: 'leave-out' as const, reason: '' };
  const mother = { source: 'contact-m1', choice: 'contribute' as const, reason: '' };
  const teacher = {
    id: 't1',
    kind: 'other-professional',
    name: 'Ada Teacher',
    email: 'ada@school.example',
    mode: 'attend',
    reason: '',
  } as const;
  assert.deepEqual(fieldsRefused({ choices: [leaveOut, mother], added: [teacher] }), [
    'reason-contact-c1',
    'reason-contact-m1',
    'added-0-reason',
  ]);
  const value = arranged({
    choices: [
      { ...leaveOut, reason: 'They asked not to be' },
      { ...mother, reason: 'She wants to be heard' },
    ],
    added: [{ ...teacher, reason: 'Taught Robin' }],
  });
  assert.deepEqual(value.leftOut, [
    { capacity: 'current-carer', name: 'Dorothy Lindqvist', reason: 'They asked not to be' },
  ]);
  const kirsty = value.invite.find(({ name }) => name === 'Kirsty Oldroyd');
  assert.deepEqual(
    [kirsty?.mode, kirsty?.mayKnowPlace, kirsty?.reader],
    ['contribute', false, 'birth-family'],
  );
  assert.deepEqual(
    value.newContacts.map(({ name }) => name),
    ['Ada Teacher'],
  );
});

const asInvitation = (person: Invited, index: number): Invitation => ({
  ...person,
  id: `i${index}`,
  status: 'invited',
  ownWay: null,
  withdrawnReason: '',
  reply: null,
  replyNote: '',
  contribution: '',
  contributionAnswers: [],
  contributionFiles: [],
  contributionShare: 'everyone',
  contributionChairShare: null,
  attended: null,
  contributionRead: false,
});

const convened = (): CaseRecord =>
  exampleRecord({ meeting: exampleMeeting({ invitations: arranged().invite.map(asInvitation) }) });

test('a change tells everybody who stays, invites the new chair and tells the old one', () => {
  const simon = staff('simon', 'Simon Vale', 'independent-chair');
  const change = arranged(
    { heldOn: '2026-04-01' },
    { record: convened(), chair: { person: simon, eligibility: { is: 'eligible' } } },
  );
  assert.deepEqual(
    change.invite.map(({ name }) => name),
    ['Simon Vale'],
  );
  assert.deepEqual(
    change.withdraw.map(({ invitation }) => invitation.name),
    ['Ruth Barlow'],
  );
  assert.equal(change.tellOfChange.length, 7);
});

test('somebody left out by a change is told that they are no longer expected', () => {
  const choices = [{ source: 'contact-c1', choice: 'leave-out' as const, reason: 'They moved abroad' }];
  const change = arranged({ choices }, { record: convened() });
  assert.deepEqual(
    change.withdraw.map(({ reason }) => reason),
    ['They moved abroad'],
  );
});

test('a meeting is cancelled with a reason, to everybody still invited; a held one is not', () => {
  const { meeting } = convened();
  const cancelled = cancelMeeting(meeting, 'The chair is ill');
  assert.equal(cancelled.ok && cancelled.value.tell.length, 8);
  assert.equal(cancelMeeting(meeting, '').ok, false);
  assert.equal(cancelMeeting(exampleMeeting({ status: 'held' }), 'Late').ok, false);
  assert.equal(cancelMeeting(null, 'Nothing').ok, false);
});

test('a date outside the window cites the rule of this procedure that sets it', () => {
  const decision = arrange({ heldOn: '2026-04-13' });
  assert.ok(!decision.ok);
  assert.match(decision.problems[0]?.because ?? '', /8\.7 .+, paragraph 1 \(rule DC-1a\)$/);
});

const messages = (record: CaseRecord, procedure = derby) => {
  const decision = arrange({}, { record, duties: dutiesOf(record, procedure) });
  return decision.ok ? [] : decision.problems.map(({ message }) => message);
};

test('no meeting is arranged where the procedure asks for a report', () => {
  assert.deepEqual(messages(exampleRecord({ stage: 'introductions' })), [
    'Your procedure asks for no meeting in this case',
  ]);
});

test('where a meeting is for somebody to decide on, it is arranged on any day once that is decided', () => {
  const placement = examplePlacement({ kind: 'foster-long-term', familySource: null });
  const record = exampleRecord({ placement, stage: 'in-placement' });
  assert.deepEqual(messages(record, guidance), [
    'It has not been decided to hold a meeting. Record that decision first',
  ]);
  const decision = {
    id: 'd',
    toMeet: true,
    why: 'Two moves in a year',
    decidedOn: '2026-03-09',
    decidedById: 'amina',
    decidedBy: 'Amina Hussain',
    review: null,
  };
  assert.deepEqual(messages({ ...record, decision }, guidance), []);
});
