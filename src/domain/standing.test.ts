import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMeeting, exampleRecord } from '../../test/example-record.ts';
import type { Asks } from './asks.ts';
import type { Capacity } from './capacity.ts';
import type { CaseRecord, ChildView, Invitation } from './case.ts';
import { standingOf } from './standing.ts';

const standing = (asks: Asks, changes: Partial<CaseRecord>) =>
  standingOf(
    {
      rule: 'R-1',
      duty: 'must',
      by: 'child-social-worker',
      asks,
      because: { document: 'A procedure', paragraph: '2', says: 'So it is.', facts: [] },
    },
    exampleRecord(changes),
  );

const invitation = (capacity: Capacity, personId: string | null = null) =>
  ({ capacity, personId, status: 'invited' }) as Invitation;
const invite: Asks = { invite: { 'must-attend': ['iro'], invited: ['current-carer'] } };
const meetingWith = (invitations: readonly Invitation[], leftOut: readonly Capacity[] = []) => ({
  meeting: exampleMeeting({
    invitations,
    leftOut: leftOut.map((capacity) => ({ capacity, name: 'Somebody', reason: 'On leave' })),
  }),
});

test('people are invited once somebody is, and with them each who must attend', () => {
  assert.equal(standing(invite, meetingWith([])).is, 'open');
  assert.equal(standing(invite, meetingWith([invitation('current-carer')])).is, 'open');
  const withdrawn = { ...invitation('iro'), status: 'withdrawn' } as const;
  assert.equal(standing(invite, meetingWith([invitation('current-carer'), withdrawn])).is, 'open');
  assert.deepEqual(standing(invite, meetingWith([invitation('iro'), invitation('current-carer')])), {
    is: 'done',
    evidence: '2 invited',
  });
});

test('who must attend may come in another part of theirs, or be left out with a reason', () => {
  assert.equal(standing(invite, meetingWith([invitation('chair', 'tomasz')])).is, 'done');
  assert.deepEqual(standing(invite, meetingWith([invitation('current-carer')], ['iro'])), {
    is: 'done',
    evidence: '1 invited, 1 left out with a reason',
  });
});

test('views are in a child’s words only when they are the child’s, and else as somebody told them', () => {
  const { placement } = exampleRecord();
  const [robin] = placement.children;
  assert.ok(robin);
  const children = [robin, { ...robin, id: 'wren', givenName: 'Wren' }];
  const view = (childId: string, whoseWords: ChildView['whoseWords']) =>
    ({ childId, whoseWords }) as ChildView;
  const of = (...views: readonly ChildView[]) =>
    standing({ record: 'child-views' }, { placement: { ...placement, children }, views });
  assert.equal(of(view('robin', 'child')).is, 'open');
  assert.deepEqual(of(view('robin', 'child'), view('wren', 'carer'), view('wren', 'child')), {
    is: 'done',
    evidence: 'Recorded in their words',
  });
  assert.deepEqual(of(view('robin', 'child'), view('wren', 'worker'), view('wren', 'carer')), {
    is: 'done',
    evidence: 'Recorded, as told by a worker and a carer',
  });
});
