import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Child } from './case.ts';
import { dateInLondon } from './dates.ts';
import type { Invited, SentMessage } from './delivery.ts';
import type { ReminderRule } from './procedure.ts';
import { childrenToHear, dueReminders, hasBegun, reminderDueAt } from './reminder.ts';

const bankHolidays = new Map([
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
]);
const rules: readonly ReminderRule[] = [
  { key: 'answer', to: 'not-answered', before: { 'working-days': 5 }, at: '09:00' },
  { key: 'words', to: 'not-written', before: { days: 3 }, at: '09:00' },
  { key: 'day-before', to: 'coming', before: { 'working-days': 1 }, at: '09:00' },
  { key: 'child', to: 'child-not-heard', before: { 'working-days': 10 }, at: '09:00' },
];
const meeting = { heldOn: '2026-04-08', startsAt: '10:00' };
const invitation: SentMessage = {
  ...{ id: 'm', kind: 'invitation', status: 'sent', channel: 'email', attempts: 1, lastError: '' },
  toEarlierAddress: false,
  sentAt: new Date('2026-03-10T10:00:00Z'),
  ...{ reminderRule: null, reminderDay: null, held: null },
};
const reminder = (changes: Partial<SentMessage>): SentMessage => ({
  ...invitation,
  kind: 'reminder',
  sentAt: new Date('2026-03-30T08:00:00Z'),
  reminderRule: 'answer',
  reminderDay: meeting.heldOn,
  ...changes,
});
const person = (changes: Partial<Invited> = {}): Invited => ({
  ...{ id: 'i', source: 'contact-c', personId: null, capacity: 'birth-family', name: 'Kirsty' },
  ...{ email: 'k@o.example', mode: 'attend', mayKnowPlace: false, status: 'invited', withdrawnReason: '' },
  ...{ reply: null, replyNote: '', contribution: '', contributionAnswers: [], leftOn: null },
  ...{ contributionFiles: [], ownWay: null },
  ...{ contributionShare: 'everyone', contributionChairShare: null, isStopped: false, needs: [] },
  meeting: { id: 'meeting', heldOn: meeting.heldOn, status: 'convened' },
  messages: [invitation],
  ...changes,
});
const factsAt = (now: string, held = meeting) => ({
  meeting: held,
  now: new Date(now),
  today: dateInLondon(new Date(now)),
  bankHolidays,
});
const rulesFor = (one: Invited, now: string, held = meeting): readonly string[] =>
  dueReminders(rules, [one], factsAt(now, held)).map(({ rule }) => rule);

test('working days before a meeting leave out Easter, and the time is London’s on either side of the clock change', () => {
  const due = (before: ReminderRule['before'], heldOn: string) =>
    reminderDueAt({ before, at: '09:00' }, { heldOn }, bankHolidays).toISOString();
  assert.equal(due({ 'working-days': 5 }, '2026-04-08'), '2026-03-30T08:00:00.000Z');
  assert.equal(due({ 'working-days': 10 }, '2026-04-08'), '2026-03-23T09:00:00.000Z');
  assert.equal(due({ days: 1 }, '2026-03-30'), '2026-03-29T08:00:00.000Z');
  assert.equal(due({ days: 2 }, '2026-03-30'), '2026-03-28T09:00:00.000Z');
});

test('whoever has not answered is reminded from the minute that the rule says', () => {
  assert.deepEqual(rulesFor(person(), '2026-03-30T07:59:59Z'), []);
  assert.deepEqual(rulesFor(person(), '2026-03-30T08:00:00Z'), ['answer']);
});

test('each is reminded of what is missing of them, and of nothing else', () => {
  const at = '2026-04-07T12:00:00Z';
  assert.deepEqual(rulesFor(person({ reply: 'will-write' }), at), ['words']);
  assert.deepEqual(rulesFor(person({ reply: 'will-write', contribution: 'It was hard.' }), at), []);
  assert.deepEqual(rulesFor(person({ contribution: 'It was hard.' }), at), []);
  assert.deepEqual(rulesFor(person({ reply: 'by-video' }), at), ['day-before']);
  assert.deepEqual(rulesFor(person({ reply: 'not-coming' }), at), []);
});

