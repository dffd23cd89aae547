import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { agenda, heldCase, passage } from '../../test/example-minutes.ts';
import { exampleAction, exampleIdentities } from '../../test/example-record.ts';
import { composeCopy } from '../domain/copy.ts';
import { writeFiles } from '../features/finish-copy.ts';

const run = promisify(execFile);

/** What poppler, a program that had no part in writing it, finds in the PDF of a copy. */
let [structure, properties] = ['', ''];
let folder = '';
before(async () => {
  const record = heldCase(
    {},
    {
      actions: [
        exampleAction({ id: 'a', what: 'Find a school', ownerName: 'Viv Marlow', dueOn: '2026-05-01' }),
      ],
      views: [
        {
          ...{ id: 'v', childId: heldCase().placement.children[0]?.id ?? '', words: 'I miss the dog.' },
          ...{ whoseWords: 'child', way: 'drew', how: 'Drawing', saidOn: '2026-03-20', withheldFrom: [] },
          ...{ recordedBy: 'Amina Hussain', recordedById: 'amina' },
          sharing: { agreed: 'everyone', readers: [], agreedOn: '2026-03-20', recordedBy: 'Amina Hussain' },
        },
      ],
    },
  );
  const reader = record.meeting?.invitations.find((invitation) => invitation.reader === 'professionals');
  assert.ok(reader);
  const { doc } = composeCopy({
    ...{ record, reader, agenda, passages: [passage('Robin slept well at first.')], keptWords: [] },
    ...{ disagreements: [], found: { findings: [], purposes: [] } },
    keptApart: { contactDetails: {}, identities: exampleIdentities, details: [] },
  });
  const { pdf } = await writeFiles(doc, 'Derby City Council', new Date('2026-04-02T09:00:00Z'));
  folder = await mkdtemp(join(tmpdir(), 'structure-'));
  const file = join(folder, 'copy.pdf');
  await writeFile(file, pdf);
  structure = (await run('pdfinfo', ['-struct-text', file])).stdout;
  properties = (await run('pdfinfo', [file])).stdout;
});
after(() => rm(folder, { recursive: true, force: true }));

test('a copy is tagged and has a title', () => {
  assert.match(properties, /^Tagged: +yes$/m);
  assert.match(properties, /^Title: +Minutes of the meeting$/m);
  assert.match(properties, /^Author: +Derby City Council$/m);
});

test('its headings are headings in the structure, with the words under them', () => {
  assert.match(structure, /^Document/m);
  assert.match(structure, /^ *H1[^\n]*\n *"Minutes of the meeting"/m);
  for (const heading of ['About the meeting', 'Who took part', 'What will be done'])
    assert.match(structure, new RegExp(`^ *H2[^\\n]*\\n *"${heading}"`, 'm'), heading);
  assert.match(structure, /^ *H3[^\n]*\n *"Life in the placement"/m);
  assert.match(structure, /^ *P[^\n]*\n *"Robin slept well at first\."/m);
});

test('its table has header cells over their columns, and a child’s words are a quotation', () => {
  assert.match(structure, /^ *Table/m);
  assert.match(structure, /^ *TH[^\n]*\n(?: *\/Scope[^\n]*\n)? *"What"/m);
  assert.match(structure, /^ *TD[^\n]*\n *"Find a school"/m);
  assert.match(structure, /^ *BlockQuote[^\n]*\n *P[^\n]*\n *"I miss the dog\."/m);
});
