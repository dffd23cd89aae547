import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Conflict } from './minutes.ts';
import { checkLength, LONGEST_PASSAGE, settleOn, type Typing, tidyWords, typeOnto } from './typing.ts';

type Kept = Parameters<typeof typeOnto>[0];

const passage = (changes: Partial<Kept> = {}): Kept => ({
  text: 'Robin settled quickly.',
  revision: 3,
  page: 'priya’s page',
  edit: 7,
  conflicts: [],
  ...changes,
});

const typing = (changes: Partial<Typing> = {}): Typing => ({
  text: 'Robin settled slowly.',
  fromRevision: 3,
  page: 'dan’s page',
  edit: 1,
  ...changes,
});

const savedAs = (text: string, isMerged = false): ReturnType<typeof typeOnto> => ({
  ...{ is: 'saved', text, revision: 4, isMerged },
});

const conflict = (changes: Partial<Conflict> = {}): Conflict => ({
  id: 'c1',
  text: 'Robin settled.',
  typedBy: 'Dan',
  typedById: 'dan',
  typedAt: new Date(0),
  page: 'dan’s page',
  edit: 1,
  ...changes,
});

describe('typing onto a passage', () => {
  const cases: readonly (readonly [string, Kept, Typing, ReturnType<typeof typeOnto>])[] = [
    ['words typed onto the latest are saved', passage(), typing(), savedAs('Robin settled slowly.')],
    [
      'words already there are nothing new, whatever they were typed onto',
      passage(),
      typing({ text: 'Robin settled quickly.', fromRevision: 0 }),
      { is: 'nothing-new' },
    ],
    [
      'words typed onto something older are kept beside the newer ones',
      passage(),
      typing({ fromRevision: 2 }),
      { is: 'conflict', conflictId: null },
    ],
    [
      'words that meet the newer ones are kept beside them, though the page sent what it typed onto',
      passage(),
      typing({ text: 'Robin settled. He slept.', base: 'Robin settled.', fromRevision: 2, page: null }),
      { is: 'conflict', conflictId: null },
    ],
    [
      'words typed elsewhere in the text come together with the newer ones, and are no page’s own',
      passage({ text: 'Robin settled quickly. He slept.' }),
      typing({ text: 'Robin settled. He slept well.', base: 'Robin settled. He slept.', fromRevision: 2 }),
      savedAs('Robin settled quickly. He slept well.', true),
    ],
    [
      'a text typed onto is believed before its number: others’ words that came with an answer are kept',
      passage({ text: 'Robin settled quickly. He slept.', page: null }),
      typing({ text: 'Robin settled. He slept well.', base: 'Robin settled. He slept.' }),
      savedAs('Robin settled quickly. He slept well.', true),
    ],
    [
      'a page in conflict goes on beside, also where its words do not meet the newer ones any more',
      passage({ text: 'Robin settled quickly. He slept.', conflicts: [conflict()] }),
      typing({
        text: 'Robin settled. He slept well.',
        base: 'Robin settled. He slept.',
        edit: 2,
        fromRevision: 2,
      }),
      { is: 'conflict', conflictId: 'c1' },
    ],
    [
      'a page that saved last goes on, though the answer to its save was lost',
      passage({ page: 'dan’s page', edit: 1 }),
      typing({ fromRevision: 2, edit: 2 }),
      savedAs('Robin settled slowly.'),
    ],
    [
      'an edit that was overtaken on the way changes nothing',
      passage({ page: 'dan’s page', edit: 9 }),
      typing({ edit: 8 }),
      { is: 'nothing-new' },
    ],
    [
      'a page in conflict goes on in the same conflict',
      passage({ conflicts: [conflict()] }),
      typing({ fromRevision: 2, edit: 2 }),
      { is: 'conflict', conflictId: 'c1' },
    ],
    [
      'an overtaken edit does not put older words into the conflict',
      passage({ conflicts: [conflict({ edit: 5 })] }),
      typing({ fromRevision: 2, edit: 4 }),
      { is: 'nothing-new' },
    ],
    [
      'another computer of the same person gets a conflict of its own, so neither overwrites the other',
      passage({ conflicts: [conflict({ page: 'dan’s laptop' })] }),
      typing({ fromRevision: 2 }),
      { is: 'conflict', conflictId: null },
    ],
    [
      'the same words sent twice without a page are kept once',
      passage({ conflicts: [conflict({ text: 'Robin settled slowly.', page: null })] }),
      typing({ fromRevision: 2, page: null }),
      { is: 'nothing-new' },
    ],
    [
      'two pages that do not say who they are, as without JavaScript, are never taken for one',
      passage({ page: null, edit: 0 }),
      typing({ fromRevision: 2, page: null, edit: 0 }),
      { is: 'conflict', conflictId: null },
    ],
  ];
  for (const [name, kept, typed, expected] of cases)
    test(name, () => assert.deepEqual(typeOnto(kept, typed, 'dan'), expected));
});

