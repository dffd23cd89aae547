import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, heldCase, passage, teacher, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Instead, Invitation, Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import type { CopyPassage } from './copy-sections.ts';
import type { Speaker } from './minutes.ts';
import { besideFull } from './side-by-side.ts';

const readers: readonly Reader[] = ['adopters', 'birth-family', 'carers', 'professionals', 'staff'];

const facts = (reader: Reader, passages: readonly CopyPassage[], instead: Invitation['instead'] = null) => {
  const record = heldCase(
    {},
    { invitation: ({ source }) => (source === 'staff-amina' && instead ? { attended: false, instead } : {}) },
  );
  const invitation = record.meeting?.invitations.find((one) => one.reader === reader);
  assert.ok(invitation);
  return {
    ...{ record, passages, agenda, reader: invitation, disagreements: [], keptWords: [] },
    ...{ found: { findings: [], purposes: [] } },
    keptApart: { contactDetails: {}, details: [], identities: exampleIdentities },
  };
};
const copyFor = (...asked: Parameters<typeof facts>): string => textOf(composeCopy(facts(...asked)).doc);
const saidBy = (source: string): Speaker => ({ is: 'invited', id: `invitation of ${source}` });
const words = 'The visits stopped in May.';

test('staff read who said something by name, and each reader as they may know them', () => {
  const mother = passage(words, { saidBy: saidBy('contact-m1') });
  assert.match(copyFor('staff', [mother]), /Kirsty Oldroyd: The visits stopped/);
  assert.match(copyFor('birth-family', [mother]), /Kirsty Oldroyd: The visits stopped/, 'their own');
  for (const reader of ['adopters', 'carers', 'professionals'] as const) {
    const text = copyFor(reader, [mother]);
    assert.match(text, /A family member: The visits stopped/);
    assert.doesNotMatch(text, /Kirsty/, reader);
  }
  const school = passage(words, { saidBy: saidBy(`contact-${teacher.id}`) });
  assert.match(copyFor('professionals', [school]), /Viv Marlow: The visits stopped/);
  assert.match(copyFor('carers', [school]), /A professional: The visits stopped/);
  const worker = passage(words, { saidBy: saidBy('staff-amina') });
  assert.match(
    copyFor('birth-family', [worker]),
    /Amina Hussain: The visits stopped/,
    'a worker is known by name',
  );
  assert.match(
    copyFor('carers', [passage(words, { saidBy: { is: 'child', id: 'robin' } })]),
    /Robin: The visits/,
  );
});

test('whoever was sent is named to staff alone, and told by whom they came for', () => {
  const sent = { is: 'sent', name: 'Kim Li', as: 'duty worker' } as const;
  const passages = [passage('Kim Li said that it was hard.', { saidBy: saidBy('staff-amina') })];
  for (const reader of readers) {
    const text = copyFor(reader, passages, sent);
    assert.equal(text.includes('Kim'), reader === 'staff', reader);
    if (reader === 'staff') {
      assert.match(text, /Kim Li for Amina Hussain: Kim Li said/);
      assert.match(text, /Sent somebody instead: Kim Li, duty worker/);
    } else
      assert.match(
        text,
        /Somebody on behalf of the child’s social worker: Somebody on behalf of the child’s social worker said/,
      );
  }
  assert.match(copyFor('professionals', passages, sent), /somebody on behalf of the child’s social worker\n/);
});

test('a decision, a finding and a lesson are told as such, but not where the whole item is that', () => {
  const all = [
    passage('The plan is looked at again.', { kind: 'decision' }),
    passage('Support came late.', { kind: 'finding' }),
    passage('Plan the goodbye.', { kind: 'lesson' }),
    passage('The match asked too much.', { kind: 'finding', agendaKey: 'findings' }),
    passage('A plain note.'),
  ];
  const text = copyFor('carers', all);
  for (const line of [
    'Decided: The plan is',
    'Found: Support came',
    'Learnt: Plan the goodbye',
    '\nThe match asked',
    '\nA plain note',
  ])
    assert.ok(text.includes(line), `${line} in ${text}`);
});

test('beside the full minutes a speaker stands by name, and in the copy as the reader knows them', () => {
  const beside = besideFull(facts('carers', [passage(words, { saidBy: saidBy('contact-m1') })]));
  const [row] = beside.flatMap(({ rows }) => rows).filter(({ full }) => full.includes(words));
  assert.deepEqual(row, {
    full: `Kirsty Oldroyd: ${words}`,
    own: `A family member: ${words}`,
    because: ['Names told by their part'],
  });
});

test('whoever sent apologies or somebody reads it so, and is told to others as such', () => {
  const apologised = facts('staff', [], { is: 'apologies' });
  assert.match(textOf(composeCopy(apologised).doc), /Sent apologies/);
  const own = (instead: Instead) => {
    const { record, ...rest } = facts('carers', []);
    const reader = { ...rest.reader, attended: false, instead };
    return textOf(composeCopy({ ...rest, record, reader }).doc);
  };
  assert.match(own({ is: 'apologies' }), /You could not come to the meeting, and let us know\./);
  assert.match(
    own({ is: 'sent', name: 'Kim Li', as: 'friend' }),
    /You sent somebody to the meeting for you\./,
  );
});
