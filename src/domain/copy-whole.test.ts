import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, childView, heldCase, passage, teacher } from '../../test/example-minutes.ts';
import { exampleAction, exampleIdentities, examplePlacement } from '../../test/example-record.ts';
import type { CaseRecord, Invitation, Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import type { Disagreement } from './disagreement.ts';
import type { Block, Doc } from './document.ts';

const [robin] = examplePlacement().children;
assert.ok(robin);
const leo = { ...robin, id: 'leo', givenName: 'Leo' };

const keyworker = { id: 't2', kind: 'keyworker', name: 'Ned Quill', email: '' } as const;

const tookPart: Readonly<Record<string, Partial<Invitation>>> = {
  'carer-a1': { contribution: 'Martin and I tried all of it.', contributionRead: true },
  'carer-a2': { attended: false },
  'contact-c1': { attended: false, contribution: 'He slept well here.', contributionRead: true },
  'contact-m1': { attended: null, mode: 'contribute' },
  'contact-t2': { status: 'withdrawn', contribution: 'Lucasta told me all.', contributionRead: true },
};
const views = [
  childView('i miss the dog', { id: 'v1' }),
  childView('He will go back to Lucasta Featherstone', { id: 'v2', whoseWords: 'worker' }),
  childView('Leo likes school', { id: 'v3', childId: 'leo', whoseWords: 'advocate' }),
  childView('Leo sleeps badly', {
    ...{ id: 'v4', childId: 'leo', whoseWords: 'carer', withheldFrom: ['birth-family'] },
  }),
];
const record = (minutesVersion = 2): CaseRecord => {
  const held = heldCase(
    { children: [robin, leo], contacts: [...examplePlacement().contacts, teacher, keyworker] },
    {
      views,
      actions: [
        exampleAction({ what: 'Write to Lucasta', ownerName: 'Martin Featherstone', dueOn: '2026-05-01' }),
      ],
      invitation: ({ source }) => tookPart[source] ?? {},
    },
  );
  assert.ok(held.meeting);
  return { ...held, meeting: { ...held.meeting, minutesVersion } };
};
const passages = [
  passage('All of them ate at one table.'),
  passage('The school was told too late.', { aboutChildId: 'leo' }),
  passage('Plan the moves sooner next time.', { agendaKey: 'findings', kind: 'finding' }),
  passage('Four words are enough', { withheldFrom: ['birth-family'] }),
  passage('Three words only', { withheldFrom: ['birth-family'], agendaKey: 'gone' }),
  passage('Words that stand under nothing', { withheldFrom: ['birth-family'], agendaKey: 'gone' }),
  passage(' ', { withheldFrom: ['birth-family'] }),
  passage('\n'),
];
const statement = (about: Disagreement['about'], changes: Partial<Disagreement> = {}): Disagreement => ({
  ...{ id: about, about, recordId: null, invitationId: null, whose: 'Kirsty Oldroyd' },
  ...{ words: `This ${about} leaves much out.`, receivedOn: '2026-04-10', withheldFrom: [] },
  ...{ recordedBy: 'Amina Hussain', ...changes },
});
const disagreements = [
  statement('minutes'),
  statement('copy', { invitationId: 'invitation of contact-m1' }),
  statement('view', { recordId: 'v4' }),
  statement('view', { recordId: 'v1', withheldFrom: ['birth-family'], words: 'Lucasta had that dog.' }),
  statement('decision', { recordId: 'v1' }),
  statement('account'),
];

const copyFor = (reader: Reader, minutesVersion?: number) => {
  const whole = record(minutesVersion);
  const invitation = whole.meeting?.invitations.find((invited) => invited.reader === reader);
  assert.ok(invitation);
  const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
  return composeCopy({
    keptWords: [],
    found: { findings: [], purposes: [] },
    ...{ record: whole, passages, agenda, reader: invitation, keptApart, disagreements },
  });
};

const inLines = (block: Block): readonly string[] => {
  if (block.is === 'paragraph') return [block.text];
  if (block.is === 'list') return block.items.map((item) => `- ${item}`);
  if (block.is === 'quote') return [`> ${block.words} (${block.who})`];
  assert.equal(block.is, 'table');
  return [block.headings, ...block.rows].map((row) => row.join(' | '));
};
/** A document as lines, with the level of its headings. */
const linesOf = ({ title, subtitle, language, sections }: Doc): readonly string[] => [
  `${title} (${language})`,
  subtitle ?? '',
  ...sections.flatMap(({ heading, level, blocks }) => [
    `${'#'.repeat(level)} ${heading}`,
    ...blocks.flatMap(inLines),
  ]),
];

const countsOf = (withheld: readonly { readonly what: string; readonly count: number }[]) =>
  withheld.map(({ what, count }) => `${count} ${what}`);

const ending = [
  '## If something is wrong',
  'If something here is wrong or missing, tell the chair or the child’s social worker. They will look at it with you, and the minutes can be corrected.',
  'This copy was made for you alone. If it was not meant for you, do not pass it on, and tell the council at once.',
];

test('staff read all that was written, who came, and all statements about it', () => {
  const { doc, withheld, secrets } = copyFor('staff');
  assert.deepEqual(linesOf(doc), [
    'Minutes of the meeting (en)',
    'Larch-00000007, 1 April 2026. Copy for Amina Hussain',
    '## About the meeting',
    'The meeting was about Robin and Leo Oldroyd.',
    'It was held on Wednesday 1 April 2026 at 10am. Place: The Council House, room 3. The chair was Ruth Barlow.',
    'This copy takes the place of any copy you were sent before.',
    '## Who took part',
    'Name | Part in the meeting | How they took part',
    'Adopter 1 | prospective adopter | Came, and wrote to the meeting',
    'Adopter 2 | prospective adopter | Did not come',
    'Dorothy Lindqvist | current carer | Wrote to the meeting',
    'Kirsty Oldroyd | parent or family member | Was asked to write',
    'Viv Marlow | other professional | Came',
    'Amina Hussain | child’s social worker | Came',
    '## Robin’s views and feelings',
    '> i miss the dog (Robin’s own words: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '> He will go back to Lucasta Featherstone (Robin’s views, told by a worker: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '## Leo’s views and feelings',
    '> Leo likes school (Leo’s views, told by an advocate: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '> Leo sleeps badly (Leo’s views, told by a carer: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '## What people wrote to the meeting',
    '> Martin and I tried all of it. (Adopter 1, prospective adopter)',
    '> He slept well here. (Dorothy Lindqvist, current carer)',
    '## What the meeting talked about',
    '### Life in the placement',
    'All of them ate at one table.',
    'About Leo: The school was told too late.',
    'Four words are enough',
    '### Other matters',
    'Three words only',
    'Words that stand under nothing',
    '## Findings',
    'Plan the moves sooner next time.',
    '## What will be done',
    'What | Who will do it | By when',
    'Write to Lucasta | Martin Featherstone | 1 May 2026',
    '## What people do not agree with',
    '> This minutes leaves much out. (Kirsty Oldroyd. Does not agree with the minutes. Received on 10 April 2026.)',
    '> This copy leaves much out. (Kirsty Oldroyd. Does not agree with their copy of the minutes. Received on 10 April 2026.)',
    '> This view leaves much out. (Kirsty Oldroyd. Does not agree with how a child’s views were recorded. Received on 10 April 2026.)',
    '> Lucasta had that dog. (Kirsty Oldroyd. Does not agree with how a child’s views were recorded. Received on 10 April 2026.)',
    ...ending,
  ]);
  assert.deepEqual(countsOf(withheld), [
    '5 texts that name the people the child lived with, or say where they can be reached',
  ]);
  assert.deepEqual(secrets, []);
});

test('a professional from elsewhere reads all of it by the part people had', () => {
  const { doc, withheld } = copyFor('professionals');
  assert.deepEqual(linesOf(doc), [
    'Minutes of the meeting (en)',
    'Larch-00000007, 1 April 2026. Copy for Viv Marlow',
    '## About the meeting',
    'The meeting was about Robin and Leo Oldroyd.',
    'It was held on Wednesday 1 April 2026 at 10am. Place: The Council House, room 3. The chair was Ruth Barlow.',
    'This is your own copy. It tells other people by their part in what happened.',
    'This copy takes the place of any copy you were sent before.',
    '## Who took part',
    'You came to the meeting.',
    '- prospective adopter',
    '- other professional',
    '- child’s social worker',
    'These people also wrote to the meeting, and it was read there:',
    '- prospective adopter',
    '- current carer',
    '## Robin’s views and feelings',
    '> i miss the dog (Robin’s own words: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    'Some of Robin’s views were heard in the meeting and are not in this copy.',
    '## Leo’s views and feelings',
    '> Leo likes school (Leo’s views, told by an advocate: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '> Leo sleeps badly (Leo’s views, told by a carer: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '## What the meeting talked about',
    '### Life in the placement',
    'All of them ate at one table.',
    'About Leo: The school was told too late.',
    'Four words are enough',
    '### Other matters',
    'Three words only',
    'Words that stand under nothing',
    '## Findings',
    'Plan the moves sooner next time.',
    '## What will be done',
    'What | Who will do it | By when',
    'Write to Adopter 2 | Adopter 1 | 1 May 2026',
    '## What people do not agree with',
    '> This minutes leaves much out. (A family member. Does not agree with the minutes. Received on 10 April 2026.)',
    '> This view leaves much out. (A family member. Does not agree with how a child’s views were recorded. Received on 10 April 2026.)',
    'Somebody does not agree with the minutes. What they say is kept with them, and is not in this copy.',
    ...ending,
  ]);
  assert.deepEqual(countsOf(withheld), [
    '1 views of a child',
    '1 statements of disagreement',
    '5 names of others who were invited',
    '2 written contributions of others',
    '4 texts in which people or addresses are told in other words',
  ]);
});

test('the family read what is not kept from them, and nothing of what was decided before', () => {
  const { doc, withheld, secrets } = copyFor('birth-family');
  assert.deepEqual(linesOf(doc), [
    'Minutes of the meeting (en)',
    'Larch-00000007, 1 April 2026. Copy for Kirsty Oldroyd',
    '## About the meeting',
    'The meeting was about Robin and Leo Oldroyd.',
    'It was held on Wednesday 1 April 2026 at 10am. The chair was Ruth Barlow.',
    'This is your own copy. It tells other people by their part in what happened.',
    'This copy takes the place of any copy you were sent before.',
    '## Who took part',
    'You were asked to write to the meeting.',
    'Other people took part too. Your copy does not name them.',
    '## Robin’s views and feelings',
    '> i miss the dog (Robin’s own words: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    'Some of Robin’s views were heard in the meeting and are not in this copy.',
    '## Leo’s views and feelings',
    '> Leo likes school (Leo’s views, told by an advocate: Drawing, 20 March 2026. Recorded by Amina Hussain.)',
    '## What the meeting talked about',
    '### Life in the placement',
    'All of them ate at one table.',
    'About Leo: The school was told too late.',
    '## Findings',
    'Plan the moves sooner next time.',
    '## What will be done',
    'What | Who will do it | By when',
    'Write to Adopter 2 | Adopter 1 | 1 May 2026',
    '## What people do not agree with',
    '> This minutes leaves much out. (Kirsty Oldroyd. Does not agree with the minutes. Received on 10 April 2026.)',
    '> This copy leaves much out. (Kirsty Oldroyd. Does not agree with their copy of the minutes. Received on 10 April 2026.)',
    ...ending,
  ]);
  assert.deepEqual(countsOf(withheld), [
    '3 passages of the minutes',
    '2 views of a child',
    '1 statements of disagreement',
    '5 names of others who were invited',
    '2 written contributions of others',
    '2 texts in which people or addresses are told in other words',
  ]);
  assert.deepEqual(
    secrets.map(({ kind, value, label }) => `${kind}: ${value}, ${label}`),
    [
      'email: martin@featherstone.example, the e-mail address of Adopter 1',
      'phone: 01632 960111, the phone number of Adopter 1',
      'address: 7 Quillet Row, Belper, DQ56 9ZZ, the address of Adopter 1',
      'email: lucasta@featherstone.example, the e-mail address of Adopter 2',
      'phone: 01632 960112, the phone number of Adopter 2',
      'address: 7 Quillet Row, Belper, DQ56 9ZZ, the address of Adopter 2',
      'email: dorothy@lindqvist.example, the e-mail address of the current carer',
      'email: dorothy@lindqvist.example, the e-mail address of the current carer',
      'email: viv@school.example, the e-mail address of professional 1',
      'email: viv@school.example, the e-mail address of professional 1',
      'address: The Council House, room 3, the place of the meeting',
      'name: Martin, the name of Adopter 1',
      'name: Marty, the name of Adopter 1',
      'name: Martins, the name of Adopter 1',
      'name: Featherstone, the name of Adopter 1 and Adopter 2',
      'name: Featherstones, the name of Adopter 1 and Adopter 2',
      'name: Lucasta, the name of Adopter 2',
      'name: Lucastas, the name of Adopter 2',
      'name: Dorothy, the name of the current carer',
      'name: Dottie, the name of the current carer',
      'name: Dorothys, the name of the current carer',
      'name: Lindqvist, the name of the current carer',
      'name: Lindqvists, the name of the current carer',
      'name: Viv, the name of professional 1',
      'name: Vivs, the name of professional 1',
      'name: Marlow, the name of professional 1',
      'name: Marlows, the name of professional 1',
      'name: Ned, the name of professional 2',
      'name: Neds, the name of professional 2',
      'name: Quill, the name of professional 2',
      'name: Quills, the name of professional 2',
      'name: Martin Featherstone, the name of Adopter 1',
      'name: Lucasta Featherstone, the name of Adopter 2',
      'name: Dorothy Lindqvist, the name of the current carer',
      'name: Viv Marlow, the name of professional 1',
      'name: Ned Quill, the name of professional 2',
      'passage: Four words are enough, a passage of “Life in the placement” kept from parents and family',
      'passage: Words that stand under nothing, a passage of “Other matters” kept from parents and family',
      'passage: He will go back to Lucasta Featherstone, a child’s views kept from parents and family',
      'passage: Lucasta had that dog., a statement of disagreement kept from parents and family',
    ],
  );
});

test('the first copy of the minutes takes the place of no other', () => {
  assert.ok(!linesOf(copyFor('staff', 1).doc).some((line) => line.includes('takes the place')));
});
