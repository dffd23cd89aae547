import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { agenda, childView, heldCase, passage } from '../../test/example-minutes.ts';
import type { CaseRecord, Invitation } from './case.ts';
import { agreeMinutes, applyTicks, isExpected, recordAttendance } from './minutes.ts';

/** The example meeting while its minutes are being written. */
const writing = (
  invitation: (invitation: Invitation) => Partial<Invitation> = () => ({ attended: null }),
  meeting: Partial<NonNullable<CaseRecord['meeting']>> = {},
): CaseRecord => {
  const record = heldCase({}, { invitation, views: [childView('I miss the dog.')] });
  if (record.meeting === null) throw new Error('The example has a meeting');
  return { ...record, meeting: { ...record.meeting, minutesStatus: 'draft', ...meeting } };
};

const idOf = (record: CaseRecord, name: string): string =>
  record.meeting?.invitations.find((invitation) => invitation.name === name)?.id ?? '';

const messages = (decision: { ok: true } | { ok: false; problems: readonly { message: string }[] }) =>
  decision.ok ? [] : decision.problems.map(({ message }) => message);

describe('who came', () => {
  const attended = (record: CaseRecord, came: readonly string[], read: readonly string[] = []) => {
    const decision = recordAttendance(record, { came, read }, '2026-04-01');
    assert.ok(decision.ok);
    return {
      status: decision.value.status,
      of: (name: string) => decision.value.people.find(({ id }) => id === idOf(record, name)),
    };
  };

  test('the first person who came makes the meeting held; the others did not come', () => {
    const record = writing();
    const { status, of } = attended(record, [idOf(record, 'Adopter 1')]);
    assert.equal(status, 'held');
    assert.equal(of('Adopter 1')?.attended, true);
    assert.equal(of('Viv Marlow')?.attended, false);
  });

  test('somebody only asked to write is never absent, and can still turn up', () => {
    const record = writing(({ name }) =>
      name === 'Viv Marlow'
        ? { mode: 'contribute', contribution: 'He loved the drum.', attended: null }
        : { attended: null },
    );
    const martin = idOf(record, 'Adopter 1');
    const viv = idOf(record, 'Viv Marlow');
    assert.deepEqual(attended(record, [martin], [viv]).of('Viv Marlow'), {
      id: viv,
      attended: null,
      contributionRead: true,
    });
    assert.equal(attended(record, [martin, viv]).of('Viv Marlow')?.attended, true);
  });

  test('nothing is read that nobody wrote', () => {
    const record = writing();
    const viv = idOf(record, 'Viv Marlow');
    assert.equal(attended(record, [viv], [viv]).of('Viv Marlow')?.contributionRead, false);
  });

  test('with every tick taken back the meeting counts as not held, and nobody as absent', () => {
    const { status, of } = attended(writing(), []);
    assert.equal(status, 'convened');
    assert.equal(of('Viv Marlow')?.attended, null);
  });

  test('the day before, nobody can have come', () => {
    const record = writing();
    const came = [idOf(record, 'Viv Marlow')];
    assert.deepEqual(messages(recordAttendance(record, { came, read: [] }, '2026-03-31')), [
      'The meeting is on 1 April 2026. Record who came on the day or later',
    ]);
    assert.equal(recordAttendance(record, { came, read: [] }, '2026-04-01').ok, true);
  });

  test('agreed minutes keep who came', () => {
    const record = writing(undefined, { minutesStatus: 'agreed' });
    assert.deepEqual(messages(recordAttendance(record, { came: [], read: [] }, '2026-04-02')), [
      'The minutes are agreed, so who came can no longer be changed',
    ]);
  });

  test('the chair and the minute taker are expected unless they say otherwise, others once they say so', () => {
    assert.equal(isExpected({ capacity: 'chair', reply: null }), true);
    assert.equal(isExpected({ capacity: 'chair', reply: 'not-coming' }), false);
    assert.equal(isExpected({ capacity: 'iro', reply: null }), false);
    assert.equal(isExpected({ capacity: 'iro', reply: 'coming' }), true);
    assert.equal(isExpected({ capacity: 'iro', reply: 'will-write' }), false);
  });
});

describe('agreeing the minutes', () => {
  const written = [
    passage('', { id: 'p1', agendaKey: 'placement' }),
    passage('The match was stretched.', { id: 'p2', agendaKey: 'findings', authors: ['bilal', 'ruth'] }),
  ];
  const came = () => ({ attended: true });

  test('whole minutes are agreed, and everybody who wrote them is known', () => {
    const decision = agreeMinutes(writing(came), written, agenda);
    assert.deepEqual(decision, { ok: true, value: { authors: ['bilal', 'ruth'] } });
  });

  test('a meeting nobody has come to is not agreed', () => {
    assert.deepEqual(messages(agreeMinutes(writing(undefined, { status: 'convened' }), written, agenda)), [
      'Record who came to the meeting first',
    ]);
  });

  test('every gap is named at once, each with the field to mend', () => {
    const record = {
      ...writing(({ name }) => ({ attended: true, contribution: name === 'Viv Marlow' ? 'Words' : '' })),
      views: [],
    };
    const conflict = {
      id: 'c',
      text: 'Other',
      typedBy: 'Ruth',
      typedById: 'ruth',
      typedAt: new Date(0),
      page: null,
      edit: 0,
    };
    const gaps = [
      passage('Said', { id: 'p1', conflicts: [conflict] }),
      passage('', { id: 'p2', agendaKey: 'findings' }),
    ];
    const decision = agreeMinutes(record, gaps, agenda);
    assert.ok(!decision.ok);
    assert.deepEqual(
      decision.problems.map(({ field, message }) => [field, message]),
      [
        [
          `read-${idOf(record, 'Viv Marlow')}`,
          'Read what Viv Marlow wrote to the meeting, and record that you did',
        ],
        ['views', 'Record Robin’s views and feelings'],
        ['text-p2', 'Write the findings'],
        ['text-p1', 'Two people typed in “Life in the placement” at once. Choose which words stay'],
      ],
    );
  });

  test('somebody no longer invited need not be heard', () => {
    const record = writing(({ name }) => ({
      attended: true,
      ...(name === 'Viv Marlow' ? { status: 'withdrawn', contribution: 'Words' } : {}),
    }));
    assert.equal(agreeMinutes(record, written, agenda).ok, true);
  });

  test('minutes are agreed once', () => {
    const decision = agreeMinutes(writing(came, { minutesStatus: 'agreed' }), written, agenda);
    assert.deepEqual(messages(decision), ['These minutes are agreed already']);
  });
});

describe('ticks of a page that is out of date', () => {
  const readers = fc.uniqueArray(fc.constantFrom('birth-family', 'adopters', 'carers', 'professionals'));

  test('what this page added and took away is done to what there is now', () => {
    const ticks = { before: ['carers', 'adopters'], now: ['adopters', 'professionals'] };
    assert.deepEqual(applyTicks(['birth-family', 'carers', 'adopters'], ticks), [
      'birth-family',
      'adopters',
      'professionals',
    ]);
  });

  test('a passage is never opened to readers that nobody unticked', () => {
    fc.assert(
      fc.property(readers, readers, readers, (current, before, now) => {
        const after = applyTicks(current, { before, now });
        const unticked = before.filter((one) => !now.includes(one));
        return current.every((one) => after.includes(one) || unticked.includes(one));
      }),
    );
  });

  test('with nothing changed on the page everything stays', () => {
    fc.assert(
      fc.property(readers, readers, (current, before) => {
        assert.deepEqual(applyTicks(current, { before, now: before }), current);
      }),
    );
  });
});
