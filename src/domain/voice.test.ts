import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseWays } from './voice.ts';

const facts = { child: { givenName: 'Robin', bornOn: '2018-05-04' }, today: '2026-03-20' };
const choice = {
  childId: 'robin',
  ways: ['draw', 'tell-carer'],
  interpreter: '',
  signs: 'Makaton',
  chosenWith: 'Robin and Amina',
  chosenOn: '2026-03-19',
} as const;

const problemsOf = (changes: Partial<Parameters<typeof chooseWays>[0]>): readonly string[] => {
  const decision = chooseWays({ ...choice, ...changes }, facts);
  return decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('a child can be heard in several ways, chosen with them on a day', () => {
  assert.deepEqual(chooseWays(choice, facts), { ok: true, value: choice });
  assert.deepEqual(problemsOf({ ways: ['sing'], chosenWith: '', chosenOn: null }), [
    'ways: Choose how Robin wants to be heard',
    'chosenWith: Enter who chose this with Robin',
    'chosenOn: Enter when this was chosen',
  ]);
  assert.deepEqual(problemsOf({ chosenOn: '2026-03-21' }), [
    'chosenOn: The date must be today or in the past',
  ]);
});

test('not to take part is a choice of its own', () => {
  assert.deepEqual(problemsOf({ ways: ['none'] }), []);
  assert.deepEqual(problemsOf({ ways: ['none', 'draw'] }), [
    'ways: Choose ways to be heard, or that they do not want to take part',
  ]);
});
