import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { heldCase } from '../../test/example-minutes.ts';
import { exampleAction, examplePlacement } from '../../test/example-record.ts';
import type { CaseRecord, ChildView } from './case.ts';
import { chronologyOf, narrow, narrowedInWords, whoInWords } from './chronology.ts';
import { type EntryKind, entryKinds, type Told } from './chronology-entry.ts';
import { addDays, inWords, type PlainDate } from './dates.ts';
import type { Finding } from './finding.ts';
import type { PanelSending } from './panel-report.ts';

const [robin] = examplePlacement().children;
assert.ok(robin);
const leo = { ...robin, id: 'leo', givenName: 'Leo' };
const kinds = Object.keys(entryKinds) as readonly EntryKind[];

const view = (id: string, childId: string, saidOn: PlainDate): ChildView => ({
  ...{ id, childId, words: 'I miss the dog.', whoseWords: 'child', way: 'drew', how: 'Drawing', saidOn },
  ...{ withheldFrom: [], sharing: null, recordedBy: 'Amina Hussain', recordedById: 'amina' },
});
const finding = (id: string, aboutChildId: string | null, recordedAt: Date): Finding => ({
  ...{ id, aboutChildId, recordedAt, group: 'support', factor: 'late', title: 'Late support', list: '1' },
  ...{ evidence: 'It began in May.', otherwiseBy: '', otherwise: '', withheldFrom: [], revision: 1 },
  ...{ authors: [], recordedBy: 'Ruth Barlow', changedBy: null, changedAt: null },
});
const action = (
  id: string,
  dueOn: PlainDate,
  doneOn: PlainDate | null,
  notNeededOn: PlainDate | null = null,
) =>
  exampleAction({
    ...{ id, what: 'Find a therapist', ownerName: 'Amina Hussain', dueOn, doneOn, notNeededOn },
    ...{ evidence: doneOn === null ? '' : 'Letter on file' },
    ...{ notNeededBecause: notNeededOn === null ? '' : 'The school has one' },
  });
const told = (record: CaseRecord, more: Partial<Told> = {}): Told => ({
  ...{ record, findings: [], filings: [], history: [], voice: { steps: [], answers: [] } },
  ...{
    followUps: [],
    resourceDecisions: [],
    panel: { sendings: [], steps: [] },
    dutyTitle: (rule) => rule,
    mayRead: () => true,
    ...more,
  },
});
const everything = { kinds, childId: null, from: null, until: null };
const recordWith = (changes: Partial<CaseRecord>): CaseRecord => ({
  ...heldCase({ children: [robin, leo] }),
  ...changes,
});

test('it goes from the first concern, by day, to the last action', () => {
  const ended = recordWith({ actions: [action('a', '2026-05-01', '2026-04-20')] });
  const risk = recordWith({
    ...{ id: 'risk', stage: 'at-risk', ending: null, brokeDownOn: '2026-01-05', meeting: null },
    outcome: { is: 'ended', on: '2026-03-01', note: '' },
  });
  const said = chronologyOf([told(ended), told(risk)]).map(({ on, kind, what }) => [on, kind, what]);
  assert.deepEqual(
    said.find(([, kind]) => kind === 'concern'),
    ['2026-01-05', 'concern', 'The home was found to be at risk of ending'],
  );
  assert.deepEqual(said.at(-1), ['2026-04-20', 'action', 'Done']);
  assert.deepEqual(
    said.map(([on]) => on),
    said.map(([on]) => on).toSorted(),
  );
  assert.equal(said.filter(([, , what]) => what === 'Moved in').length, 1, 'of both cases once');
});

test('what somebody may not read is told without its words', () => {
  const record = recordWith({ views: [view('v', robin.id, '2026-03-20')] });
  const of = (mayRead: boolean) =>
    chronologyOf([told(record, { mayRead: () => mayRead })]).find(({ kind }) => kind === 'views');
  assert.equal(of(true)?.words, 'I miss the dog.');
  assert.equal(of(false)?.words, '');
  assert.match(of(false)?.who ?? '', /with the chair and the child’s social worker/);
});

test('an action that is open stands on the day it is to be done by', () => {
  const open = chronologyOf([told(recordWith({ actions: [action('a', '2026-05-01', null)] }))]);
  const [one] = open.filter(({ kind }) => kind === 'action');
  assert.deepEqual(
    [one?.on, one?.what, one?.words],
    ['2026-05-01', 'To be done by this day', 'Find a therapist'],
  );
});

test('an action that is not needed any more says why', () => {
  const ended = chronologyOf([
    told(recordWith({ actions: [action('a', '2026-05-01', null, '2026-04-02')] })),
  ]);
  const [one] = ended.filter(({ kind }) => kind === 'action');
  assert.deepEqual(
    [one?.on, one?.what, one?.words],
    ['2026-04-02', 'Not needed any more', 'Find a therapist\nThe school has one'],
  );
});

