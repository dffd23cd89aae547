import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOverdue, keepLink, reviewLink } from './kept-link.ts';
import { finishStep, planStep } from './transition.ts';

const martin = { name: 'Martin Featherstone', email: 'm@f.example', phone: '', address: '' };
const facts = { since: '2026-03-03', today: '2026-03-31', identities: { a: [martin] as const } };
const review = {
  childWants: 'A card at Christmas',
  theyWant: '',
  arranged: '',
  arrangedBy: '',
  reviewedOn: '2026-03-30',
  nextOn: '2026-06-30',
  endedBecause: '',
};
type Decision = { ok: true } | { ok: false; problems: readonly { field: string; message: string }[] };
const fields = (decision: Decision) => (decision.ok ? [] : decision.problems.map(({ field }) => field));
const reviewed = (changes: Partial<Parameters<typeof reviewLink>[0]>) =>
  fields(reviewLink({ ...review, ...changes }, facts));

test('a link has what the child wants, and either its next look or why there is none', () => {
  assert.deepEqual(reviewLink(review, facts), { ok: true, value: review });
  assert.deepEqual(reviewed({ childWants: '' }), ['childWants']);
  assert.deepEqual(reviewed({ nextOn: null }), ['nextOn']);
  assert.deepEqual(reviewed({ nextOn: null, endedBecause: 'They moved abroad' }), []);
  assert.deepEqual(reviewed({ endedBecause: 'They moved abroad' }), ['endedBecause']);
  assert.deepEqual(reviewed({ nextOn: '2026-03-31' }), ['nextOn']);
  assert.deepEqual(reviewed({ arranged: 'A call' }), ['arrangedBy']);
  assert.deepEqual(reviewed({ reviewedOn: '2026-03-02' }), ['reviewedOn']);
});

test('carers are told by their part: nothing of the vault stands in a link', () => {
  const link = { ...review, who: 'Adopter 1', whatTheyAre: 'Looked after Robin' };
  assert.deepEqual(fields(keepLink(link, facts)), []);
  assert.deepEqual(fields(keepLink({ ...link, who: 'Martin' }, facts)), ['who']);
  assert.deepEqual(fields(keepLink({ ...link, arranged: 'Call m@f.example', arrangedBy: 'Amina' }, facts)), [
    'arranged',
  ]);
  assert.deepEqual(fields(keepLink({ ...link, who: '', whatTheyAre: '' }, facts)), ['who', 'whatTheyAre']);
});

test('a link is overdue the day after it should have been looked at', () => {
  const link = { reviews: [{ ...review, recordedBy: 'Amina' }] };
  assert.deepEqual([isOverdue(link, '2026-06-30'), isOverdue(link, '2026-07-01')], [false, true]);
  assert.equal(
    isOverdue({ reviews: [{ ...review, nextOn: null, recordedBy: 'Amina' }] }, '2030-01-01'),
    false,
  );
});

test('a step of the move has what, who and when, and is done once, with how it went', () => {
  const step = { what: 'Bring the bike', who: 'Amina', dueOn: '2026-03-31' };
  assert.deepEqual(planStep(step, '2026-03-31'), { ok: true, value: step });
  assert.deepEqual(fields(planStep({ what: '', who: '', dueOn: null }, '2026-03-31')), [
    'what',
    'who',
    'dueOn',
  ]);
  assert.deepEqual(fields(planStep(step, '2026-04-01')), ['dueOn']);
  assert.deepEqual(finishStep({ doneOn: null }, 'He rode it', '2026-04-01'), {
    ok: true,
    value: { doneOn: '2026-04-01', howItWent: 'He rode it' },
  });
  assert.deepEqual(fields(finishStep({ doneOn: null }, '', '2026-04-01')), ['howItWent']);
  assert.deepEqual(fields(finishStep({ doneOn: '2026-04-01' }, 'Again', '2026-04-02')), ['']);
});
