import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { agenda, heldCase, passage } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Identities } from '../domain/carer-identity.ts';
import { composeCopy } from '../domain/copy.ts';
import type { Doc } from '../domain/document.ts';
import { check, readBack, writeFiles } from './finish-copy.ts';

const at = new Date('2026-04-02T09:00:00Z');
const [martin] = exampleIdentities.a1;
const known = (identities: Identities = exampleIdentities) => ({
  contactDetails: {},
  details: [],
  identities,
});

const motherOf = (record: ReturnType<typeof heldCase>) => {
  const reader = record.meeting?.invitations.find((invitation) => invitation.reader === 'birth-family');
  assert.ok(reader);
  return reader;
};
const leaksOf = async (doc: Doc, copy: Parameters<typeof check>[1]) =>
  check(await readBack(doc, await writeFiles(doc, 'Derby City Council', at)), copy).map(
    ({ part, label }) => `${label}, in ${part}`,
  );

describe('the check of a finished copy', () => {
  test('does not take the words that every file has for the names of a family', async () => {
    const record = heldCase();
    const names = {
      a1: [{ ...martin, name: 'Lang Page' }],
      a2: [{ ...martin, name: 'Grace Root' }],
    } as const;
    const copy = composeCopy({
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
      record,
      passages: [passage('Lang and Mrs Root came.')],
      agenda,
      reader: motherOf(record),
      keptApart: known(names),
    });
    assert.deepEqual(await leaksOf(copy.doc, copy), []);
  });

  test('finds the name of such a family in the words of a copy', async () => {
    const record = heldCase({ carers: [{ id: 'a1' }] });
    const keptApart = known({ a1: [{ ...martin, name: 'Lang Page' }] });
    const copy = composeCopy({
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
      record,
      passages: [],
      agenda,
      reader: motherOf(record),
      keptApart,
    });
    const doc: Doc = {
      ...copy.doc,
      sections: [{ heading: 'Findings', level: 2, blocks: [{ is: 'list', items: ['Mr Page was tired'] }] }],
    };
    assert.deepEqual(await leaksOf(doc, copy), ['the name of Adopter 1, in “Findings”']);
  });

  test('finds what stands in the file or on the page alone, such as a title', async () => {
    const record = heldCase();
    const copy = composeCopy({
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
      record,
      passages: [],
      agenda,
      reader: motherOf(record),
      keptApart: known(),
    });
    const leaks = await leaksOf({ ...copy.doc, subtitle: 'For Lucasta Featherstone' }, copy);
    assert.ok(leaks.some((leak) => leak.endsWith('in the page (text)')));
    assert.ok(leaks.some((leak) => leak.endsWith('in the file (page 1)')));
  });

  test('finds a name, an address and a passage that lines and pages break apart', async () => {
    const record = heldCase();
    const kept = passage('She had seen him at the bus stop by the river twice that week.', {
      withheldFrom: ['birth-family'],
    });
    const copy = composeCopy({
      disagreements: [],
      keptWords: [],
      found: { findings: [], purposes: [] },
      record,
      passages: [kept],
      agenda,
      reader: motherOf(record),
      keptApart: known(),
    });
    const filler = 'Nothing else was said about this by anybody who was there. '.repeat(60);
    const doc: Doc = {
      ...copy.doc,
      sections: [
        {
          heading: 'Life',
          level: 2,
          blocks: ['Martin\nFeatherstone', '7 Quillet\nRow', `${filler}${kept.text} ${filler}`].map(
            (text) => ({
              is: 'paragraph',
              text,
            }),
          ),
        },
      ],
    };
    const found = (await leaksOf(doc, copy)).join('\n');
    assert.match(found, /the name of Adopter 1/);
    assert.match(found, /the address of Adopter 1/);
    assert.match(found, /a passage of “Life in the placement” kept from parents and family/);
  });
});
