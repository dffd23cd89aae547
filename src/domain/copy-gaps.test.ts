import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agenda, childView, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Invitation } from './case.ts';
import { type Copy, composeCopy, mayRead } from './copy.ts';
import { withholdableFrom } from './minutes.ts';
import { isSharedWith } from './view-sharing.ts';
import { leaksIn } from './withhold.ts';

const keptApart = { contactDetails: {}, details: [], identities: exampleIdentities };
const readers = fc.subarray([...withholdableFrom]);
const sayings = [
  'Lucasta Featherstone was tired',
  'Martin rang',
  'They walked by the river',
  'Kirsty Oldroyd wrote',
];
const texts = fc.array(fc.record({ from: readers, under: fc.boolean(), says: fc.constantFrom(...sayings) }), {
  maxLength: 8,
});
const minutes = fc.record({ texts, said: fc.array(readers, { maxLength: 3 }) }).map((given) => ({
  passages: given.texts.map(({ from, under, says }, n) =>
    passage(`begin${n} ${says} end${n}.`, {
      ...{ id: `${n}`, withheldFrom: from, agendaKey: under ? 'placement' : 'findings' },
    }),
  ),
  record: heldCase(
    {},
    { views: given.said.map((from, n) => childView(`view${n} was said view${n}`, { withheldFrom: from })) },
  ),
}));
type Minutes = typeof minutes extends fc.Arbitrary<infer T> ? T : never;

const copyFor = ({ passages, record }: Minutes, reader: Invitation): Copy =>
  composeCopy({
    ...{ record, passages, agenda, reader, keptApart },
    disagreements: [],
    keptWords: [],
    found: { findings: [], purposes: [] },
  });
const invitationsOf = ({ record }: Minutes): readonly Invitation[] => record.meeting?.invitations ?? [];

/** Whether every one stands in the other list, in the same order. */
const isWithin = (some: readonly string[], all: readonly string[]): boolean => {
  let at = 0;
  for (const one of all) if (some[at] === one) at += 1;
  return at === some.length;
};

test('a copy is the same as if what its reader may not read had never been there: no gap tells of it', () => {
  let withheld = 0;
  fc.assert(
    fc.property(minutes, (all) => {
      for (const reader of invitationsOf(all)) {
        const passages = all.passages.filter((one) => mayRead(reader.reader, one));
        const views = all.record.views.filter((view) => isSharedWith(view, reader.reader));
        withheld += all.passages.length - passages.length;
        assert.deepEqual(
          copyFor(all, reader).doc,
          copyFor({ passages, record: { ...all.record, views } }, reader).doc,
        );
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(withheld > 100);
});

test('a copy holds exactly what its reader may read, each text once and in order', () => {
  fc.assert(
    fc.property(minutes, (all) => {
      for (const reader of invitationsOf(all)) {
        const found = [...textOf(copyFor(all, reader).doc).matchAll(/begin(\d+)/g)].map(([, n = '']) => n);
        const may = all.passages.filter((one) => mayRead(reader.reader, one));
        const under = (key: string) => may.filter(({ agendaKey }) => agendaKey === key).map(({ id }) => id);
        assert.deepEqual(found, [...under('placement'), ...under('findings')]);
      }
    }),
    { numRuns: 150 },
  );
});

test('keeping a text from more readers adds no text to any copy', () => {
  fc.assert(
    fc.property(minutes, fc.nat(7), readers, (all, which, more) => {
      const passages = all.passages.map((one, n) =>
        n === which ? { ...one, withheldFrom: [...new Set([...one.withheldFrom, ...more])] } : one,
      );
      for (const reader of invitationsOf(all)) {
        const [before, after] = [copyFor(all, reader), copyFor({ ...all, passages }, reader)].map(({ doc }) =>
          textOf(doc).split('\n\n'),
        );
        assert.ok(isWithin(after ?? [], before ?? []), after?.join('\n'));
      }
    }),
    { numRuns: 150 },
  );
});

test('the copies of one household together hold nothing that none of them may know', () => {
  let sought = 0;
  fc.assert(
    fc.property(minutes, (all) => {
      for (const [group, household] of Map.groupBy(invitationsOf(all), ({ reader }) => reader)) {
        if (group === 'staff') continue;
        const copies = household.map((reader) => copyFor(all, reader));
        const text = copies.map(({ doc }) => textOf(doc)).join('\n\n');
        for (const one of all.passages)
          assert.equal(
            text.includes(`end${one.id}.`),
            household.some(({ reader }) => mayRead(reader, one)),
          );
        const [first, ...others] = copies;
        assert.ok(first);
        const unknownToAll = first.secrets.filter((secret) =>
          others.every(({ secrets }) =>
            secrets.some(({ kind, value }) => kind === secret.kind && value === secret.value),
          ),
        );
        sought += unknownToAll.length;
        assert.deepEqual(leaksIn([{ part: group, text }], unknownToAll, first.known), []);
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(sought > 500);
});

test('no copy counts what was left out of it', () => {
  fc.assert(
    fc.property(minutes, (all) => {
      for (const reader of invitationsOf(all)) {
        const { doc, withheld } = copyFor(all, reader);
        const text = textOf(doc);
        for (const { what } of withheld) assert.ok(!text.includes(what), what);
        assert.doesNotMatch(text, /\b(?:withheld|redacted|left out|\d+ passages?)\b/i);
      }
    }),
    { numRuns: 50 },
  );
});
