import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { agenda, heldCase, passage, textOf } from '../../test/example-minutes.ts';
import { exampleIdentities } from '../../test/example-record.ts';
import type { Reader } from './case.ts';
import { composeCopy } from './copy.ts';
import { type FactorList, factorsOn } from './factor.ts';
import { type FoundFactor, recordFinding } from './finding.ts';
import { agreeMinutes, withholdableFrom } from './minutes.ts';
import { purposesIn, sayWhyNot, type WhyNot } from './purpose.ts';

const listOf = (version: string, from: string): FactorList => ({
  ...{ version, from, sources: ['A study'] },
  factors: [
    { group: 'support', key: 'therapy', title: `Therapy (${version})` },
    { group: 'child', key: 'age', title: 'Age at the move' },
  ],
});
const lists = [listOf('one', '2020-01-01'), listOf('two', '2026-01-01')];
const procedure = { id: 'moor/adoption', version: '2024-05', factors: [] };
const because = { paragraph: '9', says: 'We look at the moor.' };
const messages = (decision: ReturnType<typeof recordFinding>) =>
  decision.ok ? [] : decision.problems.map(({ field }) => field);

describe('the factors of a meeting', () => {
  test('are those in force on its day, group by group, with the council’s own after those that all share', () => {
    const own = { group: 'support', key: 'therapy', title: 'The moor team', because } as const;
    const keys = factorsOn(lists, { ...procedure, factors: [own] }, '2026-03-31').map(
      ({ key, title, list }) => [key, title, list].join(', '),
    );
    assert.deepEqual(keys, [
      'age, Age at the move, two',
      'therapy, Therapy (two), two',
      'own/therapy, The moor team, moor/adoption 2024-05',
    ]);
  });

  test('change on the day a version comes into force, and not before', () => {
    const listOn = (day: string) => factorsOn(lists, procedure, day)[0]?.list;
    assert.deepEqual(['2019-01-01', '2025-12-31', '2026-01-01'].map(listOn), ['one', 'one', 'two']);
  });
});

describe('recording what a meeting found', () => {
  const factors = factorsOn(lists, procedure, '2026-03-31');
  const typed = {
    ...{ factor: 'therapy', evidence: 'It had not begun in March.', otherwiseBy: '', otherwise: '' },
    ...{ aboutChildId: 'all', withheldFrom: ['birth-family', 'nobody'] },
  };
  const record = (changes: Partial<typeof typed>, was?: FoundFactor) =>
    recordFinding({ ...typed, ...changes }, { factors, childIds: ['robin'], ...(was && { was }) });

  test('keeps the words of the list, the evidence and who may not read it', () => {
    assert.deepEqual(record({}), {
      ok: true,
      value: {
        ...{ group: 'support', factor: 'therapy', title: 'Therapy (two)', list: 'two' },
        ...{ evidence: 'It had not begun in March.', otherwiseBy: '', otherwise: '', aboutChildId: null },
        withheldFrom: ['birth-family'],
      },
    });
  });

  test('asks for a factor of the list, what shows it, and both halves of another view, all at once', () => {
    assert.deepEqual(messages(record({ factor: 'weather', evidence: '', otherwise: 'No' })), [
      'factor',
      'evidence',
      'otherwiseBy',
    ]);
    assert.deepEqual(messages(record({ otherwiseBy: 'Their social worker' })), ['otherwise']);
    assert.deepEqual(messages(record({ evidence: 'a'.repeat(20_001) })), ['evidence']);
  });

  test('a factor that the list no longer has may stay as it was, and no other may', () => {
    const was = { group: 'events', factor: 'flood', title: 'A flood', list: 'zero' } as const;
    const before = {
      ...was,
      evidence: 'x',
      otherwiseBy: '',
      otherwise: '',
      aboutChildId: null,
      withheldFrom: [],
    };
    const kept = record({ factor: 'flood' }, before);
    assert.equal(kept.ok && kept.value.list, 'zero');
    assert.equal(record({ factor: 'fire' }, before).ok, false);
    const moved = record({ factor: 'age' }, before);
    assert.equal(moved.ok && moved.value.list, 'two');
  });
});

const purposes = [
  { key: 'reasons', title: 'The reasons', under: ['findings'], because },
  { key: 'plan', title: 'The child’s plan', under: ['plan', 'placement'], because },
];
const whyNot = (purpose: string, from: readonly Reader[] = []): WhyNot => ({
  ...{ purpose, why: 'The reviewing officer was not there to say it.', withheldFrom: from },
  ...{ authors: ['ruth'], recordedBy: 'Ruth Barlow', recordedAt: new Date(0) },
});

