import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findLeaks, replaceIdentifying, type Secret } from './leak-check.ts';

const secret = (kind: Secret['kind'], value: string): Secret => ({ kind, value, label: 'the adopters' });
const isFound = (text: string, ...secrets: readonly Secret[]): boolean =>
  findLeaks([{ part: 'page 1', text }], secrets).length > 0;

const name = secret('name', 'Siân O’Neil-Smith');
const email = secret('email', 'Jane.Doe@Example.org');
const phone = secret('phone', '07700 900123');
const postcode = secret('postcode', 'DQ56 1AB');
const address = secret('address', '14 Sparrow Lane, Belper, DQ56 1AB');
const passage = secret(
  'passage',
  'They said the spare room was never really ready for him, and nobody told the school.',
);

const found: readonly (readonly [string, Secret, string])[] = [
  ['the whole name', name, 'said Siân O’Neil-Smith.'],
  ['a name without its accents', name, 'said Sian ONeil Smith.'],
  ['a name with a straight apostrophe', name, "said Siân O'Neil-Smith."],
  ['a name whose accents are marks of their own', name, 'said Sia\u0302n.'],
  ['a name in small letters', name, 'said sian o’neil smith.'],
  ['a name in capitals', name, 'said SIÂN O’NEIL.'],
  ['the family name first', name, 'O’Neil-Smith, Siân'],
  ['a given name alone', name, 'Siân’s view'],
  ['one half of a double family name', name, 'the Smith family'],
  ['a family name in capitals', name, 'the SMITH family'],
  ['a name over two lines', name, 'said Siân\nO’Neil-Smith.'],
  ['a name hyphenated at the end of a line', name, 'said Smi-\nth.'],
  ['a name broken at the end of a line', name, 'said Smi\nth.'],
  ['a name with a soft hyphen', name, 'said Smi\u00adth.'],
  ['a name with characters of no width', name, 'said S\u200bmi\u2060th.'],
  ['a name with hidden tags', name, 'said Smi\u{e0041}th.'],
  ['a name after a character of no width', name, 'said\u200bSmith\u200bnow'],
  ['a name with hard and odd spaces', name, 'said Siân \u00a0\u2003 O’Neil  \t Smith.'],
  ['a name as part of an e-mail address', name, 'mail Smith42@example.com'],
  ['a name with a ligature', secret('name', 'Ffion Griffiths'), 'said Gri\ufb03ths.'],
  ['a name of full-width letters', secret('name', 'Rowan Ashby'), 'said Ａｓｈｂｙ.'],
  ['a name with a letter of its own', secret('name', 'Łukasz Żółć'), 'said Lukasz.'],
  ['a name with a transcribed sign', secret('name', 'ʿAlī Ḥamīd'), 'said Ali.'],
  ['a short name with its other name', secret('name', 'Bo Li'), 'said Bo Li.'],
  ['an only name that is short', secret('name', 'Bo'), 'said Bo.'],
  ['a name behind a title', secret('name', 'Mrs May Dean'), 'said May.'],
  ['a name of another alphabet', secret('name', 'Ольга Иванова'), 'сказала Ольга.'],
  ['an e-mail address in capitals', email, 'write to JANE.DOE@EXAMPLE.ORG'],
  ['an e-mail address over two lines', email, 'write to jane.doe@\nexample.org'],
  ['a phone number without spaces', phone, 'ring 07700900123'],
  ['a phone number from abroad', phone, 'ring +44 7700 900 123'],
  ['a phone number with both beginnings', phone, 'ring +44 (0)7700-900-123'],
  ['a phone number with 0044', phone, 'ring 00447700900123'],
  ['a phone number saved from abroad', secret('phone', '+447700900123'), 'ring 07700 900 123'],
  ['a postcode without its space', postcode, 'at DQ561AB'],
  ['a postcode in small letters', postcode, 'at dq56 1ab'],
  ['a postcode over two lines', postcode, 'at DQ56\n1AB'],
  ['an address on lines', address, '14 Sparrow Lane\nBelper\nDQ56 1AB'],
  ['the first line of an address', address, 'at 14 Sparrow Lane'],
  ['a street without its number', address, 'the house in sparrow  lane'],
  ['a street cut short', address, 'at 14 Sparrow Ln.'],
  ['the postcode of an address', address, 'near DQ561AB'],
  ['a house with a name', secret('address', '2 The Larches, Crich'), 'at 2 The Larches'],
  ['eight words of a passage', passage, 'that the SPARE room was “never” really ready for'],
  ['the end of a passage over two lines', passage, 'ready for him and\nnobody told the sch-\nool'],
  ['a short passage', secret('passage', 'He was hit.'), 'She said: he was\nhit'],
];

for (const [what, planted, text] of found) test(`${what} is found`, () => assert.ok(isFound(text, planted)));

const notFound: readonly (readonly [string, Secret, string])[] = [
  ['a name inside a longer word', secret('name', 'Ann Art'), 'Planning ANNUAL Artful, Hannah, Annette'],
  ['a name with an accent inside a longer word', secret('name', 'José Cruz'), 'Joséphine, Jose\u0301phine'],
  ['a name that is an ordinary word', secret('name', 'May Will'), 'they may come and he will too'],
  [
    'a name that is a month, in a date',
    secret('name', 'May Dean'),
    'on 11 May 2026, May 2026, the 1st of May',
  ],
  ['two letters of a name', secret('name', 'Bo Li'), 'Bo was there'],
  ['a name spread over words', secret('name', 'Annette Rowe'), 'An nette row e'],
  ['a name over two paragraphs', secret('name', 'Annette Rowe'), 'Ann\n\nette'],
  ['a number inside a longer number', phone, '107700900123'],
  ['part of a postcode', postcode, 'DQ56, DQ56 1A'],
  ['the town of an address', address, 'in Belper, at 14 Sparrow'],
  ['seven words of a passage', passage, 'the spare room was never really ready'],
  ['nothing at all', secret('passage', ' — '), 'any text — at all'],
];

