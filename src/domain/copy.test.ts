import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agenda, childView, heldCase, passage, teacher, textOf } from '../../test/example-minutes.ts';
import { exampleAction, exampleIdentities, examplePlacement } from '../../test/example-record.ts';
import type { Identities } from './carer-identity.ts';
import type { CaseRecord, Reader } from './case.ts';
import { composeCopy, namesCarers } from './copy.ts';
import type { Passage } from './minutes.ts';
import { leaksIn } from './withhold.ts';

const [[martin], [lucy]] = [exampleIdentities.a1, exampleIdentities.a2];
const [carer, mother] = examplePlacement().contacts;
const [robin] = examplePlacement().children;
assert.ok(carer && mother && robin);
const leo = { ...robin, id: 'leo', givenName: 'Leo' };

const copyFor = (reader: Reader, record: CaseRecord, ...passages: readonly Passage[]) =>
  copyWhere(exampleIdentities, reader, record, ...passages);

const copyWhere = (
  identities: Identities,
  reader: Reader,
  record: CaseRecord,
  ...passages: readonly Passage[]
) => {
  const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  const keptApart = {
    details: [],
    contactDetails: { c1: { phone: '01332 496000', address: '9 Elm Walk\nDE5 9QQ' } },
    identities,
  };
  const copy = composeCopy({
    disagreements: [],
    keptWords: [],
    found: { findings: [], purposes: [] },
    record,
    passages,
    agenda,
    reader: invitation,
    keptApart,
  });
  return { ...copy, text: textOf(copy.doc) };
};

test('where a contact lives and is rung is in no other person’s copy', () => {
  const said = 'Write to 9 Elm Walk, DE5 9QQ, or ring 01332 496000.';
  for (const reader of ['birth-family', 'adopters'] as const) {
    const { text } = copyFor(reader, heldCase(), passage(said));
    assert.doesNotMatch(text, /Elm Walk|9QQ|496000/, reader);
  }
});

describe('a copy for the birth family', () => {
  test('tells the adopters by their part, however they are named', () => {
    const { text } = copyFor(
      'birth-family',
      heldCase(),
      passage('Lucasta and Martin Featherstone said that Lucasta felt alone.'),
      passage('Mrs Featherstone agreed. The Featherstones rested.'),
    );
    assert.match(text, /Adopter 2 and Adopter 1 said that Adopter 2 felt alone\./);
    assert.match(text, /The prospective adopters agreed\. The prospective adopters rested\./);
  });

  test('holds no address, postcode, e-mail address or phone number of anybody else', () => {
    const { text } = copyFor(
      'birth-family',
      heldCase(),
      passage('They live at 7 quillet row, belper (DQ569ZZ). Write to LUCASTA@featherstone.example.'),
      passage('Ring 01632-960 112, or the carer on +44 1332 496000.'),
    );
    assert.match(text, /They live at \(address withheld\).*Write to \(e-mail address withheld\)\./);
    assert.match(text, /Ring \(phone number withheld\), or the carer on \+?\(phone number withheld\)\./);
    assert.doesNotMatch(text, /quillet|belper|DQ56|lucasta|960|496/i);
  });

  test('names the child and the mother, who have the same family name', () => {
    const { text } = copyFor(
      'birth-family',
      heldCase(),
      passage('Kirsty Oldroyd said Robin Oldroyd is loved.'),
    );
    assert.match(text, /Kirsty Oldroyd said Robin Oldroyd is loved\./);
  });

  test('names nobody else who took part', () => {
    const { text, withheld } = copyFor('birth-family', heldCase());
    assert.match(text, /Copy for Kirsty Oldroyd/);
    assert.doesNotMatch(text, /Dorothy|Viv|Amina|Featherstone/);
    assert.deepEqual(withheld, [{ what: 'names of others who were invited', count: 5 }]);
  });

  test('does not say where the meeting was to somebody who may not know', () => {
    const where = passage('We met at the Council House, room 3.');
    assert.doesNotMatch(copyFor('birth-family', heldCase(), where).text, /room 3/);
    assert.match(copyFor('carers', heldCase(), where).text, /Place: The Council House, room 3\./);
  });

  test('tells the owner of an action by their part', () => {
    const action = exampleAction({ what: 'Send the photographs to Lucasta', ownerName: martin.name });
    const { text } = copyFor('birth-family', heldCase({}, { actions: [action] }));
    assert.match(text, /Send the photographs to Adopter 2\n\nAdopter 1\n\n1 May 2026/);
  });
});

