import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { childView, heldCase, teacher } from '../../test/example-minutes.ts';
import { concernedIn, everybodyHeard, heardByItem, unexplained, whoIsNotHeard } from './heard.ts';
import type { MeetingEvent } from './meeting-room.ts';

const story = { key: 'story', title: 'The story' };
const idOf = (source: string) => `invitation of ${source}`;
const [sw, school] = [idOf('staff-amina'), idOf(`contact-${teacher.id}`)];
const ticked = (kind: MeetingEvent['kind'], people: readonly string[], agendaKey = 'story') => ({
  ...{ kind, agendaKey, people },
});
const said = (id: string, text = 'It was hard.') => ({
  ...{ agendaKey: 'story', text, saidBy: { is: 'invited', id } as const },
});
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

describe('whom a meeting is there to hear', () => {
  test('children, those who came, and those who wrote; neither who holds it nor who stayed away', () => {
    const record = heldCase(
      {},
      {
        invitation: ({ capacity, reader }) => ({
          ...(reader === 'adopters' && { attended: false }),
          ...(capacity === 'birth-family' && {
            attended: null,
            mode: 'contribute' as const,
            contribution: 'We tried.',
          }),
          ...(capacity === 'child-social-worker' && { capacity: 'chair' as const }),
        }),
      },
    );
    const people = names(concernedIn(record));
    assert.equal(people[0], 'Robin');
    assert.ok(people.includes('Kirsty Oldroyd') && people.includes('Viv Marlow'));
    assert.ok(!people.includes('Amina Hussain') && !people.includes('Adopter 1'), people.join());
  });

  test('whoever was sent, for whoever sent them', () => {
    const record = heldCase(
      {},
      {
        invitation: ({ name }) =>
          name === 'Viv Marlow'
            ? { attended: false, instead: { is: 'sent', name: 'Kim Li', as: 'deputy head' } }
            : {},
      },
    );
    assert.ok(names(concernedIn(record)).includes('Kim Li for Viv Marlow'));
  });
});

describe('who has not been heard', () => {
  const people = concernedIn(heldCase());

  test('on an item: all but those who are ticked and those who said something under it', () => {
    const heard = heardByItem([ticked('heard', [sw])], [said(school), said('nobody', '')]);
    const missing = names(whoIsNotHeard(people, heard, story));
    assert.ok(!missing.includes('Amina Hussain') && !missing.includes('Viv Marlow'));
    assert.ok(missing.includes('Robin') && missing.includes('Adopter 1'));
  });

  test('on an item that some are there for, nobody else is missed', () => {
    assert.deepEqual(names(whoIsNotHeard(people, {}, { ...story, for: [sw, 'robin'] })), [
      'Robin',
      'Amina Hussain',
    ]);
  });

  test('overall: once heard on one item, or read, or with views, somebody was heard', () => {
    const record = heldCase(
      {},
      {
        views: [childView('I miss the dog.')],
        invitation: ({ name }) =>
          name === 'Viv Marlow' ? { contribution: 'He was shy.', contributionRead: true } : {},
      },
    );
    const missing = names(whoIsNotHeard(concernedIn(record), { story: [sw] }, null));
    for (const name of ['Robin', 'Viv Marlow', 'Amina Hussain']) assert.ok(!missing.includes(name), name);
    assert.ok(missing.includes('Adopter 1'));
  });

  test('a tick that was taken back counts no more, and one that comes again does', () => {
    const events = [ticked('heard', [sw, school]), ticked('not-heard', [sw])];
    assert.deepEqual(heardByItem(events, []).story, [school]);
    assert.deepEqual(heardByItem([...events, ticked('heard', [sw])], []).story, [school, sw]);
  });

  test('of any ticks, each person is missed on an item unless their last tick there says they were heard', () => {
    const ids = people.map(({ id }) => id);
    const tick = fc.tuple(
      fc.constantFrom('heard' as const, 'not-heard' as const),
      fc.subarray(ids, { minLength: 1 }),
      fc.constantFrom('story', 'next'),
    );
    fc.assert(
      fc.property(fc.array(tick), (ticks) => {
        const events = ticks.map(([kind, who, key]) => ticked(kind, who, key));
        const missing = whoIsNotHeard(people, heardByItem(events, []), story).map(({ id }) => id);
        for (const id of ids) {
          const last = events.findLast((one) => one.agendaKey === 'story' && one.people.includes(id));
          assert.equal(missing.includes(id), last?.kind !== 'heard');
        }
      }),
    );
  });
});

describe('before a meeting ends', () => {
  const people = concernedIn(heldCase());
  test('it is said why for each who was never heard, once; a child is asked for by another rule', () => {
    const missing = whoIsNotHeard(
      people,
      { story: people.filter(({ id }) => id !== sw).map(({ id }) => id) },
      null,
    );
    assert.deepEqual(names(unexplained(missing, [])), ['Amina Hussain']);
    assert.ok(!names(unexplained(people, [])).includes('Robin'));
    assert.deepEqual(unexplained(missing, [ticked('said-why', [sw], '')]), []);
    const refused = everybodyHeard(unexplained(missing, []), '');
    assert.deepEqual(refused.ok ? [] : refused.problems, [
      {
        field: 'whyNotHeard',
        message: 'Amina Hussain was not heard on any item. Go back and tick where, or say why not',
        because: 'PG-9',
      },
    ]);
    assert.deepEqual(everybodyHeard(missing, 'She had to leave'), { ok: true, value: [sw] });
    assert.deepEqual(everybodyHeard([], ''), { ok: true, value: [] });
  });
});
