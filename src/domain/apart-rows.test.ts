import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplePlacement } from '../../test/example-record.ts';
import { apartRows } from './apart-rows.ts';

test('who must not meet is told of both sides, with who recorded it; a plan of the one whom it is for', () => {
  const placement = examplePlacement();
  const [contact] = placement.contacts;
  assert.ok(contact);
  const rows = apartRows(
    {
      keptApart: [
        {
          ...{ id: 'k', oneSide: [`contact-${contact.id}`], otherSide: ['carer-a1'], why: 'order' },
          ...{ note: 'No contact', isUnseen: false, sinceOn: '2026-01-01', decidedBy: 'The court' },
          together: [
            {
              ...{ one: `contact-${contact.id}`, other: 'carer-a1', meetingId: 'm', heldOn: '2026-03-31' },
              ...{ because: 'It is allowed', by: 'Ruth' },
            },
          ],
          recordedBy: 'Amina Hussain',
          recordedAt: new Date('2026-03-10T10:00:00Z'),
        },
      ],
      ways: { 'carer-a1': { way: 'by-video', startsAt: null, minutesLong: null, entrance: '' } },
    },
    placement,
  );
  assert.deepEqual(rows, [
    {
      ...{ key: 'apart-k', on: '2026-03-10', recordedBy: 'Amina Hussain' },
      of: [`contact-${contact.id}`, 'carer-a1'],
      text: `${contact.name} must not meet Adopter 1. An order of a court, or a condition: No contact\nThe court decided it.\n${contact.name} and Adopter 1 may be together at the meeting of 31 March 2026: It is allowed`,
    },
    {
      ...{ key: 'own-way-carer-a1', on: null, recordedBy: null, of: ['carer-a1'] },
      text: 'How Adopter 1 takes part in the meeting: By video.',
    },
  ]);
});