describe('a copy for adopters and for carers', () => {
  test('gives adopters their own names, and the child’s, but not that of the family', () => {
    const { text } = copyFor(
      'adopters',
      heldCase(),
      passage('Martin told Ms Oldroyd that Robin Oldroyd slept well. Robin smiled at Kirsty and at Dorothy.'),
    );
    assert.match(text, /Martin told a family member that Robin Oldroyd slept well\./);
    assert.match(text, /Robin smiled at a family member and at the current carer\./);
  });

  test('keeps a child’s given name that an adopter has too, and not the adopter’s', () => {
    const { text } = copyWhere(
      { a2: [{ ...lucy, name: 'Robin Featherstone' }] },
      'carers',
      heldCase({ carers: [{ id: 'a2' }] }),
      passage('Robin ran to Robin Featherstone.'),
    );
    assert.match(text, /Robin ran to Adopter 1\./);
  });

  test('does not guess who is meant when a name alone could be the reader’s or another’s', () => {
    const record = heldCase({ contacts: [carer, { ...mother, name: 'Dorothy Oldroyd' }] });
    const { text } = copyFor(
      'carers',
      record,
      passage('Dorothy Lindqvist sat by Dorothy Oldroyd. Dorothy cried.'),
    );
    assert.match(text, /Dorothy Lindqvist sat by a family member\. A person not named here cried\./);
  });

  test('names a carer’s partner to them, and not the carer of another household', () => {
    const record = heldCase({
      contacts: [
        carer,
        { ...carer, id: 'c2', name: 'Peter Lindqvist' },
        { ...carer, id: 'c3', name: 'Nell Ash' },
      ],
    });
    const { text } = copyFor('carers', record, passage('Dorothy, Peter and Nell spoke.'));
    assert.match(text, /Dorothy, Peter and current carer 3 spoke\./);
  });

  test('leaves a reader the address and number that they share with somebody else', () => {
    const shared = 'lindqvists@post.example';
    const record = heldCase({
      contacts: [
        { ...carer, email: shared },
        { ...carer, id: 'c2', name: 'Peter Lindqvist', email: shared },
      ],
    });
    const { text } = copyFor('carers', record, passage('Write to lindqvists@post.example.'));
    assert.match(text, /Write to lindqvists@post\.example\./);
  });

  test('keeps back a name and an address that somebody had when they were invited', () => {
    const record = heldCase(
      {},
      {
        invitation: ({ reader }) =>
          reader === 'birth-family' ? { name: 'Kirsty Vane', email: 'k@old.example' } : {},
      },
    );
    const { text } = copyFor('carers', record, passage('Ms Vane wrote from k@old.example.'));
    assert.match(text, /A family member wrote from \(e-mail address withheld\)\./);
  });

  test('finds a name of two letters, and leaves words of two letters alone', () => {
    const record = heldCase({ contacts: [carer, { ...mother, name: 'Jo An Oldroyd' }] });
    const { text } = copyFor('carers', record, passage('An hour later Jo rang.'));
    assert.match(text, /An hour later a family member rang\./);
  });
});