for (const [what, planted, text] of notFound)
  test(`${what} is not taken for it`, () => assert.ok(!isFound(text, planted)));

test('a leak says where and whose, not what', () => {
  const parts = [
    { part: 'page 1', text: 'Nothing' },
    { part: 'page 2', text: 'Smith and Smith' },
  ];
  assert.deepEqual(findLeaks(parts, [name, passage]), [
    { part: 'page 2', label: 'the adopters', kind: 'name' },
  ]);
});

// Words of one alphabet and text of another never meet, so whatever is found was planted.
const wordOf = (letters: string, minLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength: 9 });
const innocent = fc
  .array(fc.oneof(wordOf('nopqrstuvwxyz', 1), fc.constantFrom('.', ',', '\n', '–', '’', '7', '\u200b')), {
    maxLength: 40,
  })
  .map((words) => words.join(' '));
const person = fc
  .array(
    wordOf('abcdefghijklm', 3).map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(' '));
const secrets: fc.Arbitrary<Secret> = fc.oneof(
  person.map((value) => secret('name', value)),
  person.map((value) => secret('email', `${value.replaceAll(' ', '.')}@ab.cd`)),
  fc.integer({ min: 1e9, max: 2e9 }).map((digits) => secret('phone', `0${digits}`)),
  fc
    .tuple(fc.constantFrom('DE', 'BA'), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9 }))
    .map(([area, district, sector]) => secret('postcode', `${area}${district} ${sector}AB`)),
  person.map((value) => secret('address', `14 ${value} Lane`)),
  fc
    .array(wordOf('abcdefghijklm', 1), { minLength: 1, maxLength: 30 })
    .map((words) => secret('passage', words.join(' '))),
);
/** Ways a text may be written that say the same: each keeps the words and changes their look. */
const variants: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => value.toUpperCase(),
  (value) => value.replaceAll(' ', '\n'),
  (value) => value.replaceAll(' ', ' \u00a0\u2009 '),
  (value) => [...value].join('\u200b'),
  (value) => value.replaceAll(/(?<=\p{L}\p{L})(?=\p{L}\p{L})/gu, '\u00ad'),
  (value) => value.replace(/(?<=\p{L}\p{L})(?=\p{L})/u, '-\n'),
  (value) => value.replaceAll(/\p{L}/gu, '$&\u0301'),
  (value) => value.replaceAll(/\p{L}/gu, '$&\u0301').normalize('NFC'),
];

test('a secret planted anywhere, in any usual writing, is found', () => {
  fc.assert(
    fc.property(secrets, innocent, innocent, fc.constantFrom(...variants), (planted, before, after, vary) =>
      isFound(`${before} ${vary(planted.value)} ${after}`, planted),
    ),
    { numRuns: 2000 },
  );
});

test('text without a secret is let through', () => {
  fc.assert(
    fc.property(innocent, fc.array(secrets, { maxLength: 5 }), (text, all) => !isFound(text, ...all)),
    { numRuns: 1000 },
  );
});

test('after replacing, no secret is found and other words are as they were', () => {
  const replacements = (all: readonly Secret[]) => all.map((each) => ({ secret: each, by: 'the xyzzy’s' }));
  fc.assert(
    fc.property(
      fc.array(secrets, { minLength: 1, maxLength: 4 }),
      fc.array(innocent, { maxLength: 6 }),
      fc.constantFrom(...variants),
      (all, others, vary) => {
        const text = others
          .map((other, n) => `${other} ${vary(all[n % all.length]?.value ?? '')}`)
          .join(', ');
        const replaced = replaceIdentifying(text, replacements(all));
        assert.ok(!isFound(replaced, ...all), replaced);
        for (const word of others.join(' ').match(/[n-z]{3,}/g) ?? [])
          assert.ok(replaced.includes(word), replaced);
      },
    ),
    { numRuns: 2000 },
  );
});

test('replacing works on any text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom<Secret['kind'][]>('name', 'address', 'passage'),
      (text, value, kind) => {
        const planted = secret(kind, value);
        replaceIdentifying(`${text} ${value}`, [{ secret: planted, by: 'a role' }]);
        assert.equal(replaceIdentifying(text, []), text);
      },
    ),
  );
});

test('letters keep their places when they are made small', () => {
  // Found places are in the folded text, and are looked up in its small letters.
  for (let code = 0; code <= 0xffff; code++) {
    const letter = String.fromCharCode(code).normalize('NFKD');
    assert.equal(letter.toLowerCase().length, letter.length, code.toString(16));
  }
});

test('a paragraph is told by roles and still reads well', () => {
  const adopters = [secret('name', 'Jane Smith'), secret('name', 'John Smith'), address, email, phone];
  const by = (text: string): string =>
    replaceIdentifying(
      text,
      adopters.map((each) => ({ secret: each, by: 'the prospective adopters' })),
    );
  assert.equal(
    by('Mr and Mrs Smith came. Jane’s mother rang; he told Jane and John Smith to wait.'),
    'The prospective adopters came. The prospective adopters’ mother rang; he told the prospective adopters to wait.',
  );
  assert.equal(by('Nobody else was there, on 11 May.'), 'Nobody else was there, on 11 May.');
});
