import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCsv } from './csv.ts';
import { proposeAdoptiveEndings } from './ssda903.ts';

const folder = join(import.meta.dirname, '../../reference/ssda903');
const published = (file: string) => readCsv(readFileSync(join(folder, `${file}.csv`), 'utf8'));
const fromPublishedFiles = () =>
  proposeAdoptiveEndings({
    episodes: published('episodes'),
    header: published('header'),
    ad1: published('ad1'),
    placedForAdoption: published('placed_for_adoption'),
  });

const HEADER = 'CHILD,SEX,DOB\n1,2,27/03/2012\n2,1,01/02/2013';
const COLUMNS = 'CHILD,DECOM,RNE,LS,PLACE,DEC,REC,REASON_PLACE_CHANGE';
const LEFT = '1,10/01/2017,P,E1,A5,07/03/2017,X1,CREQB';
const NEXT = '1,07/03/2017,P,E1,U4,,,';

/** What is proposed of a small return: `episodes` without its headings, the rest as whole files. */
const propose = (given: { episodes?: string; placed?: string; ad1?: string; header?: string }) =>
  proposeAdoptiveEndings({
    episodes: readCsv(`${COLUMNS}\n${given.episodes ?? ''}`),
    header: readCsv(given.header ?? HEADER),
    ad1: readCsv(given.ad1 ?? ''),
    placedForAdoption: readCsv(
      `CHILD,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n${given.placed ?? ''}`,
    ),
  });

test('the published files propose 179 endings: 152 in the episodes, 27 among the placed children', () => {
  const { endings } = fromPublishedFiles();
  const inFile = (name: string) => endings.filter(({ file }) => file === name).length;
  assert.deepEqual([endings.length, inFile('episodes'), inFile('placed_for_adoption')], [179, 152, 27]);
  assert.ok(endings.every(({ bornOn, startedOn, endedOn }) => bornOn <= startedOn && startedOn <= endedOn));
});

test('in the published files, no row that is wrong or strange is left out in silence', () => {
  const { problems } = fromPublishedFiles();
  const about = (message: RegExp) => problems.filter((problem) => message.test(problem.message)).length;
  assert.equal(about(/REASON_PLACED_CEASED is “XXX”/), 29, 'a code that does not exist, in every row');
  assert.equal(about(/short breaks/), 27);
  assert.equal(about(/by row \d+ of episodes/), 2, 'two children whose files disagree');
  assert.equal(about(/NB_ADOPTR/) + 29 + 27 + 2, problems.length);
});

