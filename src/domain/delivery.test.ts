import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressIn, correctAddress, mayStillBeSent } from './delivery.ts';

const everything = {
  isInvited: true,
  meetingStatus: 'convened',
  linkIsOpen: true,
  codeIsOpen: true,
  hasCopy: true,
  isStopped: false,
  isStillAsked: true,
  isStillDue: true,
} as const;

test('whoever is no longer invited by the time a message leaves hears only that', () => {
  const now = { ...everything, isInvited: false };
  const kinds = ['invitation', 'change', 'code', 'copy', 'withdrawal'] as const;
  assert.deepEqual(
    kinds.filter((kind) => mayStillBeSent(kind, now)),
    ['withdrawal'],
  );
});

test('an invitation does not leave for a meeting that is off or over, nor a copy that was taken back', () => {
  assert.ok(mayStillBeSent('invitation', everything));
  assert.ok(!mayStillBeSent('invitation', { ...everything, meetingStatus: 'cancelled' }));
  assert.ok(!mayStillBeSent('change', { ...everything, meetingStatus: 'held' }));
  assert.ok(!mayStillBeSent('cancellation', everything));
  assert.ok(mayStillBeSent('copy', { ...everything, meetingStatus: 'held' }));
  assert.ok(!mayStillBeSent('copy', { ...everything, hasCopy: false }));
  assert.ok(mayStillBeSent('reminder', everything));
  assert.ok(!mayStillBeSent('reminder', { ...everything, isStillDue: false }));
  assert.ok(!mayStillBeSent('code', { ...everything, codeIsOpen: false }));
});

test('nothing leaves for somebody to whom nothing is sent any more, not even that the meeting is off', () => {
  const kinds = ['invitation', 'change', 'code', 'copy', 'withdrawal', 'cancellation'] as const;
  for (const kind of kinds)
    for (const isInvited of [true, false])
      for (const meetingStatus of ['convened', 'held', 'cancelled'] as const)
        assert.ok(!mayStillBeSent(kind, { ...everything, isInvited, meetingStatus, isStopped: true }));
});

const adopter = {
  id: 'a',
  reader: 'adopters',
  name: 'Adopter 1',
} as const;
const partner = {
  id: 'p',
  reader: 'adopters',
  name: 'Adopter 2',
} as const;
const mother = {
  id: 'm',
  reader: 'birth-family',
  name: 'Kirsty Oldroyd',
} as const;

test('an address is corrected, also to one that a partner shares', () => {
  assert.deepEqual(correctAddress('martin@new.example', adopter, []), {
    ok: true,
    value: 'martin@new.example',
  });
  assert.ok(correctAddress('home@new.example', adopter, [partner]).ok);
  assert.ok(correctAddress('martin@old.example', adopter, [adopter]).ok, 'a new link to the same address');
});

test('an adopter’s messages cannot be sent to the birth mother’s address', () => {
  const refused = correctAddress('kirsty@oldroyd.example', adopter, [mother]);
  assert.deepEqual(refused, {
    ok: false,
    problems: [
      { field: 'email', message: 'This is the address of Kirsty Oldroyd, who gets messages of their own' },
    ],
  });
});

for (const email of [
  '',
  'martin',
  'martin@',
  'a@b',
  'a@b.example, c@d.example',
  'a b@c.example',
  'x\ny@c.example',
])
  test(`"${email.replace('\n', '⏎')}" is no address`, () => {
    assert.equal(correctAddress(email, adopter, []).ok, false);
  });

test('the address that mail comes from is found with a name before it and without', () => {
  assert.equal(addressIn('Derby City Council <no-reply@derby.example>'), 'no-reply@derby.example');
  assert.equal(addressIn('no-reply@derby.example'), 'no-reply@derby.example');
});
