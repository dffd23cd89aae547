import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmEmails } from './confirm-emails.ts';

const people = [
  { source: 'carer-a', name: 'Adopter 1', capacity: 'adopters', email: 'm@f.example' },
  { source: 'contact-b', name: 'Kirsty', capacity: 'birth-family', email: '' },
] as const;
const facts = { people, brokeDownOn: '2026-03-01', today: '2026-03-05' };
const typed = { sources: ['carer-a'], how: 'I rang them', confirmedOn: '2026-03-04' };
const problemsOf = (changes: object): readonly string[] => {
  const saved = confirmEmails({ ...typed, ...changes }, facts);
  return saved.ok ? [] : saved.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('several addresses are confirmed in one way on one day, of those who were ticked', () => {
  const saved = confirmEmails({ ...typed, sources: ['carer-a', 'carer-stranger'] }, facts);
  assert.ok(saved.ok);
  assert.deepEqual(saved.value, { people: [people[0]], how: 'I rang them', confirmedOn: '2026-03-04' });
});

test('somebody is ticked, who has an address, with how and when, since the placement ended', () => {
  assert.deepEqual(problemsOf({ sources: [] }), ['sources: Tick whose address you made sure of']);
  assert.deepEqual(problemsOf({ sources: ['contact-b'] }), [
    'sources: There is no e-mail address of Kirsty that works. Put it right first',
  ]);
  assert.match(problemsOf({ how: '' })[0] ?? '', /^how: Enter how you made sure/);
  assert.deepEqual(problemsOf({ confirmedOn: null }), ['confirmedOn: Enter when you made sure']);
  for (const confirmedOn of ['2026-02-28', '2026-03-06'])
    assert.deepEqual(problemsOf({ confirmedOn }), [
      'confirmedOn: The date must be from 1 March 2026 to today',
    ]);
});
