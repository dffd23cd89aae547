import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { childView, heldCase, textOf } from '../../test/example-minutes.ts';
import { examplePlacement } from '../../test/example-record.ts';
import { readBankHolidays, readProcedures } from '../procedures/read-procedures.ts';
import { agendaWords } from './agenda-paper.ts';
import type { CarerIdentity } from './carer-identity.ts';
import type { Contact, Invitation } from './case.ts';
import { findLeaks } from './leak-check.ts';
import {
  childReader,
  composePack,
  leaksInPack,
  type PackReader,
  packDueOn,
  packWords,
  papersOf,
} from './pack.ts';
import type { AgendaItem } from './procedure.ts';
import { readingLevelOf } from './reading-age.ts';
import { withheldFrom } from './withhold.ts';

const root = join(import.meta.dirname, '../..');
const { bankHolidays } = readBankHolidays(join(root, 'reference/bank-holidays.yaml'));
const procedures = readProcedures(join(root, 'procedures')).all;

const agenda: readonly AgendaItem[] = [
  {
    key: 'why',
    title: 'Why the placement ended',
    prompt: 'x',
    kind: 'note',
    'for-families': 'Why the child moved',
  },
  { key: 'lessons', title: 'Lessons', prompt: 'x', kind: 'lesson', owner: 'iro' },
];
const families: readonly string[] = ['birth-family', 'adopters', 'carers'];

const names = fc.uniqueArray(
  fc.stringMatching(/^[BCDFGKLMNPRTVZ][aeiou][bcdfgklmnprtvz][aeiou][bcdgkmnprtvz]{1,2}$/),
  { minLength: 10, maxLength: 10, selector: (name) => name.toLowerCase() },
);

/** A case in which everybody wrote something to the meeting, with other people's names, numbers and addresses in it. */
const cases = fc
  .record({
    names,
    number: fc.stringMatching(/^\d{8}$/),
    mentions: fc.array(fc.tuple(fc.nat(30), fc.constantFrom(' ', ', ', '\n', ' and ')), { maxLength: 8 }),
    marks: fc.array(fc.constantFrom('everyone', 'chair-and-social-workers'), {
      minLength: 10,
      maxLength: 10,
    }),
    copiesKept: fc.boolean(),
  })
  .map(({ names: given, number, mentions, marks, copiesKept }) => {
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
      ...{ id, kind, name, email: `${name.toLowerCase().replace(' ', '.')}@post.example` },
    });
    const contacts = [
      contact('m', 'birth-family', `${e} ${f}`),
      contact('c', 'current-carer', `${g} ${h}`),
      contact('t', 'other-professional', `${i} ${j}`),
    ];
    const sayings = [
      ...[a, b, e, g, `${b} ${c}`, `Mrs ${c}`, `the ${c}s`, `${e} ${f}`, `${g.toUpperCase()} ${h}`],
      ...adopters.flatMap(({ email, phone, address }) => [email, phone, address]),
      ...contacts.map(({ email }) => email),
    ];
    const kept = 'Nobody but the chair may ever read these nine words';
    const secretView = 'Robin said that he does not want anybody to hear this';
    let at = 0;
    const invitation = ({ id }: Invitation): Partial<Invitation> => {
      const share = (marks[at++ % marks.length] ?? 'everyone') as Invitation['contributionShare'];
      const words = `start of ${id}${mentions.map(([which, before]) => `${before}${sayings[which % sayings.length]} then`).join('')} end.`;
      return {
        contribution: share === 'everyone' ? (copiesKept ? `${words} ${kept} ${secretView}` : words) : kept,
        contributionShare: share,
      };
    };
    const record = heldCase(
      { carers: adopters.map((_, n) => ({ id: `${n}` })), contacts, children: examplePlacement().children },
      { views: [{ ...childView(secretView), sharing: null }], invitation },
    );
    const keptApart = {
      contactDetails: {},
      details: [],
      identities: Object.fromEntries(adopters.map((adopter, n) => [`${n}`, [adopter] as const])),
    };
    return { record, keptApart, kept, secretView };
  });

test('whatever people write, nothing is in anybody’s pack that they must not know', () => {
  const sought = { papers: 0, leaks: 0, leftOut: 0 };
  fc.assert(
    fc.property(cases, ({ record, keptApart, kept, secretView }) => {
      const papers = ['agenda', ...(record.meeting?.invitations ?? []).map(({ id }) => id)];
      const readers = [
        ...(record.meeting?.invitations ?? []),
        ...record.placement.children.map(childReader),
      ] as const;
      for (const reader of readers) {
        const facts = { record, agenda, keptApart, keptWords: [kept], papers, looked: [] };
        const { parts, leftOut } = composePack(facts, reader);
        const { secrets } = withheldFrom(record, reader, keptApart, []);
        const text = parts.map(({ doc }) => textOf(doc)).join('\n');
        assert.deepEqual(findLeaks([{ part: '', text }], secrets), [], text);
        assert.ok(!text.includes(kept), text);
        // Nobody but the child who said it.
        assert.ok(!text.includes(secretView) || reader.source === `child-${record.views[0]?.childId}`, text);
        assert.ok(
          !parts.some(({ paper }) => paper === reader.id),
          'nobody is sent what they wrote themselves',
        );
        const shared = papersOf(record).filter(({ id }) => id !== reader.id);
        assert.equal(parts.length - 1 + leftOut.length, shared.length, 'in the pack, or said to be left out');
        for (const { contribution, name } of shared) {
          if (findLeaks([{ part: '', text: contribution }], secrets).length > 0) sought.leaks += 1;
          // Those with whom the child lived are called by their part everywhere.
          if ([...families, 'child'].includes(reader.reader) && !name.startsWith('Adopter'))
            assert.ok(!text.includes(name) || reader.name === name);
        }
        sought.papers += parts.length;
        sought.leftOut += leftOut.length;
      }
    }),
    { numRuns: 100 },
  );
  assert.ok(sought.leaks > 100 && sought.papers > 500 && sought.leftOut > 50, JSON.stringify(sought));
});