describe('what a meeting is there to answer (PG-9)', () => {
  const views = [{ childId: 'robin' }] as never;
  const record = heldCase({}, { views });
  assert.ok(record.meeting);
  const open = { ...record, meeting: { ...record.meeting, minutesStatus: 'draft' as const } };
  const gaps = (passages: readonly ReturnType<typeof passage>[], whyNots: readonly WhyNot[]) => {
    const decision = agreeMinutes(open, passages, agenda, purposesIn(purposes, passages, whyNots));
    return decision.ok ? [] : decision.problems;
  };
  const empty = [
    passage('', { id: 'p1' }),
    passage('', { id: 'p2', agendaKey: 'findings', kind: 'finding' }),
  ];

  test('is answered, or it is said why not, before the minutes are agreed; each gap names its paragraph', () => {
    assert.deepEqual(gaps(empty, []), [
      {
        field: 'text-p2',
        message:
          'The meeting has not answered “The reasons”. Write it under “Findings”, or say why not on the page of findings',
        because: '9',
      },
      {
        field: 'text-p1',
        message:
          'The meeting has not answered “The child’s plan”. Write it under “Life in the placement”, or say why not on the page of findings',
        because: '9',
      },
    ]);
    const written = [passage('He goes to school.', { id: 'p1' })];
    assert.deepEqual(gaps(written, [whyNot('reasons')]), []);
    assert.equal(
      gaps(written, [whyNot('plan')]).length,
      1,
      'why one was not answered says nothing of another',
    );
  });

  test('spaces alone are no answer, and no reason is none either unless one is taken back', () => {
    assert.equal(purposesIn(purposes, [passage(' \n')], [])[1]?.isWritten, false);
    assert.equal(sayWhyNot('', false).ok, false);
    assert.equal(sayWhyNot('', true).ok, true);
    assert.equal(sayWhyNot('a'.repeat(20_001), false).ok, false);
  });
});

describe('what a meeting found, in each reader’s copy', () => {
  const finding = (evidence: string, changes: Partial<FoundFactor> = {}): FoundFactor => ({
    ...{ group: 'support', factor: 'therapy', title: 'Therapy', list: 'two', evidence },
    ...{ otherwiseBy: '', otherwise: '', aboutChildId: null, withheldFrom: [], ...changes },
  });
  const record = heldCase();
  const copyFor = (reader: Reader, findings: readonly FoundFactor[], whyNots: readonly WhyNot[] = []) => {
    const invitation = record.meeting?.invitations.find((invited) => invited.reader === reader);
    assert.ok(invitation);
    const copy = composeCopy({
      ...{
        record,
        passages: [],
        agenda,
        reader: invitation,
        disagreements: [],
        keptWords: [],
        found: { findings: [], purposes: [] },
      },
      keptApart: { contactDetails: {}, details: [], identities: exampleIdentities },
      found: { findings, purposes: purposesIn(purposes, [], whyNots) },
    });
    return { ...copy, text: textOf(copy.doc) };
  };

  test('stands under its part of the list, people told by their part, with who sees it differently', () => {
    const { text } = copyFor('birth-family', [
      finding('Lucasta Featherstone asked for it in May.', {
        otherwiseBy: 'Martin Featherstone',
        otherwise: 'He says it was offered.',
      }),
      finding('Robin made friends.', { group: 'strengths', title: 'What went well for the child' }),
    ]);
    assert.match(
      text,
      /What played a part in it\s+Support\s+Therapy\. Adopter 2 asked for it in May\.\s+Seen differently by Adopter 1: He says it was offered\.\s+What went well\s+What went well for the child\. Robin made friends\./,
    );
    assert.doesNotMatch(text, /Featherstone/);
  });

  test('what is kept from a reader leaves nothing there, no heading either, and is looked for in the finished file', () => {
    const kept = finding('She had seen him at the bus stop by the river.', {
      withheldFrom: ['birth-family'],
    });
    const mothers = copyFor('birth-family', [kept], [whyNot('plan', ['birth-family'])]);
    assert.doesNotMatch(mothers.text, /bus stop|Support|played a part|did not answer/);
    const secrets = mothers.secrets.map(({ value }) => value);
    assert.ok(secrets.includes(kept.evidence));
    assert.ok(secrets.includes('The reviewing officer was not there to say it.'));
    assert.deepEqual(
      mothers.withheld.find(({ what }) => what === 'things that the meeting found'),
      { what: 'things that the meeting found', count: 2 },
    );
    const staffs = copyFor('staff', [kept], [whyNot('plan', ['birth-family'])]);
    assert.match(staffs.text, /bus stop/);
    assert.match(staffs.text, /did not answer\s+The child’s plan: The reviewing officer was not there/);
  });

  test('a copy holds exactly what its reader may read, and keeping more from them never adds a text', () => {
    const some = fc.array(fc.subarray([...withholdableFrom]), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(some, fc.constantFrom(...withholdableFrom), fc.nat(), (kept, reader, at) => {
        const texts = (from: readonly (readonly Reader[])[]) => {
          const all = from.map((withheldFrom, n) => finding(`mark${n}x stands here alone`, { withheldFrom }));
          const { text } = copyFor(reader, all);
          return all.flatMap((_, n) => (text.includes(`mark${n}x`) ? [n] : []));
        };
        const may = kept.flatMap((from, n) => (from.includes(reader) ? [] : [n]));
        assert.deepEqual(texts(kept), may);
        const more = kept.map((from, n) => (n === at % kept.length ? [...from, reader] : from));
        assert.ok(texts(more).every((n) => may.includes(n)));
      }),
      { numRuns: 60 },
    );
  });
});
