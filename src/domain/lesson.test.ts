import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  afterStep,
  answerPromise,
  decideLesson,
  type LessonStatus,
  lessonStatusInWords,
  lessonSteps,
  writeLesson,
} from './lesson.ts';

const factors = [{ group: 'preparation', key: 'pace', title: 'Pace of the introductions' }] as const;
const typed = {
  ...{ stage: 'before-order', factors: ['pace'], title: 'Slow down', words: 'It went too fast.' },
  ...{ recommends: 'Take longer.', toWhom: 'Those who plan', promised: [{ what: 'A plan', byYear: '2027' }] },
};
const given = { factors, thisYear: 2026 };

test('a lesson is written whole, or every problem is told at once', () => {
  const lesson = writeLesson(typed, given);
  assert.ok(lesson.ok);
  assert.deepEqual(lesson.value.promised, [{ what: 'A plan', byYear: 2027 }]);
  const empty = writeLesson(
    {
      ...typed,
      title: '',
      words: '',
      recommends: '',
      toWhom: '',
      stage: 'x',
      factors: ['own/x'],
      promised: [{ what: '', byYear: '2040' }],
    },
    given,
  );
  assert.ok(!empty.ok);
  assert.deepEqual(
    empty.problems.map(({ field }) => field),
    ['title', 'words', 'recommends', 'toWhom', 'stage', 'factors', 'promise-0-what', 'promise-0-year'],
  );
  const long = writeLesson({ ...typed, title: 'x'.repeat(121) }, given);
  assert.ok(!long.ok && long.problems[0]?.message === 'This is 1 characters too long');
});

test('a council’s own themes stay with it', () => {
  const lesson = writeLesson({ ...typed, factors: ['pace', 'own/night-bus'] }, given);
  assert.ok(lesson.ok);
  assert.deepEqual(lesson.value.factors, ['pace']);
});

test('no way leads to an approved lesson but from one that was proposed, and nothing leads back from a withdrawn one', () => {
  const statuses = Object.keys(lessonStatusInWords) as LessonStatus[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lessonSteps), { maxLength: 12 }), (taken) => {
      let status: LessonStatus = 'draft';
      for (const step of taken) {
        const next = afterStep(status, step);
        if (next === 'approved') assert.equal(status, 'proposed');
        status = next ?? status;
      }
      assert.ok(statuses.includes(status));
    }),
  );
  for (const step of lessonSteps) assert.equal(afterStep('withdrawn', step), null);
});

test('nobody decides on what they wrote, and what goes back or is withdrawn has a reason', () => {
  const decide = (step: string, by: string, reason = '', status: LessonStatus = 'proposed') =>
    decideLesson({ status, writers: ['writer'] }, { step, by, reason });
  assert.deepEqual(decide('approve', 'lead'), { ok: true, value: 'approved' });
  assert.deepEqual(decide('send-back', 'lead', 'Too close'), { ok: true, value: 'sent-back' });
  assert.deepEqual(decide('withdraw', 'lead', 'Wrong', 'approved'), { ok: true, value: 'withdrawn' });
  for (const refusal of [
    decide('approve', 'writer'),
    decide('send-back', 'lead'),
    decide('withdraw', 'lead', '', 'approved'),
    decide('approve', 'lead', '', 'approved'),
    decide('replace', 'lead', 'x', 'approved'),
  ])
    assert.equal(refusal.ok, false);
});

test('a promise is made with what shows it, or not made and why', () => {
  assert.deepEqual(answerPromise('made', 'A new form'), {
    ok: true,
    value: { status: 'made', says: 'A new form' },
  });
  assert.equal(answerPromise('made', '').ok, false);
  assert.equal(answerPromise('not-made', '').ok, false);
  assert.equal(answerPromise('open', 'x').ok, false);
});
