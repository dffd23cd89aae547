import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answer } from './case.ts';
import {
  answerFields,
  answersOf,
  composed,
  questionsFor,
  readWriting,
  writtenFields,
} from './contribution-answers.ts';

const because = { paragraph: '1', says: 'People learn.' };
const questions = [
  { key: 'went-well', of: ['adopters', 'current-carer'], ask: 'What went well?', because },
  { key: 'your-part', of: ['iro'], ask: 'What was your part?', because },
] as const;
const asked = questionsFor({ questions }, 'adopters');
const nothing = { asked, draft: null, given: [], files: [] };
const sent = (fields: Readonly<Record<string, string>>) => (name: string) => fields[name] ?? '';

test('somebody is asked what their part is asked, and everybody whether there is anything else', () => {
  assert.deepEqual(
    asked.map(({ key }) => key),
    ['went-well', 'anything-else'],
  );
  assert.deepEqual(questionsFor({ questions }, 'birth-family'), [
    { key: 'anything-else', question: 'What would you like to say?' },
  ]);
});

test('nothing has to be answered to save it, and one word under any question to give it', () => {
  assert.deepEqual(readWriting(nothing, sent({ do: 'save' })), {
    ok: true,
    value: { does: 'save', answers: [], share: null },
  });
  const empty = readWriting(nothing, sent({}));
  assert.deepEqual(!empty.ok && empty.problems.map(({ field }) => field), ['words', 'share']);
  const given = readWriting(nothing, sent({ 'answer-went-well': 'The dog.', share: 'everyone' }));
  assert.deepEqual(given.ok && given.value, {
    does: 'give',
    answers: [{ key: 'went-well', question: 'What went well?', words: 'The dog.' }],
    share: 'everyone',
  });
});

test('a drawing or a recording can be all that somebody says, and adding or taking out one saves what is typed', () => {
  const file = { id: 'f', format: 'jpeg', description: 'Our garden', isGiven: false } as const;
  const withFile = { ...nothing, files: [file] };
  const given = readWriting(withFile, sent({ share: 'everyone' }));
  assert.deepEqual(given.ok && given.value.does === 'give' && given.value.answers, [
    {
      key: 'anything-else',
      question: 'Is there anything else you would like to say?',
      words: 'What I want to say is in what I have added.',
    },
  ]);
  for (const pressed of [{ do: 'add-file' }, { 'take-out': 'f' }]) {
    const saved = readWriting(withFile, sent({ ...pressed, words: 'The dog.' }));
    assert.deepEqual(
      saved.ok && saved.value.does === 'save' && saved.value.answers.map(({ words }) => words),
      ['The dog.'],
    );
  }
});

test('far too much is refused at its own question, to save it as well', () => {
  for (const does of ['save', 'give']) {
    const long = readWriting(
      nothing,
      sent({ do: does, 'answer-went-well': 'x'.repeat(20_001), share: 'everyone' }),
    );
    assert.deepEqual(!long.ok && long.problems.map(({ field }) => field), ['answer-went-well']);
  }
});

test('what was answered keeps the question as it was asked, whatever the procedure asks by now', () => {
  const given = [
    { key: 'went-well', question: 'What was good?', words: 'The dog.' },
    { key: 'gone', question: 'How was the school?', words: 'Fine.' },
  ];
  assert.deepEqual(
    answerFields(asked, given).map(({ question, words }) => [question, words]),
    [
      ['How was the school?', 'Fine.'],
      ['What was good?', 'The dog.'],
      ['Is there anything else you would like to say?', ''],
    ],
  );
  const again = readWriting(
    { asked, draft: null, given, files: [] },
    sent({ 'answer-went-well': 'The dogs.', share: 'everyone' }),
  );
  assert.deepEqual(again.ok && again.value.does === 'give' && again.value.answers, [
    { key: 'went-well', question: 'What was good?', words: 'The dogs.' },
  ]);
});

test('what was written before there were questions is still there, as it was', () => {
  const before = answersOf({ contribution: 'We miss him.', contributionAnswers: [] });
  assert.equal(composed(before), 'We miss him.');
  assert.equal(answerFields(asked, before).find(({ name }) => name === 'words')?.words, 'We miss him.');
  assert.deepEqual(answersOf({ contribution: '', contributionAnswers: [] }), []);
});

test('what the meeting hears has every answer, under its question', () => {
  const answer: fc.Arbitrary<Answer> = fc.record({
    key: fc.constantFrom('went-well', 'was-hard', 'anything-else'),
    question: fc.constantFrom('What went well?', 'What was hard?'),
    words: fc.string({ minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 4 }), (answers) => {
      const heard = composed(answers);
      assert.ok(answers.every(({ words }) => heard.includes(words)));
    }),
  );
  assert.equal(
    composed([{ key: 'went-well', question: 'What went well?', words: 'The dog.' }]),
    'What went well?\nThe dog.',
  );
});

test('a form with words under any question is carried on, and one with a mark alone is not', () => {
  const names = ['_csrf', 'answer-went-well', 'words', 'share'];
  assert.deepEqual(writtenFields(names, sent({ 'answer-went-well': 'The dog.', share: 'everyone' })), [
    'answer-went-well',
    'share',
    'do',
  ]);
  assert.deepEqual(writtenFields(names, sent({ share: 'everyone' })), []);
});
