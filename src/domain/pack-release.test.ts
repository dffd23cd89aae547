import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldCase } from '../../test/example-minutes.ts';
import { packWords } from './pack.ts';
import { packOnPaper } from './pack-paper.ts';
import { lackedBy, lateInWords, releasePack, seenOf } from './pack-release.ts';

type Standing = Parameters<typeof releasePack>[1];
const standing: Standing = {
  open: ['a', 'b'],
  openForChildren: ['c'],
  isFirst: true,
  isLacked: false,
  dueOn: '2026-03-30',
  today: '2026-03-30',
};

type Proposal = Parameters<typeof releasePack>[0];
const release = (proposal: Partial<Proposal>, facts: Standing) =>
  releasePack({ papers: [], forChildren: [], looked: [], because: '', ...proposal }, facts);

test('in time, the agenda goes out with the papers that were chosen, and needs no reason', () => {
  assert.deepEqual(release({ papers: ['b'], because: 'x' }, standing), {
    ok: true,
    value: { papers: ['agenda', 'b'], forChildren: [], looked: [], isLate: false, because: '' },
  });
  assert.ok(release({ papers: [], because: '' }, { ...standing, dueOn: null, today: '2026-12-01' }).ok);
});

test('after the day, and after the first release, what goes out is late and says why', () => {
  const late = release({ papers: ['a'], because: '' }, { ...standing, today: '2026-03-31' });
  assert.deepEqual(late.ok ? [] : late.problems.map(({ field }) => field), ['because']);
  const second = release({ papers: ['a'], because: 'It came today' }, { ...standing, isFirst: false });
  assert.deepEqual(second, {
    ok: true,
    value: { papers: ['a'], forChildren: [], looked: [], isLate: true, because: 'It came today' },
  });
});

test('a later release sends something: a paper, or what somebody lacks who was invited since', () => {
  const nothing = { papers: [], because: 'Invited since' };
  assert.ok(!release(nothing, { ...standing, isFirst: false }).ok);
  assert.ok(release(nothing, { ...standing, isFirst: false, isLacked: true }).ok);
});

test('what was taken back meanwhile does not go out with the rest in silence', () => {
  const gone = release({ papers: ['a', 'z'], because: '' }, standing);
  assert.deepEqual(gone.ok ? [] : gone.problems.map(({ field }) => field), ['papers']);
});

test('what is out says who has not opened it, and who lacks it', () => {
  const record = heldCase();
  const [first, second, third] = record.meeting?.invitations ?? [];
  assert.ok(first && second && third);
  const part = (paper: string, readerId: string, openedAt: Date | null, isPrinted = false) => ({
    ...{ paper, readerId, openedAt, isPrinted },
  });
  const packs = [
    { isLate: false, parts: [part('agenda', first.id, new Date()), part('agenda', second.id, null)] },
    { isLate: true, parts: [part(third.id, first.id, null)] },
  ];
  assert.deepEqual(
    seenOf(packs, [first, second, third]).map(({ paper, isLate, unseenBy }) => [
      paper,
      isLate,
      unseenBy.map(({ id }) => id),
    ]),
    [
      ['agenda', false, [second.id]],
      [third.id, true, [first.id]],
    ],
  );
  assert.deepEqual(lackedBy(second, ['agenda', third.id], packs), [third.id]);
  assert.deepEqual(lackedBy(third, ['agenda', third.id], packs), ['agenda']);
});

test('children get a paper that goes out now or is out, and no other', () => {
  const fields = (proposal: Partial<Proposal>) => {
    const decision = release({ because: 'x', ...proposal }, { ...standing, isFirst: false });
    return decision.ok ? decision.value.forChildren : decision.problems.map(({ field }) => field);
  };
  assert.deepEqual(fields({ papers: ['a'], forChildren: ['a'] }), ['a']);
  assert.deepEqual(fields({ forChildren: ['c'] }), ['c'], 'out already, and something to send by itself');
  assert.deepEqual(fields({ papers: ['a'], forChildren: ['b'] }), ['forChildren']);
  assert.deepEqual(fields({ papers: ['a'], forChildren: ['z'] }), ['forChildren']);
  assert.deepEqual(fields({ papers: ['a'], looked: ['z'] }), ['looked']);
});

test('a child counts as anybody does, and whoever has it on paper is not said to have missed it', () => {
  const record = heldCase();
  const [first, second] = record.meeting?.invitations ?? [];
  const [child] = record.placement.children;
  assert.ok(first && second && child);
  const part = (readerId: string, isPrinted: boolean) => ({
    ...{ paper: 'agenda', readerId, openedAt: null, isPrinted },
  });
  const packs = [
    { isLate: true, parts: [part(first.id, true), part(second.id, false), part(child.id, false)] },
  ];
  const seen = seenOf(packs, [first, second], [child]);
  const [{ unseenBy, onPaper } = assert.fail()] = seen;
  assert.deepEqual(
    unseenBy.map(({ name }) => name),
    [second.name, child.givenName],
  );
  assert.deepEqual(
    onPaper.map(({ name }) => name),
    [first.name],
  );
  assert.match(
    lateInWords(seen).join(''),
    new RegExp(`Not opened yet by ${second.name} and ${child.givenName}`),
  );
});

test('on paper stands what is on the page, and what came with it by name', () => {
  const document = {
    ...{ title: 't', language: 'en' as const },
    sections: [
      {
        heading: 'From the school',
        level: 2 as const,
        blocks: [{ is: 'quote' as const, words: 'Well done', who: '' }],
      },
    ],
  };
  const files = [{ id: 'f', format: 'pdf' as const, description: 'His report' }];
  const doc = packOnPaper([{ paper: 'p', document, files, isLate: true, openedAt: null }]);
  assert.deepEqual(doc.sections[0]?.blocks, [
    { is: 'paragraph', text: packWords.late },
    { is: 'quote', words: 'Well done', who: '' },
    { is: 'paragraph', text: packWords.filesOnPaper },
    { is: 'list', items: ['His report (PDF)'] },
  ]);
});
