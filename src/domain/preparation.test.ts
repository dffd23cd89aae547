import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Invited, SentMessage } from './delivery.ts';
import { heardOf, preparationOf } from './preparation.ts';

const now = new Date('2026-03-20T10:00:00Z');
const message = (changes: Partial<SentMessage>): SentMessage => ({
  id: 'm',
  kind: 'invitation',
  status: 'sent',
  channel: 'email',
  attempts: 1,
  lastError: '',
  toEarlierAddress: false,
  sentAt: new Date('2026-03-10T10:00:00Z'),
  ...{ reminderRule: null, reminderDay: null, held: null },
  ...changes,
});
const person = (changes: Partial<Invited>): Invited => ({
  ...{
    id: 'i',
    source: 'contact-c',
    personId: null,
    capacity: 'birth-family',
    name: 'Kirsty',
    email: 'k@o.example',
  },
  ...{
    mode: 'attend',
    mayKnowPlace: false,
    status: 'invited',
    ownWay: null,
    withdrawnReason: '',
    reply: null,
    replyNote: '',
  },
  ...{
    contribution: '',
    contributionAnswers: [],
    contributionFiles: [],
    contributionShare: 'everyone',
    contributionChairShare: null,
    leftOn: null,
    isStopped: false,
    needs: [],
    messages: [message({})],
  },
  meeting: { id: 'm', heldOn: '2026-03-31', status: 'convened' },
  ...changes,
});
const only = (changes: Partial<Invited>) => preparationOf([person(changes)], now)[0] ?? assert.fail();

test('whoever has not answered is reminded; whoever was not reached is reached first', () => {
  assert.deepEqual([only({}).missing, only({}).mayRemind], [['reply'], true]);
  const unreached = only({ messages: [message({ status: 'waiting', sentAt: null })] });
  assert.deepEqual([unreached.missing, unreached.mayRemind], [['reached'], false]);
  const came = only({ reply: 'coming', messages: [] });
  assert.deepEqual([came.missing, came.mayRemind], [[], false], 'whoever answered was reached somehow');
});

test('whoever said that they will write, or was asked to, still has to; whoever cannot does not', () => {
  assert.deepEqual(only({ reply: 'will-write' }).missing, ['words']);
  assert.deepEqual(only({ reply: 'will-write', contribution: 'x' }).missing, []);
  assert.deepEqual(only({ mode: 'contribute' }).missing, ['reply', 'words']);
  assert.deepEqual(only({ mode: 'contribute', reply: 'not-coming' }).missing, []);
});

test('nobody is reminded twice in a day, nor while a reminder is on its way', () => {
  const reminded = (at: string) =>
    only({ messages: [message({}), message({ kind: 'reminder', sentAt: new Date(at) })] });
  assert.equal(reminded('2026-03-19T10:00:01Z').mayRemind, false);
  assert.equal(reminded('2026-03-19T10:00:00Z').mayRemind, true);
  assert.deepEqual(reminded('2026-03-19T10:00:00Z').remindedAt, new Date('2026-03-19T10:00:00Z'));
  for (const status of ['queued', 'to-do'] as const)
    assert.equal(
      only({ messages: [message({}), message({ kind: 'reminder', status, sentAt: null })] }).mayRemind,
      false,
    );
});

test('those of whom something is missing come first, and those no longer invited not at all', () => {
  const people = preparationOf(
    [
      person({ id: 'done', reply: 'coming' }),
      person({ id: 'missing' }),
      person({ id: 'withdrawn', status: 'withdrawn' }),
      person({ id: 'off', meeting: { id: 'x', heldOn: '2026-03-31', status: 'cancelled' } }),
    ],
    now,
  );
  assert.deepEqual(
    people.map((one) => one.person.id),
    ['missing', 'done'],
  );
});

test('each child is heard or not, by the latest of what is recorded', () => {
  const child = { id: 'a', givenName: 'Robin', familyName: 'O', bornOn: '2019-01-01', caseNumber: '1' };
  const view = {
    id: 'v',
    childId: 'a',
    words: 'x',
    whoseWords: 'child',
    how: 'drew',
    withheldFrom: [],
  } as const;
  const heard = heardOf([child, { ...child, id: 'b' }], [
    { ...view, saidOn: '2026-03-02', recordedBy: 'Amina' },
    { ...view, saidOn: '2026-03-05', recordedBy: 'Ruth' },
  ] as never);
  assert.deepEqual(
    heard.map(({ last }) => last),
    [{ on: '2026-03-05', by: 'Ruth' }, null],
  );
});
