import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTextFile } from './text-file.ts';

const text = 'Name,Email\r\nZoë O’Brien,zoe@derby.example';
const utf16 = (bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

test('a list is read however a spreadsheet program wrote it', () => {
  const windows = Buffer.from(text.replace('’', '\u0092'), 'latin1');
  for (const [how, bytes] of [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(false)],
    ['UTF-16, big end first', utf16(true)],
    ['Windows-1252', windows],
  ] as const)
    assert.deepEqual(readTextFile(bytes), { ok: true, value: text }, how);
});

test('a workbook, a PDF and what else is no text are refused with how to make a list of it', () => {
  for (const [bytes, is] of [
    [[0x50, 0x4b, 3, 4, 20, 0, 6, 0], /a workbook/],
    [[0xd0, 0xcf, 0x11, 0xe0, 0xa1], /a workbook/],
    [Buffer.from('%PDF-1.7\n'), /a PDF/],
    [Buffer.from('Name\0Email'), /not known/],
    [[0xff, 0xfe, 0x41], /not known/],
    [Buffer.from('Name', 'utf16le'), /not known/],
  ] as const) {
    const read = readTextFile(Uint8Array.from(bytes));
    assert.ok(!read.ok);
    assert.match(read.problems[0]?.message ?? '', is);
    assert.match(read.problems[0]?.message ?? '', /“Save as” and then “CSV UTF-8/);
  }
});

test('whatever the bytes are, they are text or refused, and a text in UTF-8 comes through as it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readTextFile(bytes);
      assert.ok(!read.ok || !read.value.includes('\0'));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      const read = readTextFile(Buffer.from(`a${written}`));
      assert.ok(read.ok ? read.value === `a${written}` : written.includes('\0'));
    }),
  );
});
