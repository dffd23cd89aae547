import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBackHtml, readBackJson, readBackPdf } from '../../documents/read-back.ts';
import { findLeaks, type Part } from '../../domain/leak-check.ts';
import {
  bagDocument,
  composeBag,
  leaksOf,
  type NumberedItem,
  readyToCheck,
} from '../../domain/subject-bag.ts';
import { categoryInWords } from '../../domain/subject-category.ts';
import {
  asSecret,
  type ItemDecision,
  type LeftOutReason,
  reasonInWords,
} from '../../domain/subject-decision.ts';
import { documentBody } from '../../web/document-view.ts';
import { bagJson, bagPdf } from './compose-bag.ts';

const madeAt = new Date('2026-04-01T09:00:00Z');
const reason = fc.constantFrom(...(Object.keys(reasonInWords) as LeftOutReason[]));

/** Words of the example that say nothing, and made-up ones by which whatever leaks is known. */
const filler = fc.constantFrom(
  ...'the child went there, “home” — and <b>slept</b> & ate O’Dell Zoë A\u030angstro\u0308m'.split(' '),
);
const madeUp = fc.integer({ min: 0, max: 9999 }).map((n) => `Zwim${n}vex`);
const gap = fc.constantFrom(' ', '\n', '  ', ', ', '. ');

type Written = { readonly text: string; readonly secrets: readonly string[] };

/** A text with some words to leave out, each among others. */
const written: fc.Arbitrary<Written> = fc
  .array(
    fc.record({
      before: fc.array(filler, { maxLength: 12 }),
      secret: fc.array(fc.oneof(madeUp, madeUp, filler), { minLength: 1, maxLength: 12 }),
      gap,
    }),
    { maxLength: 4 },
  )
  .map((runs) => ({
    text:
      runs.flatMap(({ before, secret, gap: between }) => [...before, secret.join(between)]).join(' ') ||
      'nothing',
    secrets: runs
      .map(({ secret }) => secret.join(' '))
      // What stands in every text cannot be left out of one.
      .filter((secret) => secret.includes('Zwim')),
  }));

const item = fc.record({
  written,
  reason,
  isTyped: fc.boolean(),
  withheld: fc.boolean(),
  whose: fc.option(madeUp),
  category: fc.constantFrom(...(Object.keys(categoryInWords) as (keyof typeof categoryInWords)[])),
});

const items = fc.array(item, { minLength: 1, maxLength: 8 }).map((all) =>
  all.map(
    (
      { written: { text, secrets }, reason: why, isTyped, withheld, whose, category },
      index,
    ): NumberedItem => {
      const decided: ItemDecision = {
        ...{ because: null, note: '', reason: withheld ? why : null },
        decision: withheld ? 'withhold' : secrets.length > 0 ? 'part' : 'give',
        redactions: withheld ? [] : secrets.map((words) => ({ words, reason: why, note: '' })),
      };
      return {
        ...{
          number: index + 1,
          key: `${index}`,
          category,
          on: index % 2 ? '2026-03-01' : null,
          text,
          isTyped,
        },
        ...{ source: 'Larch-1', whose: whose ?? '', others: [], keptFrom: [], decided, fromVault: null },
      };
    },
  ),
);

const compose = (all: readonly NumberedItem[]) =>
  composeBag(
    {
      reference: 'Alder-1',
      asker: 'child',
      aboutWhom: 'child',
      council: 'A council',
      about: ['Robin'],
      madeOn: '2026-04-01',
    },
    all,
  );

const outside = (all: readonly NumberedItem[]): readonly Part[] => {
  const bag = compose(all);
  return [...readBackHtml(String(documentBody(bagDocument(bag)))), ...readBackJson(bagJson(bag))];
};

/** Made-up words that stand in nothing but what is left out: none of them may be found by anybody, however they look. */
const onlyLeftOut = (all: readonly NumberedItem[]): readonly string[] => {
  const gone = all.flatMap(({ decided, text }) =>
    decided?.decision === 'withhold' ? [text] : (decided?.redactions ?? []).map(({ words }) => words),
  );
  const words = new Set(gone.flatMap((text) => text.match(/Zwim\d+vex/g) ?? []));
  const stays = all.flatMap(({ decided, text, whose }) => {
    if (decided?.decision === 'withhold') return [];
    const secrets = (decided?.redactions ?? []).map(({ words: each }) => each);
    const alone = (text.match(/Zwim\d+vex/g) ?? []).filter(
      (word) => !secrets.some((secret) => secret.includes(word)),
    );
    return [...alone, whose];
  });
  return [...words].filter((word) => !stays.includes(word));
};

const assertNothing = (parts: readonly Part[], all: readonly NumberedItem[]): void => {
  const letters = parts.map(({ text }) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()).join('|');
  for (const word of onlyLeftOut(all)) assert.ok(!letters.includes(word.toLowerCase()), word);
};

test('whatever is found ready has nothing that was left out in its page and its data', () => {
  let [ready, left] = [0, 0];
  fc.assert(
    fc.property(items, (all) => {
      if (!readyToCheck(compose(all), all).ok) return;
      ready += 1;
      left += onlyLeftOut(all).length;
      const parts = outside(all);
      assertNothing(parts, all);
      const secrets = all.flatMap(({ decided }) =>
        (decided?.redactions ?? []).map(({ words }) => asSecret(words, words)),
      );
      assert.deepEqual(findLeaks(parts, secrets), []);
      assert.deepEqual(leaksOf(all, parts), []);
    }),
    { numRuns: 1000 },
  );
  assert.ok(ready > 300 && left > 300, `${ready} were ready, ${left} words left out`);
});

test('nor in its PDF, read back out of the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      if (!readyToCheck(compose(all), all).ok) return;
      const bytes = await bagPdf(compose(all), madeAt);
      assert.deepEqual(bytes, await bagPdf(compose(all), madeAt), 'the same bag has the same bytes');
      const parts = await readBackPdf(bytes);
      assertNothing(parts, all);
      assert.deepEqual(leaksOf(all, parts), []);
    }),
    { numRuns: 20 },
  );
});

test('words that were left out are found wherever they are planted', async () => {
  const all: readonly NumberedItem[] = [
    {
      ...{
        number: 1,
        key: '1',
        category: 'minutes',
        on: null,
        text: 'She is Zwim1vex Zwim2vex.',
        isTyped: true,
      },
      ...{ source: '', whose: '', others: [], keptFrom: [], fromVault: null },
      decided: {
        ...{ decision: 'part', because: null, reason: null, note: '' },
        redactions: [{ words: 'Zwim1vex Zwim2vex', reason: 'serious-harm', note: '' }],
      },
    },
  ];
  const bag = compose(all);
  const planted = {
    ...bag,
    groups: [
      {
        category: 'view' as const,
        things: [{ on: null, case: '', saidBy: 'zwim1vex\nZWIM2VEX', text: 'x' }],
      },
    ],
  };
  for (const parts of [
    readBackHtml(String(documentBody(bagDocument(planted)))),
    readBackJson(bagJson(planted)),
    await readBackPdf(await bagPdf(planted, madeAt)),
  ])
    assert.match(leaksOf(all, parts)[0]?.message ?? '', /left out of number 1 stand in/);
});
