import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codesIn } from './codes.ts';
import { returnCollector } from './collect.ts';
import { columnsRead, headingsMissing, headingsUnknown } from './columns.ts';
import { contentOf, type Proposal } from './proposal.ts';
import { proposalInWords } from './proposal-words.ts';

const allowed: Readonly<Record<string, readonly string[]>> = {
  RNE: ['S', 'L', 'P', 'T', 'B', 'U'],
  LS: ['E1', 'V3', 'V4'],
  PLACE: ['A3', 'A5', 'U4', 'K2', 'T0', 'T3'],
  REC: ['X1', 'E4B', 'E11', 'E12'],
  REASON_PLACE_CHANGE: 'CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER'.split(' '),
  REASON_PLACED_CEASED: ['RD1', 'RD2', 'RD3', 'RD4'],
  PREV_PERM: ['P1', 'P2', 'Z1'],
};
const codes = codesIn(
  Object.entries(allowed).map(([column, all]) => ({ column, from: 2016, source: 'a test', codes: all })),
  2025,
);

/** Rows as `CHILD DECOM RNE LS PLACE DEC REC REASON PL_POST URN` with spaces between, and - for nothing. */
const collected = (given: {
  episodes?: readonly string[];
  placed?: readonly string[];
  before?: readonly string[];
}) => {
  const collector = returnCollector(codes);
  const cellsOf = (row: string) => row.split(' ').map((cell) => (cell === '-' ? '' : cell));
  for (const [file, rows] of [
    ['episodes', given.episodes],
    ['placed_for_adoption', given.placed],
    ['previous_permanence', given.before],
  ] as const)
    for (const [at, row] of (rows ?? []).entries()) collector.take(file, at + 2, cellsOf(row));
  return { proposals: [...collector.proposals()], problems: collector.problems().first };
};
const kinds = (episodes: readonly string[]) => collected({ episodes }).proposals.map(({ kind }) => kind);
const ended = (reason: string, place = 'U4', status = 'E1') => [
  `1 2024-05-01 P ${status} ${place} 01/09/2024 X1 ${reason} - -`,
  '1 01/09/2024 P E1 U4 - - - - -',
];

test('a reason on the episode that ended says what kind of ending it is', () => {
  for (const reason of ['CREQB', 'CREQO', 'CHILD', 'LAREQ'])
    assert.deepEqual(kinds(ended(reason)), ['unplanned'], reason);
  for (const reason of ['ALLEG', 'STAND', 'APPRR'])
    assert.deepEqual(kinds(ended(reason)), ['protection'], reason);
  for (const reason of ['CLOSE', 'CUSTOD', 'OTHER'])
    assert.deepEqual(kinds(ended(reason)), ['unclear'], reason);
  for (const reason of ['CARPL', 'PLACE']) assert.deepEqual(kinds(ended(reason)), [], reason);
});

test('a concern about protection says that it may pause or limit the meeting', () => {
  const [one] = collected({ episodes: ended('ALLEG') }).proposals;
  assert.match(proposalInWords(one as Proposal), /allegation .*may pause or limit the meeting/);
});

test('temporary placements and short breaks never propose, whatever ended them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(allowed.REASON_PLACE_CHANGE ?? []), '-'),
      fc.constantFrom('X1', 'E4B'),
      fc.boolean(),
      (reason, rec, isTemporary) => {
        const [row = '', next = ''] = isTemporary ? ended(reason, 'T0') : ended(reason, 'A5', 'V4');
        assert.deepEqual(kinds([row.replace('X1', rec), next]), []);
      },
    ),
  );
});

test('an unplanned return home is proposed by REC alone', () => {
  assert.deepEqual(kinds(['1 01/05/2024 P E1 U4 01/09/2024 E4B - - -']), ['home']);
});

test('a child who left adopters for another carer is proposed; for other adopters, or on paper alone, not', () => {
  const left = '1 01/05/2024 P E1 A5 01/09/2024 X1 - - -';
  const then = (place: string, because: string) =>
    kinds([left, `1 01/09/2024 ${because} E1 ${place} - - - - -`]);
  assert.deepEqual(then('U4', 'P'), ['adopters']);
  assert.deepEqual(then('U4', 'B'), ['adopters']);
  assert.deepEqual(then('A3', 'P'), []);
  assert.deepEqual(then('T0', 'P'), []);
  assert.deepEqual(then('U4', 'L'), []);
});

test('the reversal of a plan for adoption is no ending; a code that nobody knows is one, in words', () => {
  const placed = (reason: string) => collected({ placed: [`1 01/05/2024 01/09/2024 ${reason}`] }).proposals;
  for (const reason of ['RD1', 'RD2', 'RD3', 'RD4']) assert.deepEqual(placed(reason), [], reason);
  const [one] = placed('XXX');
  assert.equal(one?.kind, 'adopters');
  assert.match(proposalInWords(one as Proposal), /1 September 2024.*“XXX”, which is no reason that it knows/);
});