test('a child who left adopters for another carer is proposed, with what the return knows of them', () => {
  const { endings, problems } = propose({
    episodes: `${LEFT}\n${NEXT}`,
    ad1: 'CHILD,NB_ADOPTR,SEX_ADOPTR\n1,2,MF',
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(endings, [
    {
      file: 'episodes',
      row: 2,
      child: '1',
      bornOn: '2012-03-27',
      sex: 'female',
      startedOn: '2017-01-10',
      endedOn: '2017-03-07',
      reason: 'CREQB',
      adopters: ['man', 'woman'],
    },
  ]);
});

for (const [why, episodes] of [
  ['moves on to other adopters', `${LEFT}\n1,07/03/2017,P,E1,A3,,,`],
  ['has a temporary stay', `${LEFT}\n1,07/03/2017,P,E1,T4,,,`],
  ['stays with the same carers', `${LEFT}\n1,07/03/2017,T,E1,U4,,,`],
  ['is adopted', `1,10/01/2017,P,E1,A5,07/03/2017,E11,\n${NEXT}`],
  ['is still with the adopters', '1,10/01/2017,P,E1,A5,,X1,'],
  ['leaves foster carers', `1,10/01/2017,P,E1,U1,07/03/2017,X1,CREQB\n${NEXT}`],
  ['is not looked after next day', `${LEFT}\n1,09/03/2017,P,E1,U4,,,`],
  ['has no later episode', LEFT],
] as const)
  test(`nothing is proposed when the child ${why}`, () => {
    assert.deepEqual(propose({ episodes }), { endings: [], problems: [] });
  });

test('a series of short breaks is never proposed, and its row is named', () => {
  const { endings, problems } = propose({ episodes: `${LEFT.replace('E1', 'V4')}\n${NEXT}` });
  assert.equal(endings.length, 0);
  assert.deepEqual(
    problems.map(({ file, row }) => [file, row]),
    [['episodes', 2]],
  );
});

test('the order of the rows, small letters, a blank reason, ISO dates and Windows line ends change nothing', () => {
  const untidy = '\uFEFFCHILD,SEX,DOB\r\n1,2,2012-03-27\r\n';
  const episodes = `${NEXT}\r\n1,2017-01-10,p,e1,a5,2017-03-07,x1,\r\n`;
  const { endings, problems } = propose({ episodes, header: untidy });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    endings.map(({ row, startedOn, endedOn, reason }) => [row, startedOn, endedOn, reason]),
    [[3, '2017-01-10', '2017-03-07', '']],
  );
});

test('a code that does not exist is reported, and its row proposed for a person to decide', () => {
  const { endings, problems } = propose({ placed: '2,01/02/2016,03/04/2017,XXX' });
  assert.deepEqual(
    endings.map(({ file, row, reason }) => [file, row, reason]),
    [['placed_for_adoption', 2, 'XXX']],
  );
  assert.match(problems[0]?.message ?? '', /XXX/);
});

test('a plan for adoption that was reversed is no placement that ended', () => {
  const placed = ['RD1', 'rd2', 'RD3', 'RD4'].map((code) => `2,01/02/2016,03/04/2017,${code}`).join('\n');
  assert.deepEqual(propose({ placed: `${placed}\n2,01/02/2016,,` }), { endings: [], problems: [] });
});

test('a child in both files is proposed once, and the other row is named', () => {
  const { endings, problems } = propose({
    episodes: `${LEFT}\n${NEXT}`,
    placed: '1,01/02/2016,01/03/2017,XXX',
  });
  assert.deepEqual(
    endings.map(({ file }) => file),
    ['episodes'],
  );
  assert.ok(
    problems.some(({ message }) => message === 'The placement ended on 7 March 2017 by row 2 of episodes'),
  );
});

test('a date that is none, an end before the start and a child nobody knows are each named by file and row', () => {
  const { endings, problems } = propose({
    episodes: `1,10/01/2017,P,E1,A5,31/02/2017,X1,\n${NEXT}`,
    placed: '2,XXX,03/04/2017,XXX\n2,03/04/2017,01/01/2017,XXX\n9,01/02/2016,03/04/2017,XXX',
  });
  assert.deepEqual(endings, []);
  assert.deepEqual(
    problems.filter(({ message }) => !message.startsWith('REASON')),
    [
      { file: 'episodes', row: 2, message: 'DEC is “31/02/2017”, which is no date' },
      { file: 'placed_for_adoption', row: 2, message: 'DATE_PLACED is “XXX”, which is no date' },
      { file: 'placed_for_adoption', row: 3, message: 'DATE_PLACED_CEASED is before DATE_PLACED' },
      {
        file: 'placed_for_adoption',
        row: 4,
        message: 'Header has no date of birth and sex that can be those of child 9',
      },
    ],
  );
});

test('when the number of adopters and who they are disagree, the row is named and who they are is kept', () => {
  const { endings, problems } = propose({
    episodes: `${LEFT}\n${NEXT}`,
    ad1: 'CHILD,NB_ADOPTR,SEX_ADOPTR\n1,1,ff',
  });
  assert.deepEqual(endings[0]?.adopters, ['woman', 'woman']);
  assert.deepEqual(problems, [{ file: 'ad1', row: 2, message: 'NB_ADOPTR is “1”, but SEX_ADOPTR is FF' }]);
});

test('adopters of a code that does not exist are reported, and not guessed', () => {
  const { endings, problems } = propose({
    episodes: `${LEFT}\n${NEXT}`,
    ad1: 'CHILD,NB_ADOPTR,SEX_ADOPTR\n1,2,XX',
  });
  assert.equal(endings[0]?.adopters, null);
  assert.deepEqual(problems, [
    { file: 'ad1', row: 2, message: 'SEX_ADOPTR is “XX”, which is no code of the return' },
  ]);
});
