import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invited } from '../../test/example-minutes.ts';
import { exampleMeeting, examplePlacement, exampleRecord, ruth } from '../../test/example-record.ts';
import { completeAction, ownersOn, recordAction } from './action.ts';

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
        ['adopters', 'prospective adopter'],
        ['current-carer', 'current carer'],
        ['birth-family', 'parent or family member'],
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

  test('closes once, and with evidence', () => {
    assert.deepEqual(completeAction({ doneOn: null }, 'Letter on file', '2026-05-04'), {
      ok: true,
      value: { doneOn: '2026-05-04', evidence: 'Letter on file' },
    });
    assert.equal(completeAction({ doneOn: null }, '', '2026-05-04').ok, false);
    assert.equal(completeAction({ doneOn: '2026-05-04' }, 'Again', '2026-05-05').ok, false);
  });
});