test('after days without the service a reminder is still sent, but none once the meeting has begun', () => {
  assert.deepEqual(rulesFor(person(), '2026-04-08T08:59:59Z'), ['answer']);
  assert.deepEqual(rulesFor(person(), '2026-04-08T09:00:00Z'), []);
  assert.ok(hasBegun(meeting, new Date('2026-04-08T09:00:00Z')));
});

test('of two reminders of one thing that both came due, the later alone is sent', () => {
  const twice = [...rules, { key: 'again', to: 'not-answered', before: { days: 2 }, at: '09:00' } as const];
  const at = factsAt('2026-04-07T12:00:00Z');
  assert.deepEqual(
    dueReminders(twice, [person()], at).map(({ rule }) => rule),
    ['again'],
  );
  const reminded = person({ messages: [invitation, reminder({ reminderRule: 'again' })] });
  assert.deepEqual(dueReminders(twice, [reminded], at), []);
});

test('a rule reminds somebody once of a meeting on a day, and once more when it was moved to another', () => {
  const reminded = person({ messages: [invitation, reminder({})] });
  assert.deepEqual(rulesFor(reminded, '2026-04-07T12:00:00Z'), []);
  assert.deepEqual(rulesFor(reminded, '2026-04-14T12:00:00Z', { ...meeting, heldOn: '2026-04-15' }), [
    'answer',
  ]);
});

test('nobody is reminded who was not reached, has left, was withdrawn or stopped, or was written to a moment ago', () => {
  const at = '2026-04-07T12:00:00Z';
  const { meeting: held } = person();
  for (const [why, one] of Object.entries({
    unreached: person({ messages: [] }),
    'reached at an earlier address': person({ messages: [{ ...invitation, toEarlierAddress: true }] }),
    waiting: person({
      messages: [invitation, reminder({ status: 'to-do', sentAt: null, reminderRule: 'x' })],
    }),
    'a change on its way': person({
      messages: [invitation, { ...invitation, kind: 'change', status: 'queued', sentAt: null }],
    }),
    'a moment ago': person({ messages: [{ ...invitation, sentAt: new Date('2026-04-07T09:00:00Z') }] }),
    withdrawn: person({ status: 'withdrawn' }),
    left: person({ leftOn: '2026-04-01' }),
    stopped: person({ isStopped: true }),
    cancelled: person({ meeting: { ...held, status: 'cancelled' } }),
  }))
    assert.deepEqual(rulesFor(one, at), [], why);
});

const child: Child = {
  ...{ id: 'robin', givenName: 'Robin', familyName: 'Oldroyd', bornOn: '2019-05-01', caseNumber: '1' },
};

test('a child is never reminded; of one who has not been heard, their worker is told in time', () => {
  const toHear = (now: string, views: readonly { readonly childId: string }[] = []) =>
    childrenToHear(rules, [child], views, factsAt(now)).map(({ child: { id }, rule }) => [id, rule]);
  assert.deepEqual(toHear('2026-03-23T08:59:59Z'), []);
  assert.deepEqual(toHear('2026-03-23T09:00:00Z'), [['robin', 'child']]);
  assert.deepEqual(toHear('2026-03-23T09:00:00Z', [{ childId: 'robin' }]), []);
  assert.deepEqual(toHear('2026-04-08T09:00:00Z'), []);
  assert.deepEqual(dueReminders([rules[3] as ReminderRule], [person()], factsAt('2026-03-25T09:00:00Z')), []);
});

test('however often it is asked, and whatever becomes of each reminder, no rule reminds anybody twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 * 24 * 4 }), { maxLength: 60 }),
      fc.constantFrom(null, 'will-write', 'coming', 'not-coming'),
      fc.constantFrom('sent', 'not-needed', 'failed'),
      (quarters, reply, status) => {
        let one = person({ reply });
        for (const quarter of quarters.toSorted((a, b) => a - b)) {
          const now = new Date(Date.parse('2026-03-12T00:00:00Z') + quarter * 900_000);
          for (const { rule } of dueReminders(rules, [one], factsAt(now.toISOString()))) {
            assert.ok(!hasBegun(meeting, now));
            one = {
              ...one,
              messages: [...one.messages, reminder({ status, sentAt: now, reminderRule: rule })],
            };
          }
        }
        const said = one.messages.flatMap(({ reminderRule }) => reminderRule ?? []);
        assert.equal(new Set(said).size, said.length);
      },
    ),
  );
});
