import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OwnPage, type Voice, voiceRows } from './voice-rows.ts';

const voice: Voice & { readonly pages: readonly OwnPage[] } = {
  choices: [
    {
      ...{ id: 'w', childId: 'robin', ways: ['draw'], interpreter: 'Polish', signs: 'Makaton' },
      ...{ chosenWith: 'Robin and Amina', chosenOn: '2026-03-20', recordedBy: 'Amina' },
    },
  ],
  participations: [
    {
      ...{ id: 'p', childId: 'robin', meetingId: 'm', code: 'PN7', attended: false },
      ...{ reason: 'In hospital', recordedBy: 'Ruth' },
    },
  ],
  answers: [
    {
      ...{ id: 'a', childId: 'wren', meetingId: 'm', revision: 1, writtenBy: 'Amina', agreedBy: 'Ruth' },
      ...{ writtenAt: new Date('2026-04-01T10:00:00Z'), agreedAt: null, toldBecause: 'She knows them' },
      texts: {
        toldUs: 'told',
        talkedAbout: 'talked',
        happensNext: 'next',
        whyMoved: 'why',
        whoToTalkTo: 'who',
      },
      givings: [
        { givenOn: '2026-04-09', how: 'Again', whoWasThere: 'Ana', response: '', recordedBy: 'Amina' },
        {
          givenOn: '2026-04-03',
          how: 'Read',
          whoWasThere: 'Leo',
          response: 'Was it  me?',
          recordedBy: 'Amina',
        },
      ],
    },
  ],
  steps: [
    {
      ...{ id: 's', childId: 'robin', what: 'Bring the bike', who: 'Amina', dueOn: '2026-04-02' },
      ...{ doneOn: '2026-04-01', howItWent: 'Rode it' },
    },
  ],
  pages: [
    {
      ...{ id: 'o', childId: 'robin', channel: 'email', address: 'robin@home.example', openedBy: 'Amina' },
      openedAt: new Date('2026-03-20T10:00:00Z'),
      drafts: [{ sheet: 'pictures', savedAt: new Date('2026-03-21T10:00:00Z') }],
    },
  ],
  links: [
    {
      ...{ id: 'l', childId: 'robin', who: 'Adopter 1', whatTheyAre: 'Looked after him' },
      reviews: [
        {
          ...{ childWants: 'A card', theyWant: 'A visit', arranged: 'A call', arrangedBy: 'Priya' },
          ...{ reviewedOn: '2026-04-01', nextOn: null, endedBecause: 'All is well', recordedBy: 'Amina' },
        },
      ],
    },
  ],
};

test('all that people wrote of how a child is heard is among what is held, under that child alone', () => {
  const rows = voiceRows(voice);
  const of = (childId: string) =>
    rows
      .filter((row) => row.childId === childId)
      .map(({ text }) => text)
      .join('\n');
  const robins = ['Polish', 'Makaton', 'Robin and Amina', 'In hospital', 'Bring the bike', 'Rode it'];
  for (const text of [...robins, 'A card', 'A visit', 'A call', 'Priya', 'All is well'])
    assert.ok(of('robin').includes(text), text);
  for (const text of [
    'told',
    'talked',
    'next',
    'why',
    'who',
    'She knows them',
    'Again',
    'Ana',
    'Read',
    'Leo',
  ])
    assert.ok(of('wren').includes(text), text);
  assert.doesNotMatch(of('wren'), /bike|card/);
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length, 'no two rows have one key');
});

test('that a child has a page of their own, and words kept on it, is among what is held', () => {
  const rows = voiceRows(voice).filter(({ key }) => key.startsWith('page-'));
  assert.deepEqual(
    rows.map(({ key, childId, on }) => [key, childId, on]),
    [
      ['page-o', 'robin', '2026-03-20'],
      ['page-o-pictures', 'robin', '2026-03-21'],
    ],
  );
  assert.match(rows[0]?.text ?? '', /The link went to robin@home\.example/);
  assert.match(rows[1]?.text ?? '', /have not given/);
});

test('what a child said to the letter is the child’s own, word for word', () => {
  assert.deepEqual(
    voiceRows(voice)
      .filter(({ isTheirs }) => isTheirs)
      .map(({ text, key }) => [key, text]),
    [['response-a-1', 'Was it  me?']],
  );
});