test('families read the agenda in plain words, and others with who leads what', () => {
  const record = heldCase();
  const nobody: CarerIdentity = { name: 'A', email: '', phone: '', address: '' };
  const identities = Object.fromEntries(record.placement.carers.map(({ id }) => [id, [nobody] as const]));
  const facts = {
    record,
    agenda,
    keptApart: { contactDetails: {}, details: [], identities },
    keptWords: [],
    ...{ papers: ['agenda'], looked: [] },
  };
  for (const reader of record.meeting?.invitations ?? []) {
    const text = composePack(facts, reader)
      .parts.map(({ doc }) => textOf(doc))
      .join('\n');
    const isFamily = families.includes(reader.reader);
    assert.equal(text.includes('Why the child moved'), isFamily, reader.reader);
    assert.equal(text.includes('Lessons (led by the Independent Reviewing Officer (IRO))'), !isFamily);
    assert.equal(/placement|Lessons/.test(text), !isFamily);
  }
});

test('a child reads the agenda in plain words, and people by their part', () => {
  const given = 'Peter Ward came with the red bike.';
  const record = heldCase(undefined, {
    invitation: ({ reader }) => ({ contribution: reader === 'staff' ? given : '' }),
  });
  const [child] = record.placement.children;
  const [author] = papersOf(record);
  assert.ok(child && author);
  const nobody: CarerIdentity = { name: 'Peter Ward', email: '', phone: '', address: '' };
  const identities = Object.fromEntries(record.placement.carers.map(({ id }) => [id, [nobody] as const]));
  const facts = { record, agenda, keptApart: { contactDetails: {}, details: [], identities }, keptWords: [] };
  const [plan, paper] = composePack(
    { ...facts, papers: ['agenda', author.id], looked: [] },
    childReader(child),
  ).parts;
  assert.ok(plan && paper);
  assert.match(textOf(plan.doc), /Why the child moved/);
  assert.doesNotMatch(textOf(plan.doc), /Lessons|placement/);
  const text = textOf(paper.doc);
  assert.match(text, /came with the red bike/);
  assert.doesNotMatch(text, /Peter|Ward/);
  assert.ok(!text.includes(author.name));
  assert.deepEqual(
    leaksInPack(facts, childReader(child), [{ part: 'page 1', text: given }]).length > 0,
    true,
    'and in a finished file it would be found',
  );
});

test('files go with a paper to staff, and to others once somebody looked through them, told as the words are', () => {
  const record = heldCase(undefined, {
    invitation: ({ reader }) =>
      reader === 'staff'
        ? {
            contribution: 'See the photo.',
            contributionFiles: [{ id: 'f', format: 'jpeg', description: 'Adopter 1 with Peter Ward' }],
          }
        : {},
  });
  const [author] = papersOf(record);
  const family = childReader(record.placement.children[0] ?? assert.fail());
  assert.ok(author);
  const nobody: CarerIdentity = { name: 'Peter Ward', email: '', phone: '', address: '' };
  const identities = Object.fromEntries(record.placement.carers.map(({ id }) => [id, [nobody] as const]));
  const facts = { record, agenda, keptApart: { contactDetails: {}, details: [], identities }, keptWords: [] };
  const filesFor = (reader: PackReader, looked: readonly string[]) =>
    composePack({ ...facts, papers: [author.id], looked }, reader).parts.flatMap(({ files }) =>
      files.map(({ description }) => description),
    );
  assert.deepEqual(filesFor({ ...author, id: 'a colleague' }, []), ['Adopter 1 with Peter Ward']);
  assert.deepEqual(filesFor(family, []), []);
  const [told = ''] = filesFor(family, [author.id]);
  assert.match(told, /^Adopter 1 with /);
  assert.doesNotMatch(told, /Peter|Ward/);
});

test('what families read in a pack, a child of nine can read, with no word of a placement', () => {
  const { paper, writtenBy, ...read } = packWords;
  const { led, ...agendaRead } = agendaWords;
  const texts = [
    [paper, ...Object.values(read), ...Object.values(agendaRead)].join('\n'),
    ...procedures.map((one) => one.agenda.flatMap((item) => item['for-families'] ?? []).join('\n')),
  ];
  for (const text of texts) {
    assert.notEqual(text, '');
    assert.ok((readingLevelOf(text)?.grade ?? 9) <= 5, `${readingLevelOf(text)?.grade}: ${text}`);
    assert.doesNotMatch(text, /placement|placed|disrupt|fail|broke/i);
  }
  assert.ok(led && writtenBy);
});

test('everybody has it by one day, counted back without weekends and bank holidays', () => {
  assert.equal(packDueOn({ 'working-days': 5 }, '2026-04-08', bankHolidays), '2026-03-30');
  assert.equal(packDueOn({ days: 7 }, '2026-04-08', bankHolidays), '2026-04-01');
});
