import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agenda, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import type { MeetingItem } from './procedure.ts';
import { besideFull } from './side-by-side.ts';
import { leaksIn } from './withhold.ts';

const record = heldCase();
const factsFor = (
  reader: Reader,
  items: readonly MeetingItem[],
  texts: Readonly<Record<string, string>>,
) => ({
  ...{ record, agenda: items, disagreements: [], keptWords: [], found: { findings: [], purposes: [] } },
  passages: Object.entries(texts).map(([agendaKey, text]) => passage(text, { agendaKey })),
  keptApart: { details: [], contactDetails: {}, identities: exampleIdentities },
  reader: record.meeting?.invitations.find((one) => one.reader === reader) ?? assert.fail(),
});
const idOf = (reader: Reader) => factsFor(reader, [], {}).reader.id;

test('what is written under an item is in the copies of those who are there for it, and of staff', () => {
  const words = 'School was hard from the first day on.';
  const items = agenda.map((item) =>
    item.key === 'placement' ? { ...item, for: [idOf('adopters')] } : item,
  );
  const copyFor = (reader: Reader) =>
    composeCopy(factsFor(reader, items, { placement: words, findings: 'It came late.' }));
  for (const reader of ['adopters', 'staff'] as const)
    assert.ok(textOf(copyFor(reader).doc).includes(words), reader);
  const hers = copyFor('birth-family');
  assert.doesNotMatch(textOf(hers.doc), /School was hard|Life in the placement/);
  assert.match(textOf(hers.doc), /It came late/);
  assert.equal(leaksIn([{ part: 'page', text: words }], hers.secrets, hers.known).length, 1);
  const [why] = besideFull(factsFor('birth-family', items, { placement: words })).flatMap(({ rows }) => rows);
  assert.deepEqual(why, { full: words, own: null, because: ['They are not there for this item'] });
});

test('what somebody added to the agenda is told to each reader as they may have it', () => {
  const [martin] = exampleIdentities.a1;
  const own: MeetingItem = {
    key: 'own-1',
    title: `Help for ${martin.name}`,
    prompt: '',
    kind: 'note',
    isOwn: true,
  };
  const headings = (reader: Reader) =>
    composeCopy(factsFor(reader, [own], { 'own-1': 'It begins in May.' })).doc.sections.map(
      ({ heading }) => heading,
    );
  assert.ok(headings('staff').includes(own.title));
  const hers = headings('birth-family').filter((heading) => heading.startsWith('Help for'));
  assert.equal(hers.length, 1);
  for (const part of martin.name.split(' ')) assert.ok(!hers[0]?.includes(part), hers[0]);
});