/** A passage and three pages open on it, as the service and the browsers behave; each page only ever adds words. */
const meetingRoom = () => {
  const first = 'Robin slept.';
  let kept: Kept = passage({ text: first, revision: 0, page: null, edit: 0 });
  let merges = 0;
  const words: string[] = [];
  const late: (() => void)[] = [];
  const pages = ['a', 'b', 'c'].map((id) => ({
    id,
    text: first,
    saved: first,
    base: first,
    from: 0,
    edit: 0,
  }));
  type Page = (typeof pages)[number];

  const receive = (typed: Typing, typist: string): { isBeside: boolean; isMerged: boolean } => {
    const outcome = typeOnto(kept, typed, typist);
    const { text, page, edit } = typed;
    const isMerged = outcome.is === 'saved' && outcome.isMerged;
    if (isMerged) merges += 1;
    if (outcome.is === 'saved')
      kept = {
        ...{ ...kept, text: outcome.text, edit, revision: outcome.revision },
        page: isMerged ? null : page,
      };
    if (outcome.is === 'conflict') {
      const id = outcome.conflictId ?? `c${kept.conflicts.length}`;
      const others = kept.conflicts.filter((one) => one.id !== id);
      kept = { ...kept, conflicts: [...others, conflict({ id, text, page, edit, typedById: typist })] };
    }
    return { isBeside: kept.conflicts.some((one) => one.page === page), isMerged: kept.text !== text };
  };
  /** As autosave.mjs does: `meanwhile` is whether somebody went on typing before the answer came. */
  const send = (page: Page, fate: 'answered' | 'answer lost' | 'late' | 'typing on') => {
    page.edit += 1;
    const { text, base, from } = page;
    const typed = { text, base, fromRevision: from, page: page.id, edit: page.edit };
    if (fate === 'late') {
      late.push(() => receive(typed, page.id));
      return;
    }
    const { isBeside, isMerged } = receive(typed, page.id);
    if (fate === 'answer lost') return;
    page.saved = text;
    if (fate === 'typing on') add(page, 'end');
    if (isBeside) return;
    if (isMerged && page.text !== text) page.base = text;
    else {
      Object.assign(page, { base: kept.text, from: kept.revision });
      if (isMerged) Object.assign(page, { text: kept.text, saved: kept.text });
    }
  };
  const add = (page: Page, where: 'start' | 'end') => {
    const word = `<${words.length}>`;
    words.push(word);
    page.text = where === 'start' ? `${word} ${page.text}` : `${page.text} ${word}`;
  };
  return {
    type: (at: number, where: 'start' | 'end') => {
      const page = pages[at];
      if (page !== undefined) add(page, where);
    },
    send: (at: number, fate: Parameters<typeof send>[1]) => {
      const page = pages[at];
      if (page !== undefined && page.text !== page.saved) send(page, fate);
    },
    hear: (at: number) => {
      const page = pages[at];
      if (page === undefined || page.text !== page.saved) return;
      if (kept.conflicts.some((one) => one.page === page.id)) return;
      Object.assign(page, { text: kept.text, saved: kept.text, base: kept.text, from: kept.revision });
    },
    arrive: () => late.shift()?.(),
    merges: () => merges,
    lost: () => {
      for (const page of pages) send(page, 'answered');
      for (const receiveLate of late) receiveLate();
      const everything = [kept.text, ...kept.conflicts.map(({ text }) => text)].join();
      return words.filter((word) => !everything.includes(word));
    },
  };
};

test('no word is lost, in whatever order three people type, save, lose answers and are overtaken', () => {
  const page = fc.nat({ max: 2 });
  const steps = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom('start' as const, 'end' as const), page),
      fc.tuple(
        fc.constantFrom('answered' as const, 'answer lost' as const, 'late' as const, 'typing on' as const),
        page,
      ),
      fc.tuple(fc.constantFrom('hear' as const, 'arrive' as const), page),
    ),
    { maxLength: 60 },
  );
  let merges = 0;
  fc.assert(
    fc.property(steps, (taken) => {
      const room = meetingRoom();
      for (const [step, at] of taken) {
        if (step === 'start' || step === 'end') room.type(at, step);
        else if (step === 'hear') room.hear(at);
        else if (step === 'arrive') room.arrive();
        else room.send(at, step);
      }
      assert.deepEqual(room.lost(), []);
      merges += room.merges();
    }),
    { numRuns: 2_000 },
  );
  assert.ok(merges > 100, 'texts came together in many of them');
});

describe('settling what two people typed', () => {
  test('keeps one, the other, or both one after the other', () => {
    assert.equal(settleOn('saved', 'one', 'two'), 'one');
    assert.equal(settleOn('beside', 'one', 'two'), 'two');
    assert.equal(settleOn('both', 'one', 'two'), 'one\n\ntwo');
  });
  test('both are kept once when one holds the other whole', () => {
    assert.equal(settleOn('both', 'one and two', 'two'), 'one and two');
    assert.equal(settleOn('both', 'one', 'one and two'), 'one and two');
  });
  test('the shorter can still be chosen over the longer', () => {
    assert.equal(settleOn('beside', 'one and two', 'two'), 'two');
  });
});

test('words are kept with line feeds, without what surrounds them, and twice tidied as once', () => {
  assert.equal(tidyWords('\r\n One\r\ntwo\rthree \0\n'), 'One\ntwo\nthree');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => tidyWords(tidyWords(text)) === tidyWords(text)),
  );
});

test('the longest passage is kept, and one character more is refused with how much there is', () => {
  assert.equal(checkLength('a'.repeat(LONGEST_PASSAGE), 'text-1').ok, true);
  assert.deepEqual(checkLength('a'.repeat(LONGEST_PASSAGE + 1), 'text-1'), {
    ok: false,
    problems: [
      {
        field: 'text-1',
        message: 'Shorten the text to 100,000 characters or fewer. It has 100,001',
      },
    ],
  });
});
