import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, ageOn } from './dates.ts';
import { doubtsAbout, participationInWords, recordParticipation } from './participation.ts';

const robin = { givenName: 'Robin', bornOn: '2018-05-04' };
const facts = { child: robin, heldOn: '2026-03-31', today: '2026-03-31', byChair: true };
const codes = Object.keys(participationInWords);

const record = (
  changes: Partial<Parameters<typeof recordParticipation>[0]>,
  also: Partial<typeof facts> = {},
) => recordParticipation({ code: 'PN6', attended: false, reason: '', ...changes }, { ...facts, ...also });
const problemsOf = (...of: Parameters<typeof record>): readonly string[] => {
  const decision = record(...of);
  return decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('there are eight codes', () =>
  assert.deepEqual(
    codes,
    [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `PN${n}`),
  ));

test('a code is recorded once the meeting’s day has come, with whether the child came', () => {
  assert.deepEqual(record({}), { ok: true, value: { code: 'PN6', attended: false, reason: '' } });
  assert.deepEqual(problemsOf({}, { today: '2026-03-30' }), [
    'code: The meeting is on 31 March 2026. Record this on the day or later',
  ]);
  assert.deepEqual(problemsOf({ code: 'PN9', attended: null }), [
    'attended: Say whether Robin came to the meeting',
    'code: Choose a code',
  ]);
});

test('PN0 is for a child who is not yet 4 on the day of the meeting', () => {
  const bornOn = (day: string) => ({ child: { ...robin, bornOn: day } });
  assert.deepEqual(problemsOf({ code: 'PN0' }, bornOn('2022-04-01')), []);
  assert.deepEqual(problemsOf({ code: 'PN0' }, bornOn('2022-03-31')), [
    'code: PN0 is for a child under 4. Robin was 4 at the meeting',
  ]);
});

test('a code that says the child came is not for one who did not, nor the other way round', () => {
  for (const code of ['PN1', 'PN2', 'PN3', 'PN4']) {
    assert.deepEqual(problemsOf({ code, attended: true }), [], code);
    assert.deepEqual(problemsOf({ code, attended: false }), [
      `code: ${code} is for a child who came, and you said that Robin did not`,
    ]);
  }
  for (const code of ['PN5', 'PN6', 'PN7'])
    assert.deepEqual(problemsOf({ code, attended: true, reason: 'Ill' }), [
      `code: ${code} is for a child who did not come, and you said that Robin came`,
    ]);
});

test('only the chair says that a child was not heard, and why', () => {
  assert.deepEqual(problemsOf({ code: 'PN7' }), ['reason: Enter why their views did not reach the meeting']);
  assert.deepEqual(problemsOf({ code: 'PN7', reason: 'Ill' }, { byChair: false }), [
    'code: Only the chair records PN7, with the reason',
  ]);
  assert.deepEqual(record({ code: 'PN7', reason: 'Ill' }), {
    ok: true,
    value: { code: 'PN7', attended: false, reason: 'Ill' },
  });
});

test('whatever is proposed, what is recorded fits the child’s age, whether they came and who says it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.boolean(),
      fc.constantFrom('', 'Ill'),
      fc.boolean(),
      fc.integer({ min: -3000, max: 0 }),
      (code, attended, reason, byChair, days) => {
        const child = { ...robin, bornOn: addDays(facts.heldOn, days) };
        const decision = record({ code, attended, reason }, { byChair, child });
        const fits =
          code === 'PN0'
            ? ageOn(child.bornOn, facts.heldOn) < 4
            : attended === code < 'PN5' && (code !== 'PN7' || (byChair && reason !== ''));
        assert.equal(decision.ok, fits);
      },
    ),
  );
});

test('what does not fit between a code and the views on record is named, and no more', () => {
  const view = { whoseWords: 'child', way: 'wrote', saidOn: '2026-03-20' } as const;
  const doubts = (code: keyof typeof participationInWords, ...views: Parameters<typeof doubtsAbout>[1]) =>
    doubtsAbout({ code, attended: false, reason: '' }, views, facts).length;
  assert.deepEqual([doubts('PN7'), doubts('PN7', view)], [0, 1]);
  assert.deepEqual([doubts('PN6'), doubts('PN6', view)], [1, 0]);
  assert.deepEqual([doubts('PN6', { ...view, saidOn: '2026-04-01' })], [1]);
  assert.deepEqual([doubts('PN5', view), doubts('PN5', { ...view, whoseWords: 'advocate' })], [1, 0]);
  assert.deepEqual([doubts('PN2', view), doubts('PN2', { ...view, way: 'told-advocate' })], [1, 0]);
  assert.deepEqual([doubts('PN1'), doubts('PN1', view), doubts('PN4'), doubts('PN0')], [1, 0, 0, 0]);
});
