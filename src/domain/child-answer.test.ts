import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childView, heldCase, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import {
  type Answer,
  type AnswerTexts,
  agreeAnswer,
  answerSections,
  giveAnswer,
  letterOf,
  readingOf,
  toldInLetter,
  writeAnswer,
} from './child-answer.ts';
import { letterWords } from './child-words/letter.ts';
import { readingLevelOf } from './reading-age.ts';

const exampleKeptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
const texts: AnswerTexts = {
  toldUs: 'You told us you miss the dog.',
  talkedAbout: 'We talked about your new home.',
  happensNext: 'Amina will bring your bike.',
  whyMoved: 'The grown-ups could not keep you safe and well. It was not your fault.',
  whoToTalkTo: 'You can talk to Amina.',
};
const answer: Answer = {
  id: 'letter',
  childId: 'robin',
  meetingId: 'meeting',
  texts,
  revision: 2,
  writtenBy: 'Amina Hussain',
  writtenAt: new Date('2026-04-01T10:00:00Z'),
  agreedBy: null,
  agreedAt: null,
  toldBecause: '',
  givings: [],
};
const giving = {
  givenOn: '2026-04-03',
  how: 'Read it together',
  whoWasThere: 'Her carer',
  response: 'Can I keep it?',
  recordedBy: 'Amina Hussain',
};

const messages = (decision: { ok: true } | { ok: false; problems: readonly { message: string }[] }) =>
  decision.ok ? [] : decision.problems.map(({ message }) => message);

test('a letter is written after the meeting, from what it was last, and until the child has it', () => {
  const { meeting } = heldCase();
  const write = (from: number, changes: Partial<Parameters<typeof writeAnswer>[1]> = {}) =>
    messages(writeAnswer({ texts, from }, { meeting, answer, givenName: 'Robin', ...changes }));
  assert.deepEqual(write(2), []);
  assert.deepEqual(write(0, { answer: null }), []);
  assert.match(write(2, { meeting: null }).join(), /The meeting comes first/);
  assert.match(write(1).join(), /Somebody else changed this while you wrote/);
  assert.match(write(2, { answer: { ...answer, givings: [giving] } }).join(), /Robin has this letter/);
  const empty = { toldUs: '', talkedAbout: '', happensNext: '', whyMoved: '', whoToTalkTo: '' };
  assert.match(
    messages(writeAnswer({ texts: empty, from: 2 }, { meeting, answer, givenName: 'Robin' })).join(),
    /Write something/,
  );
});

test('the chair agrees a whole letter, as they read it, once', () => {
  const agree = (changes: Partial<Answer>, also: Partial<Parameters<typeof agreeAnswer>[1]> = {}) =>
    messages(
      agreeAnswer(
        { ...answer, ...changes },
        { readRevision: 2, told: [], because: '', givenName: 'Robin', ...also },
      ),
    );
  assert.deepEqual(agree({}), []);
  for (const section of answerSections)
    assert.deepEqual(agree({ texts: { ...texts, [section]: '' } }), [
      `Nothing is written under “${letterWords.sections[section]}”`,
    ]);
  assert.match(agree({}, { readRevision: 1 }).join(), /has changed since you read it/);
  assert.match(agree({ agreedAt: new Date(0), agreedBy: 'Ruth' }).join(), /agreed already/);
  assert.match(agree({ givings: [giving] }).join(), /has this letter already/);
});

test('what a letter tells wants the chair’s reason, and what it does not tell wants none', () => {
  const told = ['the name of Adopter 1, in “Why you moved”'];
  const agree = (because: string, of = told) =>
    agreeAnswer(answer, { readRevision: 2, told: of, because, givenName: 'Robin' });
  assert.deepEqual(messages(agree('')), ['Enter why Robin may know this, or have the letter changed']);
  assert.deepEqual(agree('He calls them so'), { ok: true, value: { toldBecause: 'He calls them so' } });
  assert.deepEqual(agree('Not needed', []), { ok: true, value: { toldBecause: '' } });
});

test('who the adopters are and where they live is found, and what a brother or sister said; a child’s own name is not', () => {
  const record = heldCase({}, { views: [childView('I never want to go back there.', { childId: 'wren' })] });
  const [child] = record.placement.children;
  assert.ok(child);
  const told = (text: string) =>
    toldInLetter({ ...texts, whyMoved: text }, { record, child, keptApart: exampleKeptApart });
  assert.deepEqual(told(texts.whyMoved), []);
  assert.deepEqual(told(`${child.givenName} ${child.familyName} lives with us`), []);
  const [identity] = Object.values(exampleKeptApart.identities)[0] ?? [];
  assert.ok(identity);
  assert.match(told(`You lived with ${identity.name}.`).join(), /^the name of Adopter 1, in “Why you moved”/);
  assert.match(told(`Write to ${identity.email}`).join(), /the e-mail address of Adopter 1/);
  assert.match(told('Wren said: I never want to go back there.').join(), /what a brother or sister said/);
});

test('how a letter reads is measured, and never stops anybody', () => {
  const { level, avoid } = readingOf({ ...texts, whyMoved: 'The placement disrupted.' });
  assert.ok(level !== null && level.grade < 5);
  assert.deepEqual(
    avoid.map(({ word }) => word),
    ['placement', 'disrupted'],
  );
});

test('a letter is given once the chair has agreed it, with who was there', () => {
  const facts = { answer, agreedOn: '2026-04-02', today: '2026-04-05' };
  const { recordedBy: _, ...proposal } = giving;
  assert.deepEqual(giveAnswer(proposal, facts), { ok: true, value: proposal });
  assert.match(
    messages(giveAnswer(proposal, { ...facts, agreedOn: null })).join(),
    /The chair agrees the letter/,
  );
  assert.deepEqual(messages(giveAnswer({ givenOn: null, how: '', whoWasThere: '', response: '' }, facts)), [
    'Enter when it was given',
    'Enter how it was given',
    'Enter who was there',
  ]);
  assert.match(
    messages(giveAnswer({ ...proposal, givenOn: '2026-04-01' }, facts)).join(),
    /on or after 2 April/,
  );
});

test('the letter holds what a person wrote, under headings that a nine-year-old reads', () => {
  const doc = letterOf(texts, { givenName: 'Robin', writtenBy: 'Amina Hussain', on: '2026-04-01' });
  for (const text of Object.values(texts)) assert.ok(textOf(doc).includes(text), text);
  assert.equal(
    letterOf({ ...texts, toldUs: '' }, { givenName: 'R', writtenBy: 'A', on: '2026-04-01' }).sections.length,
    5,
  );
  const { sections, ...rest } = letterWords;
  const grade = readingLevelOf([...Object.values(sections), ...Object.values(rest)].join('\n'))?.grade;
  assert.ok(grade !== undefined && grade <= 4, `grade ${grade}`);
});
