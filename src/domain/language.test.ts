import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readProcedures } from '../procedures/read-procedures.ts';
import { childSheets } from './child-sheet.ts';
import { ownPageWords } from './child-words/own-page.ts';
import { childPackWords } from './child-words/pack.ts';
import { composeMessage } from './compose-message.ts';
import { wordingIn, wordsIn } from './language.ts';
import { composeLetter } from './letter.ts';
import type { MessageContent, MessageKind } from './message.ts';
import { readingLevelOf } from './reading-age.ts';
import { composeTextMessage } from './text-message.ts';
import { welshChildren } from './welsh/children.ts';
import { welshMessages } from './welsh/messages.ts';
import { welshPages } from './welsh/pages.ts';

const welsh = wordingIn('cy');
const phrases = { ...welshMessages, ...welshPages, ...welshChildren };
const holes = (words: string): readonly string[] => (words.match(/%?\{\w+\}/g) ?? []).toSorted();

test('a Welsh phrase has what its English words have put into them', () => {
  for (const [english, words] of Object.entries(phrases))
    assert.deepEqual(holes(words), holes(english), english);
});

test('no phrase stands twice', () => {
  const all = [welshMessages, welshPages, welshChildren].flatMap((each) => Object.keys(each));
  assert.deepEqual(
    all.filter((english, index) => all.indexOf(english) !== index),
    [],
  );
});

const textsIn = (words: unknown): readonly string[] =>
  typeof words === 'string' ? [words] : Object.values(words ?? {}).flatMap(textsIn);

test('a child’s own page is whole in Welsh', () => {
  const sheets = Object.values(childSheets).map(({ sheet }) =>
    sheet.spaces.map(({ prompt, hint }) => [prompt, hint]),
  );
  const opened = Object.values(childSheets).map(({ sheet: { title, opening, closing } }) => [
    title,
    opening,
    closing,
  ]);
  const said = [ownPageWords, childPackWords, sheets, opened].flatMap(textsIn);
  assert.ok(said.length > 80);
  assert.deepEqual(
    said.filter((text) => !welsh.has(text) && /[a-z]/.test(text)),
    [],
  );
  assert.deepEqual(wordsIn('cy', { a: ['Stop'], b: 3, c: null }), { a: ['Stopio'], b: 3, c: null });
});

test('what guests and children read, on every page and in every message, a child of nine or ten can read', () => {
  for (const [what, said] of Object.entries({ welshMessages, welshPages, welshChildren })) {
    const sentences = Object.keys(said)
      .map((english) => english.replaceAll(/%?\{\w+\}/g, 'Monday'))
      .filter((english) => english.split(' ').length >= 4)
      .map((english) => (/[.?!:]$/.test(english) ? english : `${english}.`));
    assert.ok(sentences.length > 40, what);
    assert.ok((readingLevelOf(sentences.join(' '))?.grade ?? 99) <= 4, what);
    // One sentence alone is measured too coarsely for less.
    for (const sentence of sentences.filter((each) => each.split(' ').length >= 10))
      assert.ok((readingLevelOf(sentence)?.grade ?? 99) <= 8, sentence);
  }
});

test('days, times and lengths are said in Welsh', () => {
  assert.equal(welsh.day('2026-03-29'), 'dydd Sul 29 Mawrth 2026');
  assert.equal(welsh.date('2026-11-30'), '30 Tachwedd 2026');
  assert.deepEqual(['10:00', '14:30', '00:05'].map(welsh.time), ['10yb', '2:30yp', '12:05yb']);
  assert.deepEqual([45, 60, 90].map(welsh.length), ['45 munud', '1 awr', '1 awr 30 munud']);
  assert.equal(
    welsh.say('The meeting on {day} is not going ahead.', { day: welsh.day('2026-03-30') }),
    'Ni fydd y cyfarfod ar ddydd Llun 30 Mawrth 2026 yn cael ei gynnal.',
  );
});

test('what is not there in Welsh is said in English', () => {
  assert.equal(welsh.has('Nobody has put this into Welsh'), false);
  assert.equal(welsh.say('Nobody has put this into Welsh'), 'Nobody has put this into Welsh');
});

test('a phrase is never said with a hole in it', () => {
  assert.throws(() => welsh.say('Hello {name},'), /No value for \{name\}/);
});

test('every Welsh phrase is one that something says', async () => {
  const files = (await readdir('src', { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('welsh/'),
  );
  const code = (await Promise.all(files.map((file) => readFile(`src/${file}`, 'utf8')))).join('\n');
  // What a meeting talks about, each procedure says in plain words of its own.
  const plain = readProcedures('procedures').all.flatMap(({ agenda }) =>
    agenda.flatMap((item) => item['for-families'] ?? []),
  );
  assert.deepEqual(
    plain.filter((item) => !(item in phrases)),
    [],
  );
  assert.deepEqual(
    Object.keys(phrases).filter((english) => !plain.includes(english) && !code.includes(`'${english}'`)),
    [],
  );
});

const content: MessageContent = {
  ...{ organisation: 'Cyngor', reference: 'Larch-48210736', name: 'Carys Oldroyd', linkId: 'l' },
  mode: 'attend',
  meeting: {
    ...{ heldOn: '2026-04-08', startsAt: '10:00', minutesLong: 90, place: null },
    ...{ calendarUid: 'u', sequence: 0 },
  },
};
const kinds: readonly MessageKind[] = [
  ...(['invitation', 'change', 'reminder', 'cancellation', 'withdrawal'] as const),
  ...(['code', 'copy', 'pack', 'times', 'times-changed', 'times-over', 'feedback'] as const),
];

const ways = [
  ['attend', undefined],
  ['contribute', undefined],
  ['attend', 'coming'],
  ['contribute', 'not-written'],
  ['attend', 'not-opened'],
] as const;

const remindedOf = (kind: MessageKind, of: (typeof ways)[number][1]) => {
  const copy = { id: 'c', lastDay: '2026-04-24' };
  if (kind === 'copy') return of === 'not-opened' ? { copy, remindsOf: of } : { copy };
  return kind === 'reminder' && of && of !== 'not-opened' ? { remindsOf: of } : {};
};

test('every message, text message and letter is whole in Welsh', () => {
  const english = /\b(?:the|your|you|we|please|meeting|page|from|to|of|at|for)\b/i;
  for (const kind of kinds)
    for (const [mode, remindsOf] of ways) {
      const times = { minutesLong: 90, each: [{ heldOn: '2026-04-08', startsAt: '10:00' }] };
      const about = { ...content, mode, times, ...remindedOf(kind, remindsOf) };
      const secrets = { link: 'https://service.example/private/t', code: '012345' };
      const { subject, text, calendar } = composeMessage(kind, about, secrets, 'cy');
      const letter = composeLetter(kind, about, new Date('2026-03-20T10:00:00Z'), 'cy');
      assert.equal(letter.language, 'cy');
      const said = [
        ...[subject, text, composeTextMessage(kind, about, secrets, 'cy')],
        ...[calendar?.title, calendar?.place, calendar?.description],
        JSON.stringify(letter.sections),
        ...[letter.title, letter.subtitle],
      ].join('\n');
      assert.doesNotMatch(
        said.replaceAll(/https:\S+|"(?:is|text|heading|level|blocks)"/g, ''),
        english,
        kind,
      );
    }
});
