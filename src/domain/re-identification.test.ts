import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOrdinaryWord } from '../documents/ordinary-words.ts';
import { findIdentifying, keyOfIdentifying, yetToAnswer } from './re-identification.ts';
import { cleanLessons } from './re-identification-clean.fixture.ts';

const known = {
  secrets: [
    ...['Wren Castellane', 'Elizabeth Featherstone', 'Amina Hussain', 'Rosalind Achterberg'].map((value) => ({
      ...({ kind: 'name', value, label: 'somebody on this case' } as const),
    })),
    { kind: 'address', value: '7 Quillet Row, Belper, DQ56 9ZZ', label: 'somebody on this case' } as const,
  ],
  childWords: ['I want my dog and my blue blanket back because they smell like home.'],
  otherWords: ['The carers said in the second week that nobody had told them of the nightmares.'],
};
const nothing = { secrets: [], childWords: [], otherWords: [] };
const kindsIn = (text: string, of: Parameters<typeof findIdentifying>[1] = known) =>
  findIdentifying([{ field: 'words', text }], of, isOrdinaryWord).map(({ kind }) => kind);

const product = (before: readonly string[], after: readonly string[]) =>
  before.flatMap((one) => after.map((other) => `${one} ${other}`.trim()));
const numbers = ['two', 'three', '4', 'five', 'six', '7', 'eight', 'nine', '10', 'eleven'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const planted: readonly string[] = [
  ...[
    'Wren',
    'Castellane',
    'Wren Castellane',
    'Elizabeth',
    'Liz',
    'Featherstone',
    'Fetherstone',
    'Amina',
    'Rosalind',
  ],
  ...['7 Quillet Row', 'DQ56 9ZZ', 'someone@post.example', '01632 960111', '07700 900123'],
  ...['want my dog and my blue blanket', 'in the second week that nobody had told them'],
  ...numbers.flatMap((n) => [`aged ${n}`, `${n} years old`, `${n}-year-old`, `turned ${n}`, `Year ${n}`]),
  ...numbers.flatMap((n) => [
    `one of ${n} brothers`,
    `${n} sisters`,
    `${n} younger siblings`,
    `a sibling group of ${n}`,
  ]),
  ...months.flatMap((month) => [`in ${month} 2025`, `on 4 ${month}`, `${month} 14th`]),
  ...[
    'twins',
    'the eldest child',
    'a half-brother',
    'an only child',
    'her baby sister',
    'on 14/03/2025',
    'in 2019',
  ],
  ...[
    'on a Tuesday',
    'at Christmas',
    'during Ramadan',
    'before Eid',
    'that summer',
    'on her birthday',
    'born in',
  ],
  ...'Belper Leeds Nottingham Wigan Bristol Keighley Matlock Grimsby Hove Truro Whitby Bolton Derby Hull York Ipswich Kendal Ripon Rugby Corby Crewe Poole Bath Leek Settle Diss Rye Preston Sale Buxton Luton'
    .split(' ')
    .map((town) => `in ${town}`),
  ...'Road Street Lane Avenue Close Drive School Primary Academy College Hospital Nursery Church Council'
    .split(' ')
    .map((what) => `near Ashgate ${what}`),
  ...['at St Werburgh', 'in a seaside town', 'in the village', 'in Derbyshire', 'from Loughborough'],
  ...product(
    ['the adopter was a', 'who is a'],
    ['vicar', 'pilot', 'farmer', 'midwife', 'firefighter', 'police officer', 'footballer', 'councillor'],
  ),
  ...product(
    ['after', 'because of'],
    [
      'a house fire',
      'a car crash',
      'the murder',
      'the flood',
      'the inquest',
      'the stabbing',
      'prison',
      'the newspapers',
    ],
  ),
  ...product(
    [
      'a Somali family who spoke',
      'a Roma child who spoke',
      'a Muslim home that spoke',
      'an autistic child who spoke',
      'a deaf child who read',
    ],
    ['Urdu', 'Arabic', 'Punjabi', 'Tigrinya', 'Farsi', 'Welsh'],
  ),
  ...product(
    ['a Sikh child with', 'a Jewish adopter of a child with', 'a Traveller family and'],
    ['epilepsy', 'cerebral palsy', 'sickle cell', 'FASD'],
  ),
  ...product(
    ['a teenager who moved from', 'the placement near'],
    ['Zanzibar', 'Ilkley', 'Krakow', 'Kigali', 'Aberystwyth'],
  ),
  ...product(
    ['the worker called', 'as told by'],
    ['Jayden', 'Oluwaseun', 'Siobhan', 'Kwame', 'Zainab', 'Priyanka'],
  ),
];

test('of three hundred planted phrases and more none goes through a lesson in general words', () => {
  assert.ok(planted.length >= 300, String(planted.length));
  for (const phrase of planted) {
    const text = `The plan was changed ${phrase} and this was not told to those who had to know.`;
    assert.notDeepEqual(kindsIn(text), [], phrase);
  }
  fc.assert(
    fc.property(fc.constantFrom(...planted), fc.constantFrom(...cleanLessons), (phrase, lesson) => {
      const text = `${lesson} This was so ${phrase} and it mattered.`;
      const found = findIdentifying([{ field: 'words', text }], known, isOrdinaryWord);
      assert.notDeepEqual(yetToAnswer(found, new Map()), []);
      for (const { start, end, words } of found) assert.equal(text.slice(start, end), words);
    }),
    { numRuns: 400 },
  );
});

test('of forty lessons in general words at most one in twenty is asked about', () => {
  assert.ok(cleanLessons.length >= 40, String(cleanLessons.length));
  const asked = cleanLessons.filter((text) => kindsIn(text).length > 0);
  assert.ok(asked.length <= cleanLessons.length / 20, asked.join('\n'));
});

test('a name, a detail and a child’s own words are never let through, whatever is answered', () => {
  const found = findIdentifying(
    [{ field: 'words', text: 'Wren said: I want my dog and my blue blanket. Ring 01632 960111.' }],
    known,
    isOrdinaryWord,
  );
  const answers = new Map(found.map((one) => [keyOfIdentifying(one), 'Because']));
  assert.deepEqual(
    yetToAnswer(found, answers).map(({ kind }) => kind),
    ['name', 'copied', 'contact'],
  );
});

test('what can stay does so with a reason, and one thing that is rare alone is not asked about', () => {
  const found = findIdentifying(
    [{ field: 'words', text: 'Plan for what the law asked in 2019.' }],
    nothing,
    isOrdinaryWord,
  );
  assert.equal(yetToAnswer(found, new Map()).length, 1);
  assert.equal(yetToAnswer(found, new Map(found.map((one) => [keyOfIdentifying(one), 'A law']))).length, 0);
  assert.deepEqual(kindsIn('A child with epilepsy needs a plan for the night.', nothing), []);
  assert.deepEqual(kindsIn('A Somali child with epilepsy needs a plan.', nothing), [
    'combination',
    'combination',
  ]);
});

/** What a neighbour could read in the paper: invented. */
const newspaper = [
  { year: 2026, month: 'March', town: 'Belper', age: 7, siblings: 3, story: 'house fire' },
  { year: 2026, month: 'June', town: 'Wigan', age: 4, siblings: 1, story: 'car crash' },
  { year: 2025, month: 'May', town: 'Hove', age: 12, siblings: 2, story: 'vicar' },
];

test('a motivated intruder who joins lessons that went through with the newspaper finds nobody', () => {
  const lessonOf = ({ month, town, age, siblings, story }: (typeof newspaper)[number]) => [
    'In general words: slow down.',
    `It was in ${month}.`,
    `It was in ${town}.`,
    `The child was aged ${age}.`,
    `There were ${siblings} brothers.`,
    `After the ${story}.`,
  ];
  const through = newspaper.flatMap((of) =>
    lessonOf(of).filter(
      (text) =>
        yetToAnswer(findIdentifying([{ field: 'words', text }], nothing, isOrdinaryWord), new Map())
          .length === 0,
    ),
  );
  assert.deepEqual(
    through,
    newspaper.map(() => 'In general words: slow down.'),
  );
  const unique = newspaper.filter((of) =>
    through.some((text) => [of.month, of.town, String(of.age), of.story].some((sign) => text.includes(sign))),
  );
  assert.equal(unique.length, 0);
});