test('what went to the panel, and what it did, stands on its day', () => {
  const step = { words: '', at: new Date('2026-04-20T15:00:00Z'), by: 'Joy Okafor' };
  const filled = { form: { key: 'f', version: '1' }, sections: [] } as unknown as PanelSending['filled'];
  const sentAt = new Date('2026-04-01T23:30:00Z');
  const entries = chronologyOf([
    told(recordWith({}), {
      panel: {
        sendings: [{ id: 's', capacity: 'adopters-social-worker', filled, sentBy: 'Priya Nair', sentAt }],
        steps: [
          { ...step, id: 'a', kind: 'agenda', on: '2026-04-20' },
          { ...step, id: 'b', kind: 'considered', on: '2026-04-20', words: 'Well written' },
          { ...step, id: 'c', kind: 'review-plan', on: '2026-05-01' },
        ],
      },
    }),
  ]).filter(({ atPage }) => atPage === '/panel-report');
  assert.deepEqual(
    entries.map(({ on, what, words, who }) => [on, what, words, who]),
    [
      [
        '2026-04-02',
        'The report was sent to the panel',
        '',
        'Sent by Priya Nair, as the adopters’ social worker',
      ],
      ['2026-04-20', 'On the agenda of the panel', '', 'Recorded by Joy Okafor'],
      ['2026-04-20', 'The panel considered it', 'Well written', 'Recorded by Joy Okafor'],
    ],
  );
});

test('an entry says whose it is where there are several children', () => {
  const both = [robin, leo];
  assert.equal(whoInWords({ who: 'Amina Hussain', childId: 'leo' }, both), 'Leo. Amina Hussain');
  assert.equal(whoInWords({ who: 'Amina Hussain', childId: robin.id }, [robin]), 'Amina Hussain');
  assert.equal(
    narrowedInWords(
      { kinds: ['concern', 'action'], childId: 'leo', from: '2026-03-01', until: null },
      both,
      inWords,
    ),
    '“Concerns” and “Actions and support”, of Leo Oldroyd and of all, from 1 March 2026',
  );
  const story = kinds.filter((kind) => kind !== 'service');
  assert.equal(
    narrowedInWords({ ...everything, kinds: story }, both, inWords),
    'all but “What was done in this service”',
  );
  assert.equal(narrowedInWords(everything, both, inWords), '');
});

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-01', days));
const childIds = fc.constantFrom(robin.id, 'leo');
const cases = fc
  .record({
    views: fc.array(fc.tuple(childIds, day), { maxLength: 6 }),
    actions: fc.array(fc.tuple(day, fc.option(day)), { maxLength: 6 }),
    found: fc.array(fc.tuple(fc.option(childIds), day), { maxLength: 4 }),
    history: fc.array(day, { maxLength: 6 }),
  })
  .map(({ views, actions, found, history }) => {
    const record = recordWith({
      views: views.map(([childId, on], index) => view(`v${index}`, childId, on)),
      actions: actions.map(([due, done], index) => action(`a${index}`, due, done)),
    });
    return {
      count: views.length + actions.length + found.length + history.length,
      told: told(record, {
        findings: found.map(([childId, on], index) =>
          finding(`f${index}`, childId, new Date(`${on}T12:00:00Z`)),
        ),
        history: history.map((on, id) => ({
          ...{
            id,
            at: new Date(`${on}T10:00:00Z`),
            personName: 'Amina Hussain',
            act: 'x',
            summary: 'Did it',
          },
        })),
      }),
    };
  });
const asked = fc.record({
  kinds: fc.subarray([...kinds]),
  childId: fc.option(childIds),
  from: fc.option(day),
  until: fc.option(day),
});

test('every record that has a day is in it, once', () => {
  const none = chronologyOf([told(recordWith({ views: [], actions: [] }))]).length;
  fc.assert(
    fc.property(cases, ({ told: one, count }) => {
      const keys = chronologyOf([one]).map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
      assert.equal(keys.length, none + count);
    }),
  );
});

test('what is narrowed keeps its order, and all parts of it together are the whole', () => {
  fc.assert(
    fc.property(cases, asked, ({ told: one }, narrowed) => {
      const all = chronologyOf([one]);
      const left = narrow(all, narrowed);
      assert.deepEqual(
        left,
        all.filter((entry) => left.includes(entry)),
      );
      assert.deepEqual(narrow(all, everything), all);
      const parts = kinds.flatMap((kind) => narrow(all, { ...everything, kinds: [kind] }));
      assert.deepEqual(new Set(parts), new Set(all));
      for (const { on, childId } of left) {
        assert.ok((narrowed.from ?? on) <= on && on <= (narrowed.until ?? on));
        assert.ok(narrowed.childId === null || childId === null || childId === narrowed.childId);
      }
    }),
  );
});
