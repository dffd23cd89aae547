import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { invited } from '../../test/example-minutes.ts';
import { exampleMeeting } from '../../test/example-record.ts';
import {
  type Comment,
  checkersOf,
  copyReaders,
  isChecked,
  minutesDays,
  sayOfDraft,
  sendToBeChecked,
  settleComment,
  suggestedCheckBy,
  takeBackDraft,
  uncheckedProblems,
} from './checking.ts';
import type { Result } from './result.ts';

const person = (name: string, changes: Parameters<typeof invited>[1] = {}) =>
  invited(
    {
      ...{ source: `staff-${name}`, personId: name, capacity: 'iro', reader: 'staff', name },
      ...{ email: '', mayKnowPlace: true },
    },
    changes,
  );
const invitations = [
  person('came'),
  person('chair', { capacity: 'chair' }),
  person('minutes', { capacity: 'minute-taker' }),
  person('absent', { attended: false }),
  person('writer', { mode: 'contribute', attended: null }),
  person('gone', { status: 'withdrawn' }),
];
const held = exampleMeeting({ status: 'held', invitations });
const fieldsOf = (result: Result<unknown>) => (result.ok ? [] : result.problems.map(({ field }) => field));
const namesOf = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);
const round = { version: 1, sentAt: new Date(0), by: '2026-04-10', asked: 2, answered: 0, unsettled: 0 };

describe('who checks a draft', () => {
  test('those who came and did not write it; of agreed minutes everybody has a copy', () => {
    assert.deepEqual(namesOf(checkersOf(held)), ['came']);
    assert.deepEqual(namesOf(copyReaders({ ...held, minutesStatus: 'being-checked' })), ['came']);
    assert.equal(copyReaders({ ...held, minutesStatus: 'agreed' }).length, 5);
  });
});

describe('sending a draft to be checked', () => {
  const asked = { by: '2026-04-10', today: '2026-04-01', gaps: [] };
  test('takes a day after today', () => {
    assert.deepEqual(sendToBeChecked({ meeting: held }, asked), { ok: true, value: { by: '2026-04-10' } });
    assert.deepEqual(fieldsOf(sendToBeChecked({ meeting: held }, { ...asked, by: null })), ['by']);
    assert.deepEqual(fieldsOf(sendToBeChecked({ meeting: held }, { ...asked, by: '2026-04-01' })), ['by']);
  });

  test('not before the meeting was held, twice, once agreed, with gaps, or to nobody', () => {
    for (const meeting of [
      null,
      { ...held, status: 'convened' as const },
      { ...held, minutesStatus: 'being-checked' as const },
      { ...held, minutesStatus: 'agreed' as const },
      { ...held, invitations: invitations.slice(1) },
    ])
      assert.equal(sendToBeChecked({ meeting }, asked).ok, false);
    const gaps = [{ field: 'views', message: 'Record Robin’s views' }];
    assert.deepEqual(fieldsOf(sendToBeChecked({ meeting: held }, { ...asked, gaps })), ['views']);
  });

  test('what is being checked is taken back as the next version, and nothing else', () => {
    assert.deepEqual(
      takeBackDraft({ meeting: { ...held, minutesStatus: 'being-checked', minutesVersion: 3 } }),
      { ok: true, value: { version: 4 } },
    );
    assert.equal(takeBackDraft({ meeting: held }).ok, false);
    assert.equal(takeBackDraft({ meeting: null }).ok, false);
  });

  test('the day is the procedure’s while that is to come, and else a week away', () => {
    const duty = (stage: 'draft' | 'corrections' | 'final', to: string) => ({
      asks: { minutes: { stage, to: 'everyone-concerned' as const } },
      window: { to },
      because: { paragraph: '12.9', says: '' },
    });
    const days = minutesDays([duty('draft', '2026-04-07'), duty('corrections', '2026-04-21')] as never);
    assert.deepEqual(days.draft, { on: '2026-04-07', paragraph: '12.9' });
    assert.equal(days.final, undefined);
    assert.equal(suggestedCheckBy(days, '2026-04-08'), '2026-04-21');
    assert.equal(suggestedCheckBy(days, '2026-04-21'), '2026-04-28');
    assert.equal(suggestedCheckBy({ corrections: undefined }, '2026-04-01'), '2026-04-08');
  });
});

