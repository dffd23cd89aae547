import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv, writeCsv } from './csv.ts';

const separators = [',', ';', '\t'];
const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;

test('whatever the fields hold, quoted fields are read back as they were written', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r', "'", ' ') });
  const file = fc.record({
    separator: fc.constantFrom(...separators),
    rows: fc.array(fc.array(field, { minLength: 3, maxLength: 3 })),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '\uFEFF'),
    lastLineEnds: fc.boolean(),
  });
  fc.assert(
    fc.property(file, ({ separator, rows, lineEnd, mark, lastLineEnds }) => {
      const lines = [['A', 'B', 'C'], ...rows].map((row) => row.map(quote).join(separator));
      const text = mark + lines.join(lineEnd) + (lastLineEnds ? lineEnd : '');
      const expected = rows.map(([a = '', b = '', c = ''], index) => ({
        row: index + 2,
        fields: { A: a.trim(), B: b.trim(), C: c.trim() },
      }));
      assert.deepEqual(readCsv(text), expected);
    }),
  );
});

test('what stands between the columns is what makes most headings, whatever stands in them or below', () => {
  for (const separator of separators) {
    const others = `x${separators.filter((one) => one !== separator).join('')}x`;
    const lines = [
      ['A', `"${others}"`, 'C'],
      ['1', others, `"${separator}"`],
    ];
    assert.deepEqual(readCsv(lines.map((line) => line.join(separator)).join('\n')), [
      { row: 2, fields: { A: '1', [others.toUpperCase()]: others, C: separator.trim() } },
    ]);
  }
  assert.deepEqual(readCsv('A\nx;y,z'), [{ row: 2, fields: { A: 'x;y' } }]);
});

test('no text stops the reader, and none has more records than lines', () => {
  const text = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', 'é') });
  fc.assert(
    fc.property(text, (csv) => {
      assert.ok(readCsv(csv).length < csv.split(/\r\n|\r|\n/).length);
    }),
  );
});

test('headings are known in any case, and a short, a long and a blank line are read for what they are', () => {
  assert.deepEqual(readCsv('Child, dob \r\n1,2,3\r\n\r\n4\r\n,'), [
    { row: 2, fields: { CHILD: '1', DOB: '2' } },
    { row: 4, fields: { CHILD: '4', DOB: '' } },
    { row: 5, fields: { CHILD: '', DOB: '' } },
  ]);
});

test('a quotation mark that is never closed is part of the field', () => {
  assert.deepEqual(readCsv('A,B\n"x,y\n1,2'), [
    { row: 2, fields: { A: '"x', B: 'y' } },
    { row: 3, fields: { A: '1', B: '2' } },
  ]);
});

test('an empty file has no rows, nor has one of headings alone', () => {
  assert.deepEqual(readCsv(''), []);
  assert.deepEqual(readCsv('\uFEFFA,B\r\n'), []);
});

test('a field that a spreadsheet would calculate is text, and everything is read back as it was', () => {
  const dangerous = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0'), fc.string())
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), dangerous), { minLength: 2, maxLength: 5 }), (values) => {
      const written = writeCsv(
        values.map((_, n) => `C${n}`),
        [values],
      );
      const [row] = readCsv(written);
      for (const [n, value] of values.entries()) {
        const read = row?.fields[`C${n}`] ?? '';
        assert.doesNotMatch(read, /^[=+\-@\t\r\0]/);
        assert.ok([value.trim(), `'${value}`.trim()].includes(read), JSON.stringify([value, read]));
      }
    }),
    { numRuns: 2_000 },
  );
});
