import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Invitation } from './case.ts';
import { composeMessage } from './compose-message.ts';
import { wordingIn } from './language.ts';
import { copyMessage, invitationLinkUntil, type MessageKind, meetingMessage } from './message.ts';
import { readingLevelOf } from './reading-age.ts';
import type { TimesMessage } from './times-message.ts';

const link = 'https://service.example/private/0123456789';
const meeting = {
  heldOn: '2026-04-08',
  startsAt: '10:00',
  minutesLong: 120,
  place: 'Room 4, The Council House',
  calendarUid: '6f1a2b3c-0000-4000-8000-000000000001',
  sequence: 3,
};
const record = { reference: 'Larch-48210736', council: { name: 'Derby City Council' } };
const mother = {
  name: 'Kirsty Oldroyd',
  reader: 'birth-family',
  mode: 'attend',
  mayKnowPlace: false,
  ownWay: null,
} as const;
const carer = {
  name: 'Dorothy Lindqvist',
  reader: 'carers',
  mode: 'attend',
  mayKnowPlace: true,
  ownWay: null,
} as const;
const aboutTheMeeting = ['invitation', 'change', 'cancellation', 'withdrawal'] as const;

const compose = (
  kind: Exclude<MessageKind, TimesMessage | 'feedback'>,
  invitee: Pick<Invitation, 'name' | 'reader' | 'mode' | 'mayKnowPlace' | 'ownWay'>,
  facts = { record, meeting },
) => {
  const content =
    kind === 'code' || kind === 'copy' || kind === 'pack'
      ? copyMessage({ record: facts.record, invitee, copy: { id: 'c', lastDay: '2026-04-24' } })
      : meetingMessage(kind, { ...facts, invitee });
  return composeMessage(kind, content, { link, code: '012345' });
};

test('an invitation says when, how long, and where to answer', () => {
  const { subject, text, calendar } = compose('invitation', carer);
  assert.equal(subject, 'Invitation to a meeting (Larch-48210736)');
  assert.match(text, /^Hello Dorothy Lindqvist,/);
  assert.match(
    text,
    /Day: Wednesday 8 April 2026\nTime: 10am, for about 2 hours\nPlace: Room 4, The Council House/,
  );
  assert.ok(text.includes(link));
  assert.deepEqual(calendar, {
    method: 'REQUEST',
    uid: meeting.calendarUid,
    sequence: 3,
    heldOn: '2026-04-08',
    startsAt: '10:00',
    minutesLong: 120,
    title: 'Meeting (Larch-48210736)',
    place: 'Room 4, The Council House',
    description: 'From Derby City Council. Your private page has the rest: use the link we sent you.',
  });
});

test('somebody who may not know the place is sent to their private page for it', () => {
  const { text, calendar } = compose('invitation', mother);
  assert.match(text, /Place: see your private page/);
  assert.equal(calendar?.place, 'See your private page');
});

test('a place that would say what the meeting is about is left to the private page', () => {
  const { text, calendar } = compose('invitation', carer, {
    record,
    meeting: { ...meeting, place: 'Adoption Centre' },
  });
  assert.doesNotMatch(text + JSON.stringify(calendar), /adoption/i);
});

test('somebody asked to write is asked to write, and gets nothing for their calendar', () => {
  const { subject, text, calendar } = compose('invitation', { ...carer, mode: 'contribute' });
  assert.equal(subject, 'We would like to hear from you (Larch-48210736)');
  assert.match(text, /You do not need to come\. You can write down what you want to say/);
  assert.doesNotMatch(text, /Room 4/);
  assert.equal(calendar, null);
});

for (const kind of ['cancellation', 'withdrawal'] as const)
  test(`a ${kind} takes the meeting out of the calendar it was put into, and links to nothing`, () => {
    const { text, calendar } = compose(kind, carer);
    assert.equal(calendar?.method, 'CANCEL');
    assert.equal(calendar?.uid, meeting.calendarUid);
    assert.equal(calendar?.sequence, 3);
    assert.doesNotMatch(text, /https:/);
    assert.equal(compose(kind, { ...carer, mode: 'contribute' }).calendar, null);
  });

