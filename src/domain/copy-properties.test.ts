import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agenda, childView, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { examplePlacement } from '../../test/example-record.ts';
import type { CarerIdentity } from './carer-identity.ts';
import type { Contact, Whose } from './case.ts';
import { composeCopy } from './copy.ts';
import { findLeaks } from './leak-check.ts';
import { withholdableFrom } from './minutes.ts';
import { chooseReaders, keptFromByWhose } from './whose.ts';
import { leaksIn } from './withhold.ts';

const names = fc.uniqueArray(
  fc.stringMatching(/^[BCDFGKLMNPRTVZ][aeiou][bcdfgklmnprtvz][aeiou][bcdgkmnprtvz]{1,2}$/),
  { minLength: 10, maxLength: 10, selector: (name) => name.toLowerCase() },
);
const readers = fc.uniqueArray(fc.constantFrom(...withholdableFrom));
/** Which of the things there are to say, and what stands before it. */
const mentions = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(' ', ', ', '\n', '’s ', ' and ', '. ')), {
  maxLength: 6,
});
const written = fc.array(fc.tuple(readers, mentions), { maxLength: 6 });
const seed = {
  names,
  number: fc.stringMatching(/^\d{8}$/),
  sharesNames: fc.boolean(),
  written,
  said: written,
};

const cases = fc.record(seed).map(({ names: given, number, sharesNames, written, said }) => {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = given;
  const adopters = [a, b].map(
    (name, n): CarerIdentity => ({
      name: `${name} ${c}`,
      email: `${name}.${n}@post.example`.toLowerCase(),
      phone: `07${n}${number}`,
      address: `${n + 3} ${d} Lane\nDE${n + 1} ${number[0]}AB`,
    }),
  );
  const contact = (id: string, kind: Contact['kind'], name: string): Contact => ({
    id,
    kind,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@post.example`,
  });
  const contacts = [
    contact('m', 'birth-family', `${e} ${f}`),
    contact('c', 'current-carer', `${g} ${sharesNames ? c : h}`),
    contact('t', 'other-professional', sharesNames ? `${a} ${h}` : `${i} ${j}`),
  ];
  const children = examplePlacement().children.map((child) => ({
    ...child,
    familyName: sharesNames ? f : 'Oldroyd',
  }));
  // Whoever came for the child's social worker is named to staff alone.
  const sentName = `${d}son ${j}ley`;
  const sayings = [
    ...[
      a,
      b,
      e,
      g,
      h,
      `${b} ${c}`,
      `Mrs ${c}`,
      `the ${c}s`,
      `${e} ${f}`,
      `${g.toUpperCase()} ${h}`,
      `Robin ${f}`,
    ],
    ...adopters.flatMap(({ email, phone, address }) => [
      email,
      phone,
      address,
      address.replace('\n', ' ').toLowerCase(),
    ]),
    ...contacts.map(({ email }) => email),
    sentName,
  ];
  const write = (mark: string, parts: readonly (readonly [number, string])[]): string =>
    `${mark}${parts.map(([which, before]) => `${before}${sayings[which % sayings.length]} ${mark}`).join('')} end${mark}`;
  const record = heldCase(
    { carers: adopters.map((_, n) => ({ id: `${n}` })), contacts, children },
    {
      views: said.map(([withheldFrom, parts], n) => childView(write(`view${n}`, parts), { withheldFrom })),
      invitation: ({ reader }) =>
        reader === 'staff'
          ? { attended: false, instead: { is: 'sent', name: sentName, as: 'duty worker' } }
          : {},
    },
  );
  const speakers = (record.meeting?.invitations ?? []).map(({ id }) => ({ is: 'invited', id }) as const);
  return {
    sharesNames,
    sentName,
    keptApart: {
      contactDetails: {},
      details: [],
      identities: Object.fromEntries(adopters.map((adopter, n) => [`${n}`, [adopter] as const])),
    },
    record,
    passages: written.map(([withheldFrom, parts], n) =>
      passage(write(`passage${n}`, parts), {
        ...{ id: `passage${n}`, withheldFrom },
        // One in three says nobody said it.
        ...(n % 3 < 2 && { saidBy: speakers[(n + said.length) % speakers.length] ?? null }),
      }),
    ),
  };
});

test('whatever is written, no copy holds what its reader must not learn, and each holds all its reader may read', () => {
  const leaksSought = { n: 0 };
  fc.assert(
    fc.property(cases, ({ record, keptApart, passages, sharesNames, sentName }) => {
      for (const reader of record.meeting?.invitations ?? []) {
        const { doc, secrets, known } = composeCopy({
          disagreements: [],
          keptWords: [],
          found: { findings: [], purposes: [] },
          record,
          passages,
          agenda,
          reader,
          keptApart,
        });
        const parts = [{ part: 'copy', text: textOf(doc) }];
        const { text } = parts[0] ?? { text: '' };
        assert.deepEqual(leaksIn(parts, secrets, known), [], text);
        if (!sharesNames) assert.deepEqual(findLeaks(parts, secrets), [], text);
        assert.equal(text.includes(sentName), reader.reader === 'staff', text);
        for (const { id, withheldFrom, text: whole } of passages) {
          const may = reader.reader === 'staff' || !withheldFrom.includes(reader.reader);
          assert.equal(text.includes(`end${id}`), may);
          if (reader.reader === 'staff') assert.ok(text.includes(whole));
          if (findLeaks([{ part: '', text: whole }], secrets).length > 0) leaksSought.n += 1;
        }
        for (const { words } of record.views)
          assert.equal(
            text.includes(words),
            text.includes(words.split(' ').at(-1) ?? ''),
            'whole or not at all',
          );
      }
    }),
    { numRuns: 100 },
  );
  assert.ok(leaksSought.n > 100, 'the cases hold something to keep back');
});

const narrowings = fc.record({
  which: fc.nat(5),
  whose: fc.constantFrom(...(Object.keys(keptFromByWhose) as Whose[])),
  more: readers,
});

test('saying whose information a passage is, or keeping it from more, never adds a word to anybody’s copy', () => {
  let lost = 0;
  fc.assert(
    fc.property(cases, narrowings, ({ record, keptApart, passages }, { which, whose, more }) => {
      const before = passages[which % Math.max(1, passages.length)];
      if (before === undefined) return;
      const childId = whose === 'child' ? 'robin' : null;
      const decided = chooseReaders(before, {
        ...{ whose, childId, aboutChildId: before.aboutChildId, why: '' },
        withheldFrom: withholdableFrom.filter(
          (reader) => before.withheldFrom.includes(reader) || more.includes(reader),
        ),
      });
      assert.ok(decided.ok);
      const narrowed = passages.map((one) => (one === before ? { ...one, ...decided.value } : one));
      for (const reader of record.meeting?.invitations ?? []) {
        const linesOf = (written: typeof passages) =>
          textOf(
            composeCopy({
              ...{ disagreements: [], keptWords: [], found: { findings: [], purposes: [] } },
              ...{ record, passages: written, agenda, reader, keptApart },
            }).doc,
          ).split('\n');
        const [had, has] = [linesOf(passages), linesOf(narrowed)];
        assert.deepEqual(
          has.filter((line) => !had.includes(line)),
          [],
        );
        if (has.length < had.length) lost += 1;
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(lost > 20, 'the narrowings take something away');
});