describe('what is kept from some readers', () => {
  const kept = passage('The police visited twice in February and spoke to both of them.', {
    withheldFrom: ['birth-family'],
  });

  test('a passage is left out, counted, and looked for in the finished copy', () => {
    const { text, withheld, secrets, known } = copyFor(
      'birth-family',
      heldCase(),
      kept,
      passage('Robin settled.'),
    );
    assert.doesNotMatch(text, /police|February/);
    assert.deepEqual(withheld[0], { what: 'passages of the minutes', count: 1 });
    const page = 'and then The police visited twice\nin February and SPOKE to both';
    assert.deepEqual(leaksIn([{ part: 'page 1', text: page }], secrets, known), [
      {
        part: 'page 1',
        label: 'a passage of “Life in the placement” kept from parents and family',
        kind: 'passage',
      },
    ]);
  });

  test('everybody else reads it', () => {
    for (const reader of ['staff', 'adopters', 'carers', 'professionals'] as const)
      assert.match(copyFor(reader, heldCase(), kept).text, /The police visited twice/);
  });

  test('an item of the agenda of which nothing is left has no heading', () => {
    assert.doesNotMatch(copyFor('birth-family', heldCase(), kept).text, /Life in the placement/);
  });

  test('a passage about one of two children says which', () => {
    const record = heldCase({ children: [robin, leo] });
    const { text } = copyFor('carers', record, passage('Slept well.', { aboutChildId: 'leo' }));
    assert.match(text, /About Leo: Slept well\./);
  });
});

describe('a child’s own words', () => {
  test('stand as they were said, with where they come from', () => {
    const { text } = copyFor('carers', heldCase({}, { views: [childView('i miss  the dog!!')] }));
    assert.match(
      text,
      /i miss {2}the dog!!\n\nRobin’s own words: Drawing, 20 March 2026\. Recorded by Amina Hussain\./,
    );
  });

  test('are left out whole, never edited, where they name somebody the reader must not know', () => {
    const record = heldCase({}, { views: [childView('I want to go back to Lucasta please')] });
    const { text, secrets } = copyFor('birth-family', record);
    assert.doesNotMatch(text, /go back|prospective adopter/);
    assert.match(text, /Some of Robin’s views were heard in the meeting and are not in this copy\./);
    assert.ok(secrets.some(({ value }) => value === 'I want to go back to Lucasta please'));
    assert.match(copyFor('adopters', record).text, /I want to go back to Lucasta please/);
  });

  test('kept from a reader are not mentioned', () => {
    const view = childView('I do not want to see them any more', { withheldFrom: ['birth-family'] });
    assert.doesNotMatch(copyFor('birth-family', heldCase({}, { views: [view] })).text, /see them|Some of/);
  });
});

describe('what people wrote to the meeting', () => {
  const record = heldCase(
    {},
    {
      invitation: ({ reader, name }) =>
        reader === 'carers' || reader === 'birth-family'
          ? { attended: false, contributionRead: true, contribution: `It was hard for ${name}.` }
          : {},
    },
  );

  test('is read by staff, and by its own writer', () => {
    const { text } = copyFor('staff', record);
    assert.match(text, /It was hard for Dorothy Lindqvist\./);
    assert.match(text, /It was hard for Kirsty Oldroyd\./);
    assert.match(
      copyFor('carers', record).text,
      /It was hard for Dorothy Lindqvist\.\n\nDorothy Lindqvist, current carer/,
    );
  });

  test('for the chair and the social workers alone, is in no copy, and its author is told so', () => {
    const kept = heldCase(
      {},
      {
        invitation: ({ reader }) =>
          reader === 'birth-family'
            ? {
                contributionRead: true,
                contribution: 'Nobody rang me on the day.',
                contributionShare: 'chair-and-social-workers',
              }
            : {},
      },
    );
    for (const reader of ['staff', 'professionals', 'birth-family'] as const)
      assert.doesNotMatch(copyFor(reader, kept).text, /Nobody rang me/, reader);
    assert.match(copyFor('birth-family', kept).text, /They have read it, and it is in no copy/);
    assert.match(copyFor('staff', kept).text, /Some of it was written for the chair/);
    assert.doesNotMatch(copyFor('professionals', kept).text, /it was read there/, 'it was not read out');
  });

  test('is not given back to a writer who named somebody they must not know', () => {
    const contribution = 'I know that Lucasta Featherstone has him.';
    const named = heldCase({}, { invitation: () => ({ contribution, contributionRead: true }) });
    const { text } = copyFor('birth-family', named);
    assert.match(text, /What you wrote was read in the meeting\./);
    assert.doesNotMatch(text, /has him/);
  });

  test('is known to professionals from elsewhere as having been read, and to other families not at all', () => {
    const { text } = copyFor('professionals', record);
    assert.match(text, /also wrote to the meeting[^\n]*\n\ncurrent carer\n\nparent or family member/);
    assert.doesNotMatch(text, /It was hard|Kirsty|Dorothy/);
    assert.doesNotMatch(copyFor('adopters', record).text, /wrote/);
  });
});

