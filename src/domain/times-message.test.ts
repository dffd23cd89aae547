import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeMessage } from './compose-message.ts';
import { timesMessage } from './message.ts';
import { readingLevelOf } from './reading-age.ts';
import { composeTextMessage } from './text-message.ts';

const record = { reference: 'Larch-48210736', council: { name: 'Derby City Council' } };
const invitee = { name: 'Kirsty Oldroyd', reader: 'birth-family', mode: 'attend' } as const;
const times = {
  minutesLong: 120,
  each: [
    { heldOn: '2026-03-31', startsAt: '10:00' },
    { heldOn: '2026-04-01', startsAt: '14:30' },
  ],
};
const content = timesMessage({ record, invitee, times });
const link = 'https://service.example/private/x';
const kinds = ['times', 'times-changed', 'times-over'] as const;

test('somebody who is asked is told the times and how long, and has no entry for a calendar', () => {
  for (const kind of ['times', 'times-changed'] as const) {
    const { text, calendar } = composeMessage(kind, content, { link });
    assert.match(text, /Tuesday 31 March 2026 at 10am\nWednesday 1 April 2026 at 2:30pm/);
    assert.match(text, /about 2 hours/);
    assert.ok(text.includes(link));
    assert.equal(calendar, null);
  }
});

test('whoever need not choose any more is told so, without a link', () => {
  const { subject, text } = composeMessage('times-over', timesMessage({ record, invitee }), {});
  assert.equal(subject, 'You do not need to choose a time (Larch-48210736)');
  assert.doesNotMatch(text, /private page/);
});

test('a letter has no link and says how to answer without one', () => {
  assert.match(composeMessage('times', content, {}).text, /answer in a letter/);
});

test('what is kept of a message holds the times and its own recipient, and a carer not even by their part', () => {
  assert.deepEqual(Object.keys(content).sort(), ['mode', 'name', 'organisation', 'reference', 'times']);
  const carer = timesMessage({
    record,
    invitee: { ...invitee, name: 'Adopter 1', reader: 'adopters' },
    times,
  });
  assert.doesNotMatch(JSON.stringify(carer), /Adopter/);
});

test('as a text message it says no time, no name and not what it is about', () => {
  for (const kind of kinds) {
    const text = composeTextMessage(kind, content, { link });
    assert.doesNotMatch(text, /Kirsty|2026|adopt|disrupt|placement/i);
    assert.equal(text.includes(link), kind !== 'times-over');
  }
});

test('each of them is in words that a nine-year-old reads', () => {
  for (const kind of kinds) {
    const { text } = composeMessage(kind, content, { link: 'here' });
    const grade = readingLevelOf(text)?.grade ?? assert.fail();
    assert.ok(grade <= 5, `${kind}: grade ${grade}`);
  }
});
