import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from './dates.ts';
import {
  type Above,
  type Holding,
  handOver,
  type LeaversFacts,
  leavingInWords,
  lineAbove,
  type Management,
} from './leaver.ts';

const goneOn = '2026-03-10';
const above = (id: string, changes: Partial<Above> = {}): Above => ({
  id,
  name: id.toUpperCase(),
  goneOn: null,
  isAdministrator: false,
  ...changes,
});
const manages = (managerId: string, personId: string, until: string | null = null): Management => ({
  personId,
  managerId,
  from: '2024-01-01',
  until,
});
const part: Holding = { kind: 'part', placementId: 'p', disruptionId: 'd', capacity: 'child-social-worker' };
const facts = (changes: Partial<LeaversFacts> = {}): LeaversFacts => ({
  leaver: { id: 'amina', name: 'Amina Hussain' },
  goneOn,
  holdings: [part],
  cases: [{ placementId: 'p', isRestricted: false, named: ['amina'], chairs: [] }],
  people: [above('amina'), above('gareth'), above('helen')],
  management: [manages('gareth', 'amina'), manages('helen', 'gareth')],
  ...changes,
});
const restricted = (named: readonly string[]) => ({
  cases: [{ placementId: 'p', isRestricted: true, named, chairs: [] }],
});

const table: readonly (readonly [string, Partial<LeaversFacts>, string])[] = [
  ['the nearest manager has it', {}, 'gareth'],
  [
    'a manager who has left is passed over for the one above',
    {
      people: [above('gareth', { goneOn: '2026-03-01' }), above('helen')],
      management: [manages('gareth', 'amina'), manages('helen', 'gareth', '2026-02-28')],
    },
    'helen',
  ],
  [
    'a manager who leaves on the same day is passed over too',
    {
      people: [above('gareth', { goneOn }), above('helen')],
    },
    'helen',
  ],
  [
    'a manager whose last day is still to come has it',
    {
      people: [above('gareth', { goneOn: '2026-03-11' }), above('helen')],
    },
    'gareth',
  ],
  [
    'who was their manager once has nothing',
    { management: [manages('gareth', 'amina', '2026-03-08')] },
    'no-manager',
  ],
  [
    'whoever administers people is passed over',
    {
      people: [above('gareth', { isAdministrator: true }), above('helen')],
    },
    'helen',
  ],
  ['without a manager nobody has it', { management: [] }, 'no-manager'],
  [
    'two who manage each other lead nowhere',
    {
      people: [above('gareth', { goneOn })],
      management: [manages('gareth', 'amina'), manages('amina', 'gareth')],
    },
    'no-manager',
  ],
  ['a restricted case goes to a manager who is on it by name', restricted(['amina', 'helen']), 'helen'],
  ['a restricted case goes to no other manager', restricted(['amina']), 'restricted'],
  ['a case nothing is known of is as closed as a restricted one', { cases: [] }, 'restricted'],
  [
    'whoever is to chair its meeting gets no part in a case',
    {
      cases: [{ placementId: 'p', isRestricted: false, named: [], chairs: ['gareth'] }],
    },
    'helen',
  ],
  [
    'a meeting to come wants a chair who is chosen',
    {
      holdings: [{ kind: 'meeting', placementId: 'p', disruptionId: 'd', capacity: 'chair' }],
    },
    'chosen-anew',
  ],
  [
    'an action goes where a part does',
    {
      holdings: [{ kind: 'action', placementId: 'p', disruptionId: 'd', actionId: 'a' }],
    },
    'gareth',
  ],
];
for (const [says, changes, who] of table)
  test(`when somebody leaves: ${says}`, () => {
    assert.deepEqual(
      handOver(facts(changes)).map((one) => one.to?.id ?? (one.to === null ? one.whyNobody : '')),
      [who],
    );
  });

test('the history says who left, who has it now and what still wants somebody', () => {
  const said = (changes: Partial<LeaversFacts>) => leavingInWords('Amina Hussain', handOver(facts(changes)));
  assert.equal(
    said({}),
    'Amina Hussain has left. What they had here is with GARETH until somebody else is named.',
  );
  assert.equal(
    said(restricted([])),
    'Amina Hussain has left. Nobody has what they had here: the case is open only to those on it by name, and no manager of theirs is.',
  );
  assert.equal(
    said({
      holdings: (['chair', 'minute-taker'] as const).map((capacity) => ({
        kind: 'meeting',
        placementId: 'p',
        disruptionId: 'd',
        capacity,
      })),
    }),
    'Amina Hussain has left. The meeting needs another chair. The meeting needs somebody else to take the minutes.',
  );
});

const ids = ['amina', 'b', 'c', 'd', 'e', 'f'] as const;
const anyId = fc.constantFrom(...ids);
const day = fc.integer({ min: -20, max: 20 }).map((days) => addDays(goneOn, days));
const anyFacts: fc.Arbitrary<LeaversFacts> = fc.record({
  leaver: fc.constant({ id: 'amina', name: 'Amina Hussain' }),
  goneOn: fc.constant(goneOn),
  holdings: fc.array(
    fc.record({
      kind: fc.constant('part' as const),
      placementId: fc.constantFrom('p', 'q', 'r'),
      disruptionId: fc.constant(null),
      capacity: fc.constantFrom('iro', 'child-social-worker'),
    }),
  ),
  cases: fc.tuple(
    ...['p', 'q'].map((placementId) =>
      fc.record({
        placementId: fc.constant(placementId),
        isRestricted: fc.boolean(),
        named: fc.uniqueArray(anyId),
        chairs: fc.uniqueArray(anyId),
      }),
    ),
  ),
  people: fc
    .tuple(...ids.map(() => fc.record({ goneOn: fc.option(day), isAdministrator: fc.boolean() })))
    .map((all) => all.map((changes, index) => above(ids[index] ?? '', changes))),
  management: fc.array(
    fc.record({ personId: anyId, managerId: anyId, from: fc.option(day), until: fc.option(day) }),
  ),
});

test('of anything somebody had nothing is lost: each is with somebody who is here, or told with why not', () => {
  fc.assert(
    fc.property(anyFacts, (generated) => {
      const handovers = handOver(generated);
      assert.deepEqual(
        handovers.map(({ holding }) => holding),
        generated.holdings,
      );
      for (const { holding, to } of handovers) {
        if (to === null) continue;
        assert.notEqual(to.id, 'amina');
        assert.ok(to.goneOn === null || to.goneOn > goneOn);
        assert.ok(!to.isAdministrator);
        const one = generated.cases.find(({ placementId }) => placementId === holding.placementId);
        assert.ok(one !== undefined && !one.chairs.includes(to.id));
        assert.ok(!one.isRestricted || one.named.includes(to.id));
      }
    }),
  );
});

test('of any management the line above ends, holds nobody twice and never the leaver', () => {
  fc.assert(
    fc.property(anyFacts, (generated) => {
      const line = lineAbove(generated).map(({ id }) => id);
      assert.equal(new Set(line).size, line.length);
      assert.ok(!line.includes('amina'));
    }),
  );
});
