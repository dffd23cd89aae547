import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CellProblem } from '../../../domain/ssda903/check-row.ts';
import { codesIn } from '../../../domain/ssda903/codes.ts';
import { returnCollector } from '../../../domain/ssda903/collect.ts';
import type { ReturnFile } from '../../../domain/ssda903/columns.ts';
import { readReturnCodes } from '../../../procedures/read-return-codes.ts';
import { readReturnCsv } from './read-csv.ts';
import { readReturnXml } from './read-xml.ts';

const reference = join(import.meta.dirname, '../../../../reference/ssda903');
const lists = readReturnCodes(join(reference, 'codes.yaml'));
const HEADINGS = 'CHILD,DECOM,RNE,LS,PLACE,DEC,REC,REASON_PLACE_CHANGE,URN';
const LEFT = '1,10/01/2017,P,E1,U4,07/03/2017,X1,CREQB,SC1';

/** Bytes that come in pieces of a size, as they do over a network. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (
  bytes: Uint8Array | string,
  given: { year?: number; size?: number; file?: ReturnFile } = {},
) => {
  const { year = 2018, size = 7, file = 'episodes' } = given;
  const collector = returnCollector(codesIn(lists, year));
  await readReturnCsv(file, inPieces(Buffer.from(bytes as string), size), collector);
  const proposals = [...collector.proposals()];
  return { proposals, rows: collector.rowsOf(file), problems: collector.problems().first };
};

const cells = (problems: readonly CellProblem[]) =>
  problems.map(({ row, column, written }) => [row, column, written]);

test('the published files are read whole, and what is wrong in them is said by row and column', async () => {
  const collector = returnCollector(codesIn(lists, 2018));
  for (const file of ['header', 'episodes', 'ad1', 'placed_for_adoption'] as const)
    await readReturnCsv(file, createReadStream(join(reference, `${file}.csv`)), collector);
  const proposals = [...collector.proposals()];
  assert.deepEqual(
    (['header', 'episodes', 'ad1', 'placed_for_adoption'] as const).map(collector.rowsOf),
    [2675, 5050, 29, 29],
  );
  const of = (kind: string, file: string) =>
    proposals.filter((one) => one.kind === kind && one.file === file).length;
  // The same rule on the same files as src/domain/ssda903.test.ts.
  assert.equal(of('adopters', 'episodes'), 152);
  assert.ok(of('adopters', 'placed_for_adoption') > 0);
  const { first, count } = collector.problems();
  assert.equal(first.length, count);
  const bad = first.filter(({ column, written }) => column === 'REASON_PLACED_CEASED' && written === 'XXX');
  assert.equal(bad.length, 29);
  assert.deepEqual([bad[0]?.file, bad[0]?.row], ['placed_for_adoption', 2]);
});

test('a lower-case code, an ISO date and an unknown code are each reported, and no row is lost', async () => {
  const { rows, problems, proposals } = await read(
    `${HEADINGS}\r\n1,2017-01-10,p,E1,U4,07/03/2017,X1,creqb,SC1\r\n2,10/01/2017,P,E1,QQ,31/02/2017,X1,CHILD,SC1\r\n`,
  );
  assert.equal(rows, 2);
  assert.deepEqual(cells(problems), [
    [2, 'DECOM', '2017-01-10'],
    [2, 'RNE', 'p'],
    [2, 'REASON_PLACE_CHANGE', 'creqb'],
    [3, 'PLACE', 'QQ'],
    [3, 'DEC', '31/02/2017'],
  ]);
  assert.deepEqual(
    proposals.map(({ child, kind, endedOn }) => [child, kind, endedOn]),
    [
      ['1', 'unplanned', '2017-03-07'],
      ['2', 'unplanned', '?'],
    ],
  );
});

test('which codes there are goes by the collection year', async () => {
  const supported = `${HEADINGS}\n1,10/01/2024,P,E1,K3,07/03/2024,X1,CREQB,SC1`;
  assert.deepEqual(cells((await read(supported, { year: 2024 })).problems), [[2, 'PLACE', 'K3']]);
  assert.deepEqual((await read(supported, { year: 2025 })).problems, []);
});

test('a file is read the same in every encoding that spreadsheets write, in whatever pieces it comes', async () => {
  const text = `${HEADINGS},NOTE\n${LEFT},Zoë’s\n2,10/01/2017,P,E1,U4,,,,é`;
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const windows = Buffer.from(text.replace('’', '\u0092'), 'latin1');
  for (const size of [1, 3, 10_000])
    for (const [bytes, said] of [
      [Buffer.from(text), []],
      [Buffer.from(`\uFEFF${text}`), []],
      [utf16, ['UTF-16']],
      [windows, ['Windows-1252']],
    ] as const) {
      const { rows, problems, proposals } = await read(bytes, { size });
      assert.equal(rows, 2);
      assert.equal(proposals.length, 1);
      const encodings = problems.filter(({ column }) => column === '').map(({ written }) => written);
      assert.deepEqual(encodings, said, `in pieces of ${size}`);
      assert.deepEqual(cells(problems.filter(({ column }) => column === 'NOTE')), [[1, 'NOTE', 'NOTE']]);
    }
});

test('headings come in any order, and a blank line or a semicolon changes no row’s number', async () => {
  const { problems, rows } = await read(
    'DEC;CHILD;DECOM;RNE;LS;PLACE;REC;REASON_PLACE_CHANGE\n\n07/03/2017;1;nonsense;P;E1;U4;X1;CREQB\n',
  );
  assert.equal(rows, 1);
  assert.deepEqual(cells(problems), [[3, 'DECOM', 'nonsense']]);
});

test('what is not that file is refused in words', async () => {
  await assert.rejects(read('NAME,AGE\nx,1'), /Episodes: the first row must have the headings.*CHILD, DECOM/);
  await assert.rejects(read(''), /the file is empty/);
  await assert.rejects(read('PK\u0003\u0004 and so on'), /is a workbook or a PDF/);
  const open = `${HEADINGS}\n"1,${'x'.repeat(200_000)}`;
  await assert.rejects(read(open, { size: 5_000 }), /a quotation mark is opened and not closed/);
});

const XML = `<?xml version="1.0"?><EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>1</SEX><DOB>02/03/2013</DOB><AREVIEW><REVIEW>28/01/2016</REVIEW></AREVIEW></HEADER>
<EPISODE><DECOM>10/01/2017</DECOM><RNE>P</RNE><LS>E1</LS><PL>U4</PL><URN>SC1</URN><DEC>07/03/2017</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CREQB</REASON_PLACE_CHANGE></EPISODE>
</CHILD></EXPSSDA903>`;

test('the XML return proposes what the same rows propose as files', async () => {
  const collector = returnCollector(codesIn(lists, 2018));
  await readReturnXml(inPieces(Buffer.from(XML), 11), collector);
  const csv = await read(`${HEADINGS}\n${LEFT}`);
  const plain = ({ row: _, bornOn: __, ...rest }: (typeof csv.proposals)[number]) => rest;
  assert.deepEqual([...collector.proposals()].map(plain), csv.proposals.map(plain));
  assert.equal([...collector.proposals()][0]?.bornOn, '2013-03-02');
  assert.deepEqual(collector.problems().first, []);
});

test('an XML file with a document type, another kind of XML and a cut-off file are refused', async () => {
  const refused = (text: string, why: RegExp) =>
    assert.rejects(readReturnXml(inPieces(Buffer.from(text), 9), returnCollector(codesIn(lists, 2018))), why);
  await refused(`<!DOCTYPE x [<!ENTITY a "b">]>${XML.slice(21)}`, /document type/);
  await refused('<html><body>hello</body></html>', /not the return/);
  await refused(XML.slice(0, 300), /no XML that can be read/);
  await refused(`<EXPSSDA903>${'<CHILD>'.repeat(20)}`, /not the return/);
});