test('a code is in the text, never in the subject that a locked telephone shows', () => {
  const { subject, text } = compose('code', mother);
  assert.match(text, /Your code is 012345/);
  assert.ok(!subject.includes('012345'));
});

/** Names and addresses that are nobody else's words, so that finding one is finding a leak. */
const strange = (letter: string) =>
  fc
    .string({ unit: fc.constantFrom(...'xqzjkw'), minLength: 5, maxLength: 12 })
    .map((text) => `${letter}${text}`);

test('no message says a word about anybody but its recipient, or what the meeting is about', () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom(...aboutTheMeeting, 'code', 'copy'),
        mode: fc.constantFrom('attend', 'contribute'),
        mayKnowPlace: fc.boolean(),
        name: strange('R'),
        place: strange('P'),
        child: strange('C'),
        adopter: strange('A'),
        address: strange('H'),
        account: strange('W'),
        other: strange('O'),
        video: strange('V'),
      }),
      ({ kind, mode, mayKnowPlace, name, place, ...secret }) => {
        const invitation = {
          name: secret.other,
          email: `${secret.other}@example.org`,
          replyNote: secret.account,
        };
        // The whole case is handed over, as the screens do: only what may be told may come out.
        const facts = {
          record: {
            ...record,
            account: secret.account,
            placement: {
              children: [{ givenName: secret.child, familyName: secret.child }],
              adopters: [{ name: secret.adopter, address: secret.address }],
            },
          },
          meeting: {
            ...meeting,
            place,
            videoLink: secret.video,
            chair: { name: secret.other },
            invitations: [invitation],
          },
        };
        const invitee = {
          name,
          reader: 'carers' as const,
          mode,
          mayKnowPlace,
          ownWay: null,
          email: `${name}@example.org`,
          contribution: secret.account,
        };
        const written = JSON.stringify(compose(kind, invitee, facts));
        for (const [what, value] of Object.entries(secret))
          assert.ok(!written.includes(value), `${kind} tells the ${what}: ${written}`);
        if (!mayKnowPlace) assert.ok(!written.includes(place));
        assert.doesNotMatch(written, /adopt|disrupt|placement|birth|foster|social worker/i);
        assert.ok(written.includes(name));
      },
    ),
  );
});

test('an adopter is greeted without a name, and not by a word that says what it is about', () => {
  const { text } = compose('invitation', { ...carer, name: 'Adopter 1', reader: 'adopters' });
  assert.match(text, /^Hello,\n/);
  assert.doesNotMatch(text, /adopt/i);
});

test('what waits in the queue holds no more than the message may say', () => {
  const content = meetingMessage('invitation', { record, meeting, invitee: mother });
  assert.deepEqual(Object.keys(content).sort(), ['meeting', 'mode', 'name', 'organisation', 'reference']);
  assert.equal(content.meeting?.place, null);
});

test('a link to an invitation works until two days after the meeting, by London’s clocks', () => {
  assert.equal(invitationLinkUntil('2026-03-27').toISOString(), '2026-03-29T23:00:00.000Z');
});

test('how long a meeting is, in words', () => {
  assert.deepEqual([45, 60, 90, 121].map(wordingIn('en').length), [
    '45 minutes',
    '1 hour',
    '1 hour 30 minutes',
    '2 hours 1 minute',
  ]);
});

test('a reminder by the procedure’s rules says what is asked, kindly, and where to come only to those who may know', () => {
  const words = (remindsOf: 'coming' | 'not-written', invitee: typeof mother | typeof carer) =>
    composeMessage('reminder', meetingMessage('reminder', { record, meeting, invitee, remindsOf }), { link })
      .text;
  assert.match(
    words('coming', carer),
    /Day: Wednesday 8 April 2026\nTime: 10am.*\nPlace: Room 4, The Council House/,
  );
  assert.doesNotMatch(words('coming', mother), /Room 4/);
  assert.match(
    words('not-written', mother),
    /There is still time before the meeting on Wednesday 8 April 2026/,
  );
  for (const about of ['coming', 'not-written'] as const) {
    const text = words(about, mother).replace(link, '');
    assert.ok((readingLevelOf(text)?.grade ?? 9) <= 5, `${about}: ${readingLevelOf(text)?.grade}`);
    assert.doesNotMatch(text, /adopt|disrupt|placement|Larch House/i);
  }
});