describe('what somebody says of their copy', () => {
  const say = (said: Parameters<typeof sayOfDraft>[0], already: Parameters<typeof sayOfDraft>[2] = []) =>
    sayOfDraft(said, ['a', 'b'], already);

  test('is right, or what is not, for one part or more', () => {
    const decided = say([
      { ref: 'a', is: 'right', words: '' },
      { ref: 'b', is: 'not-right', words: 'In May' },
    ]);
    assert.deepEqual(decided, {
      ok: true,
      value: [
        { ref: 'a', isRight: true, words: '' },
        { ref: 'b', isRight: false, words: 'In May' },
      ],
    });
    assert.deepEqual(fieldsOf(say([{ ref: 'a', is: '', words: '' }])), ['is-a']);
    assert.deepEqual(fieldsOf(say([{ ref: 'a', is: 'not-right', words: '' }])), ['words-a']);
    assert.deepEqual(fieldsOf(say([{ ref: 'a', is: 'right', words: 'No' }])), ['is-a']);
    assert.deepEqual(fieldsOf(say([{ ref: 'a', is: '', words: 'x'.repeat(100_000) }])), ['words-a']);
  });

  test('is kept once in the same words', () => {
    const already = [{ ref: 'b', isRight: false, words: 'In May' }];
    const again = say([{ ref: 'b', is: 'not-right', words: 'In May' }], already);
    assert.deepEqual(again, { ok: true, value: [] });
    assert.equal(say([{ ref: 'b', is: 'not-right', words: 'In June' }], already).ok, true);
  });

  test('is of no part that their copy does not hold, whatever is sent', () => {
    const refs = fc.constantFrom('a', 'b', 'c', 'd');
    const said = fc.array(
      fc.record({
        ref: refs,
        is: fc.constantFrom('', 'right', 'not-right'),
        words: fc.constantFrom('', 'No'),
      }),
    );
    fc.assert(
      fc.property(said, fc.uniqueArray(refs), (sent, ours: readonly string[]) => {
        const decided = sayOfDraft(sent, ours, []);
        if (decided.ok) for (const { ref } of decided.value) assert.ok(ours.includes(ref));
      }),
    );
  });
});

describe('what becomes of it', () => {
  const comment: Pick<Comment, 'id' | 'isRight'> = { id: 'c', isRight: false };
  test('it was changed, or is kept with a reason, while the minutes are not agreed', () => {
    const settle = (outcome: string, because = '', minutesStatus: 'draft' | 'agreed' = 'draft') =>
      settleComment(comment, { outcome, because }, { meeting: { ...held, minutesStatus } });
    assert.deepEqual(settle('changed', 'x'), { ok: true, value: { outcome: 'changed', because: '' } });
    assert.deepEqual(settle('kept', 'x'), { ok: true, value: { outcome: 'kept', because: 'x' } });
    assert.deepEqual(fieldsOf(settle('kept')), ['because-c']);
    assert.deepEqual(fieldsOf(settle('')), ['outcome-c']);
    assert.equal(settle('changed', '', 'agreed').ok, false);
    assert.equal(
      settleComment({ ...comment, isRight: true }, { outcome: 'changed', because: '' }, { meeting: held }).ok,
      false,
    );
  });
});

describe('agreeing minutes that people check', () => {
  const problems = (check: typeof round | null, today: string, because = '') =>
    uncheckedProblems({ check }, { today, because }).map(({ message }) => message);

  test('nothing is agreed while something that is not right is open, whatever the reason', () => {
    const open = { ...round, answered: 2, unsettled: 1 };
    assert.match(problems(open, '2026-05-01', 'I was there').join(), /Decide what becomes of it first/);
  });

  test('before everybody answered and their day passed, a reason is wanted', () => {
    assert.match(problems(round, '2026-04-10').join(), /can until 10 April 2026/);
    assert.deepEqual(problems(round, '2026-04-10', 'Two are away'), []);
    assert.deepEqual(problems(round, '2026-04-11'), []);
    assert.deepEqual(problems({ ...round, answered: 2 }, '2026-04-02'), []);
    assert.match(problems(null, '2026-04-11').join(), /Send the draft to be checked, or say why/);
    assert.deepEqual(problems(null, '2026-04-11', 'It was read out'), []);
  });

  test('a draft that nobody has yet is not checked by everybody', () => {
    assert.equal(isChecked({ check: { ...round, asked: 0 } }, '2026-04-02'), false);
    assert.equal(isChecked({ check: null }, '2030-01-01'), false);
  });
});