test('professionals from elsewhere see who took part by their capacity alone', () => {
  const { text } = copyFor('professionals', heldCase());
  assert.match(
    text,
    /prospective adopter \(2\)\n\ncurrent carer\n\nparent or family member\n\nother professional/,
  );
  assert.doesNotMatch(text, /Lucasta|Kirsty|Dorothy|Amina/);
});

test('staff see everybody, adopters by their part, and everything that was written', () => {
  const record = heldCase();
  const { text, secrets, withheld } = copyFor('staff', record, passage('Kirsty rang.'));
  for (const name of ['Adopter 1', 'Adopter 2', carer.name, mother.name, teacher.name])
    assert.match(text, new RegExp(name));
  assert.match(text, /Kirsty rang\./);
  assert.doesNotMatch(text, /Featherstone|Quillet/);
  assert.deepEqual([secrets, withheld], [[], []]);
});

test('a full copy in whose minutes an adopter is named stands as it was typed, and says so', () => {
  const typed = [passage('Lucasta rang Kirsty.'), passage('Kirsty rang.'), passage('Write to DQ56 9ZZ.')];
  const { text, withheld } = copyFor('staff', heldCase(), ...typed);
  assert.match(text, /Lucasta rang Kirsty\./);
  assert.deepEqual(withheld, [{ what: namesCarers, count: 2 }]);
});

test('what was written for the chair and the social workers alone is counted as kept from staff, and looked for in their copies', () => {
  const words = 'Lucasta asked us to say nothing of the first night.';
  const record = heldCase(
    {},
    {
      invitation: ({ reader }) =>
        reader === 'carers'
          ? { contribution: words, contributionShare: 'chair-and-social-workers', contributionRead: true }
          : {},
    },
  );
  const invitation = record.meeting?.invitations.find(({ reader }) => reader === 'staff');
  assert.ok(invitation);
  const { doc, secrets, withheld } = composeCopy({
    ...{ record, agenda, passages: [], disagreements: [], reader: invitation },
    keptWords: [words],
    found: { findings: [], purposes: [] },
    keptApart: { contactDetails: {}, details: [], identities: exampleIdentities },
  });
  assert.ok(!textOf(doc).includes(words));
  const kept = record.meeting?.invitations.filter(({ contribution }) => contribution === words) ?? [];
  assert.deepEqual(withheld, [{ what: 'written contributions of others', count: kept.length }]);
  assert.deepEqual(secrets, [
    { kind: 'passage', value: words, label: 'something written for the chair and the social workers alone' },
  ]);
});

test('what an adopter was called before somebody corrected it is kept from others too', () => {
  const { text } = copyWhere(
    { ...exampleIdentities, a1: [{ ...martin, name: 'Martin Holloway' }, martin] },
    'birth-family',
    heldCase(),
    passage('Martin Featherstone, now Holloway, rang.'),
  );
  assert.doesNotMatch(text, /Martin|Featherstone|Holloway/);
});

test('what was written under an item that the agenda no longer has is still there', () => {
  const { text } = copyFor('staff', heldCase(), passage('Old words.', { agendaKey: 'gone' }));
  assert.match(text, /Other matters\n\nOld words\./);
});
