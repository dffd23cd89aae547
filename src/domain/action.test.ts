import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invited } from '../../test/example-minutes.ts';
import {
  exampleAction,
  exampleMeeting,
  examplePlacement,
  exampleRecord,
  ruth,
} from '../../test/example-record.ts';
import { dueDay, isOpen, ownersOn, recordAction, standingOf } from './action.ts';

describe('who can own an action', () => {
  const chair = invited({
    source: 'staff:ruth',
    personId: 'ruth',
    capacity: 'chair',
    reader: 'staff',
    name: ruth.name,
    email: ruth.email,
    mayKnowPlace: true,
  });

  test('staff by name, once each; family and carers by what they are, so that no name travels with an action', () => {
    const record = exampleRecord({ meeting: exampleMeeting({ invitations: [chair] }) });
    assert.deepEqual(
      ownersOn(record).map(({ choice, name }) => [choice, name]),
      [
        ['staff:amina', 'Amina Hussain'],
        ['staff:priya', 'Priya Shah'],
        ['staff:tomasz', 'Tomasz Nowak'],
        ['staff:joy', 'Joy Okafor'],
        ['staff:ruth', 'Ruth Barlow'],
        ['carer-a1', 'Adopter 1'],
        ['carer-a2', 'Adopter 2'],
        ['contact-c1', 'current carer'],
        ['contact-m1', 'parent or family member'],
      ],
    );
  });

  test('somebody who has left the case is not asked', () => {
    const roles = examplePlacement().roles.map((role) => ({ ...role, untilOn: '2026-02-01' }));
    const owners = ownersOn(exampleRecord({ placement: examplePlacement({ roles }) }));
    assert.deepEqual(
      owners.filter(({ personId }) => personId !== null),
      [],
    );
  });
});

describe('an action', () => {
  const amina = { personId: 'amina', name: 'Amina Hussain' };

  test('says what, who and by when, which may be the day it was asked', () => {
    const proposal = { what: 'Start life story work', owner: amina, dueOn: '2026-04-01' };
    assert.deepEqual(recordAction(proposal, '2026-04-01'), { ok: true, value: proposal });
  });

  test('is refused with everything that is missing, and the day before it was asked', () => {
    const fields = (decision: ReturnType<typeof recordAction>) =>
      decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
    assert.deepEqual(fields(recordAction({ what: '', owner: null, dueOn: null }, '2026-04-01')), [
      'what: Enter what is to be done',
      'owner: Choose who will do it',
      'dueOn: Enter the date it is to be done by',
    ]);
    assert.deepEqual(
      fields(
        recordAction(
          { what: 'Write', owner: { personId: null, name: '' }, dueOn: '2026-03-31' },
          '2026-04-01',
        ),
      ),
      ['ownerName: Enter who will do it', 'dueOn: The date must be on or after 1 April 2026'],
    );
  });

  test('that comes again counts from its own day, a sensible number of weeks or months, and not beyond its end', () => {
    const asked = { what: 'Visit', owner: amina, dueOn: '2026-04-01' };
    const recurs = { number: 2, unit: 'weeks', until: null } as const;
    const recorded = recordAction({ ...asked, recurs }, '2026-04-01');
    assert.deepEqual(recorded.ok && recorded.value.recurs, { ...recurs, from: '2026-04-01' });
    for (const number of [0, 1.5, 53, Number.NaN])
      assert.equal(
        recordAction({ ...asked, recurs: { ...recurs, number } }, '2026-04-01').ok,
        false,
        `${number}`,
      );
    assert.equal(
      recordAction({ ...asked, recurs: { ...recurs, until: '2026-03-31' } }, '2026-04-01').ok,
      false,
    );
  });

  test('is not asked for a day before that of what it waits for', () => {
    const asked = { what: 'Visit', owner: amina, dueOn: '2026-04-01' };
    const before = { id: 'b', dueOn: '2026-04-02' };
    const early = recordAction({ ...asked, dependsOn: before }, '2026-03-01');
    assert.match(
      early.ok ? '' : (early.problems[0]?.message ?? ''),
      /by 2 April 2026: enter that date or a later one/,
    );
    const later = recordAction({ ...asked, dueOn: '2026-04-02', dependsOn: before }, '2026-03-01');
    assert.equal(later.ok && later.value.dependsOn, 'b');
  });
});

describe('how an action stands', () => {
  const before = exampleAction({ id: 'b', dueOn: '2026-05-01' });
  const waiting = exampleAction({ id: 'w', dueOn: '2026-05-04', dependsOn: 'b', answer: 'accepted' });

  test('it is not due before what it waits for has ended, and from then on is as late as any', () => {
    assert.equal(dueDay(waiting, [before, waiting]), null);
    assert.equal(standingOf(waiting, [before, waiting], '2026-06-01'), 'waiting');
    const done = { ...before, doneOn: '2026-05-20', evidence: 'Seen' };
    assert.equal(dueDay(waiting, [done, waiting]), '2026-05-20');
    assert.equal(standingOf(waiting, [done, waiting], '2026-05-20'), 'accepted');
    assert.equal(standingOf(waiting, [done, waiting], '2026-05-21'), 'overdue');
    const unneeded = { ...before, notNeededOn: '2026-04-01', notNeededBecause: 'It came by itself' };
    assert.equal(dueDay(waiting, [unneeded, waiting]), '2026-05-04');
  });

  test('overdue goes before whatever was answered, and what has ended is not overdue', () => {
    const all = [before];
    assert.equal(standingOf({ ...before, answer: 'handed-back' }, all, '2026-05-01'), 'handed-back');
    assert.equal(standingOf({ ...before, answer: 'handed-back' }, all, '2026-05-02'), 'overdue');
    const done = { ...before, doneOn: '2026-06-01', evidence: 'Seen' };
    assert.equal(standingOf(done, [done], '2026-07-01'), 'done');
    assert.deepEqual(
      [isOpen(before), isOpen(done), isOpen({ doneOn: null, notNeededOn: '2026-06-01' })],
      [true, false, false],
    );
  });
});