test('two endings of a child within twelve months are said to be two; a day more apart, they are not', () => {
  const twice = (second: string) =>
    collected({
      episodes: [
        '1 01/05/2023 P E1 U4 01/09/2023 X1 CREQB - -',
        `1 01/09/2023 P E1 U4 ${second} X1 CHILD - -`,
      ],
    }).proposals.filter(({ kind }) => kind === 'repeated-child');
  const [one] = twice('31/08/2024');
  assert.match(proposalInWords(one as Proposal), /^2 placements .* 1 September 2023 and 31 August 2024/);
  assert.deepEqual(twice('01/09/2024'), []);
});

test('endings repeat at one home: by its number where that is a home, by its place where it is an agency', () => {
  const at = (place: string, [one, other]: readonly [string, string]) =>
    kinds([
      `1 01/05/2024 P E1 ${place} 01/09/2024 X1 CREQB ${one} 77`,
      `2 01/05/2024 P E1 ${place} 01/10/2024 X1 CREQB ${other} 77`,
    ]).filter((kind) => kind === 'repeated-carer').length;
  assert.equal(at('K2', ['-', '-']), 1);
  assert.equal(at('U4', ['AB12CD', 'AB12CD']), 1);
  assert.equal(at('U4', ['AB12CD', 'XY12CD']), 0);
  assert.equal(at('U4', ['-', '-']), 0);
});

test('no proposal holds where a home is', () => {
  const { proposals } = collected({
    episodes: [1, 2].map((child) => `${child} 01/05/2024 P E1 U4 01/09/2024 X1 CREQB AB12CD 77`),
  });
  assert.equal(proposals.length, 3);
  assert.doesNotMatch(JSON.stringify(proposals), /AB12CD/);
});

test('a child who is looked after again after an order is proposed, by their own rows or by the order of before', () => {
  assert.deepEqual(kinds(['1 01/05/2023 P E1 A5 01/09/2023 E11 - - -', '1 01/05/2024 S E1 U4 - - - - -']), [
    'after-order',
  ]);
  const before = (code: string) =>
    collected({ episodes: ['1 01/05/2024 S E1 U4 - - - - -'], before: [`1 ${code} 02/02/2020`] }).proposals;
  assert.match(proposalInWords(before('P2')[0] as Proposal), /again from 1 May 2024.*special guardianship/);
  assert.deepEqual(before('Z1'), []);
});

test('rows that contradict one another are reported, and proposed all the same', () => {
  const { proposals, problems } = collected({ episodes: ['1 01/05/2024 P E1 U4 01/04/2024 X1 CREQB - -'] });
  assert.deepEqual(
    problems.map(({ row, column, message }) => [row, column, message]),
    [[2, 'DEC', 'is before DECOM']],
  );
  assert.equal(proposals.length, 1);
  const blank = collected({ episodes: ended('-') }).problems;
  assert.match(blank.map(({ message }) => message).join(), /is blank, though the episode in row 3 begins/);
});

test('the order of the rows changes no proposal but the row it names', () => {
  const rows = ['1', '2', '3'].flatMap((child) => [
    `${child} 01/05/2023 P E1 A5 01/09/2023 X1 CREQB - 77`,
    `${child} 01/09/2023 P E1 K2 01/12/2023 X1 ALLEG - 77`,
    `${child} 01/12/2023 P E1 K2 01/02/2024 E4B - - 77`,
  ]);
  const contents = (episodes: readonly string[]) =>
    collected({ episodes })
      .proposals.filter(({ kind }) => kind !== 'repeated-carer')
      .map(contentOf)
      .sort();
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) =>
      assert.deepEqual(contents(shuffled), contents(rows)),
    ),
  );
});

test('every proposal of whatever rows has a key of its own and a reason in words', () => {
  const cell = (column: string) => fc.constantFrom(...(allowed[column] ?? []), '-', 'x1');
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `${String(n).padStart(2, '0')}/05/2024`);
  const row = fc
    .tuple(
      fc.constantFrom('1', '2'),
      day,
      cell('RNE'),
      cell('LS'),
      cell('PLACE'),
      day,
      cell('REC'),
      cell('REASON_PLACE_CHANGE'),
    )
    .map((cells) => `${cells.join(' ')} - 77`);
  fc.assert(
    fc.property(fc.uniqueArray(row, { maxLength: 12, selector: (text) => text.slice(0, 12) }), (episodes) => {
      const { proposals } = collected({ episodes });
      assert.equal(new Set(proposals.map(({ key }) => key)).size, proposals.length);
      for (const proposal of proposals) assert.match(proposalInWords(proposal), /\w.*\.$/);
    }),
  );
});

test('headings that are missing and ones that the return does not have are told apart', () => {
  const all = columnsRead.episodes.map(({ name }) => name);
  assert.deepEqual(headingsMissing('episodes', all.slice(1)), ['CHILD']);
  assert.deepEqual(headingsUnknown('episodes', [...all, 'CIN', 'YEAR', '']), ['YEAR']);
});
