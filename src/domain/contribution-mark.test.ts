import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { heldCase } from '../../test/example-minutes.ts';
import { capacityInWords } from './capacity.ts';
import type { Share } from './case.ts';
import {
  asReadBy,
  caseAsReadBy,
  chairShareAfterGiving,
  keptFromYou,
  markContribution,
  mayReadContribution,
  readersOfKept,
  sharedWith,
} from './contribution-mark.ts';

const share = fc.constantFrom<Share>('everyone', 'chair-and-social-workers');
const marks = fc.record({ share, chairShare: fc.option(share) });
const reader = fc.record({
  capacities: fc.uniqueArray(fc.constantFrom(...Object.keys(capacityInWords), 'break-glass'), {
    maxLength: 3,
  }),
  isAuthor: fc.boolean(),
});
const kept = { share: 'chair-and-social-workers', chairShare: null } as const;

test('whoever reads what is kept to few reads what is shared with everyone', () => {
  fc.assert(
    fc.property(reader, marks, (who, marked) => {
      const shared = mayReadContribution(who, { share: 'everyone', chairShare: null });
      assert.ok(!mayReadContribution(who, marked) || shared);
    }),
  );
});

test('its author reads it whatever it is marked, and somebody with no part in the case never', () => {
  fc.assert(
    fc.property(reader, marks, ({ capacities }, marked) => {
      assert.ok(mayReadContribution({ capacities, isAuthor: true }, marked));
      assert.equal(mayReadContribution({ capacities: [], isAuthor: false }, marked), false);
    }),
  );
});

test('what is kept is read by the chair, the social workers and the team manager, and by nobody else on a case', () => {
  const reads = [...Object.keys(capacityInWords), 'break-glass'].filter((capacity) =>
    mayReadContribution({ capacities: [capacity], isAuthor: false }, kept),
  );
  assert.deepEqual(reads.sort(), [
    'adopters-social-worker',
    'chair',
    'child-social-worker',
    'personal-adviser',
    'supervising-social-worker',
    'team-manager',
  ]);
  assert.deepEqual([...readersOfKept].sort(), reads);
});

test('no mark of the chair is wider than the author’s without the author’s agreement in words', () => {
  fc.assert(
    fc.property(share, share, fc.constantFrom('', 'By phone on 3 March'), (author, wanted, agreement) => {
      const marked = markContribution({ share: wanted, agreement }, author);
      const isWider = author === 'chair-and-social-workers' && wanted === 'everyone';
      assert.equal(marked.ok, !isWider || agreement !== '');
      if (marked.ok) assert.equal(marked.value.agreement, isWider ? agreement : '');
    }),
  );
  assert.equal(markContribution({ share: 'nobody', agreement: 'x' }, 'everyone').ok, false);
});

test('giving it again never lets more people read it than its author wants, nor lifts what the chair has narrowed', () => {
  fc.assert(
    fc.property(share, fc.option(share), (author, before) => {
      const after = { share: author, chairShare: chairShareAfterGiving(author, before) };
      if (author === 'chair-and-social-workers') assert.equal(sharedWith(after), author);
      if (before === 'chair-and-social-workers') assert.equal(sharedWith(after), before);
    }),
  );
});

test('whoever may not read it sees that it was written, and not a word of it', () => {
  const record = heldCase();
  const [invitation] = record.meeting?.invitations ?? [];
  assert.ok(invitation);
  const written = {
    ...invitation,
    personId: 'author',
    contribution: 'A secret',
    contributionAnswers: [{ key: 'k', question: 'Q', words: 'A secret' }],
    contributionFiles: [{ id: 'f', format: 'jpeg', description: 'A secret' } as const],
    contributionShare: 'chair-and-social-workers' as const,
  };
  const seenBy = (personId: string, ...capacities: string[]) => asReadBy(written, { personId, capacities });
  assert.equal(seenBy('minutes', 'minute-taker').contribution, keptFromYou);
  assert.doesNotMatch(JSON.stringify(seenBy('minutes', 'minute-taker')), /secret/);
  assert.deepEqual(seenBy('author', 'iro'), written);
  assert.deepEqual(seenBy('chair', 'chair'), written);
  const whole = { ...record, meeting: record.meeting && { ...record.meeting, invitations: [written] } };
  const read = caseAsReadBy(whole, { personId: 'minutes', capacities: ['minute-taker'] });
  assert.doesNotMatch(JSON.stringify(read), /secret/);
  const nothing = asReadBy({ ...written, contribution: '' }, { personId: 'minutes', capacities: [] });
  assert.equal(nothing.contribution, '', 'nothing was written');
});
