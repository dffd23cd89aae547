import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleMeeting } from '../../test/example-record.ts';
import {
  type AgendaFacts,
  agendaOf,
  buildAgenda,
  choosable,
  isThereFor,
  minutesOf,
  type ProposedItem,
  timesOf,
} from './agenda.ts';
import type { MeetingItem } from './procedure.ts';
import type { PlannedDuty } from './standing.ts';

const item = (key: string, more: Partial<MeetingItem> = {}): MeetingItem => ({
  ...{ key, title: `Item ${key}`, prompt: '', kind: 'note' },
  ...more,
});
const suggested = [item('welcome'), item('why', { kind: 'finding', owner: 'iro' }), item('next')];
const because = { paragraph: '1', says: 'It is so.' };
const duty = (agenda: 'set' | 'suggested') =>
  ({
    rule: 'R-1',
    asks: { agenda },
    because: { ...because, document: 'A procedure', facts: [] },
  }) as unknown as PlannedDuty;

const facts = (more: Partial<AgendaFacts> = {}): AgendaFacts => ({
  duty: duty('suggested'),
  procedure: {
    agenda: suggested,
    purposes: [{ key: 'p', title: 'Why it happened', under: ['why'], because }],
  },
  record: { meeting: exampleMeeting() },
  people: [
    { id: 'ruth', name: 'Ruth', capacity: 'chair' },
    { id: 'mo', name: 'Mo', capacity: 'birth-family' },
  ],
  children: [{ id: 'robin' }],
  written: [],
  newKey: 'own-1',
  ...more,
});
const proposed = (key: string | null, more: Partial<ProposedItem> = {}): ProposedItem => ({
  ...{ key, isOn: true, place: '', minutes: '', ledBy: '', isForSome: false, for: [] },
  ...{ title: '', prompt: '', plain: '', ...more },
});
const all = (more: Record<string, Partial<ProposedItem>> = {}) =>
  suggested.map(({ key }) => proposed(key, more[key]));

const built = (items: readonly ProposedItem[], about: Partial<AgendaFacts> = {}) => {
  const result = buildAgenda(items, facts(about));
  assert.ok(result.ok, result.ok ? '' : result.problems.map(({ message }) => message).join());
  return result.value;
};
const problemsOf = (items: readonly ProposedItem[], about: Partial<AgendaFacts> = {}) => {
  const result = buildAgenda(items, facts(about));
  return result.ok ? [] : result.problems.map(({ field }) => field);
};
const keys = (items: readonly MeetingItem[]) => items.map(({ key }) => key);

test('a suggested agenda is put in order, shortened and added to', () => {
  const agenda = built([
    ...all({ welcome: { place: '3' }, why: { place: '1', minutes: '25' }, next: { isOn: false } }),
    proposed(null, { title: 'The dog', place: '2', plain: 'Who has the dog' }),
  ]);
  assert.deepEqual(keys(agenda), ['why', 'own-1', 'welcome']);
  assert.deepEqual(agenda[1], {
    ...{
      key: 'own-1',
      title: 'The dog',
      prompt: '',
      kind: 'note',
      'for-families': 'Who has the dog',
      isOwn: true,
    },
  });
  assert.equal(agenda[0]?.kind, 'finding');
  assert.equal(agenda[0]?.minutes, 25);
});

test('an item moved to the place of another comes before it on the way up, and after it on the way down', () => {
  const places = (welcome: string, why: string, next: string) =>
    keys(built(all({ welcome: { place: welcome }, why: { place: why }, next: { place: next } })));
  assert.deepEqual(places('1', '2', '1'), ['next', 'welcome', 'why']);
  assert.deepEqual(places('3', '2', '3'), ['why', 'next', 'welcome']);
  assert.deepEqual(places('2', '2', '3'), ['why', 'welcome', 'next']);
});

test('what the meeting is there to answer stays on the agenda, and so does what something is written under', () => {
  assert.deepEqual(problemsOf(all({ why: { isOn: false } })), ['on-why']);
  assert.deepEqual(problemsOf(all({ next: { isOn: false } }), { written: ['next'] }), ['on-next']);
  assert.deepEqual(problemsOf([]), ['', 'on-why']);
});

test('an agenda that the procedure sets keeps its items and their order, whatever is sent', () => {
  const about = { duty: duty('set') };
  const agenda = built(
    [...all({ welcome: { place: '9', isOn: false, minutes: '5' } }), proposed(null, { title: 'The dog' })],
    about,
  );
  assert.deepEqual(keys(agenda), keys(suggested));
  assert.equal(agenda[0]?.minutes, 5);
  assert.deepEqual(problemsOf([proposed('welcome'), proposed('why')], about), ['']);
});

test('an item is led by somebody who comes, and keeps what they are', () => {
  const [first, second] = built(all({ welcome: { ledBy: 'mo' } }));
  assert.deepEqual([first?.ledBy, first?.owner], ['mo', 'birth-family']);
  assert.deepEqual([second?.ledBy, second?.owner], [undefined, 'iro']);
  assert.deepEqual(problemsOf(all({ welcome: { ledBy: 'gone' } })), ['ledBy-welcome']);
});

test('an item is for some only when somebody is named, and the chair is there for all', () => {
  const [first] = built(all({ welcome: { isForSome: true, for: ['robin', 'gone'] } }));
  assert.ok(first);
  assert.deepEqual(first.for, ['robin']);
  assert.ok(isThereFor(first, { id: 'robin' }));
  assert.ok(isThereFor(first, { id: 'ruth', capacity: 'chair' }));
  assert.ok(!isThereFor(first, { id: 'mo', capacity: 'birth-family' }));
  assert.ok(isThereFor({}, { id: 'mo' }));
  // Those it was for have gone: it is not opened to everybody by that.
  assert.deepEqual(problemsOf(all({ welcome: { isForSome: true, for: ['gone'] } })), ['for-welcome']);
});

test('minutes and places are whole numbers, and each problem names its field', () => {
  for (const minutes of ['0', '-1', 'ten', '481', '1.5'])
    assert.deepEqual(problemsOf(all({ why: { minutes } })), ['minutes-why'], minutes);
  assert.deepEqual(problemsOf(all({ why: { place: 'first' } })), ['place-why']);
  assert.deepEqual(problemsOf([...all(), proposed(null, { prompt: 'x' })]), ['title-new']);
});

test('each item begins when those before it are over, as long as all of them have a length', () => {
  const agenda = [
    item('a', { minutes: 10 }),
    item('b', { minutes: 95 }),
    item('c'),
    item('d', { minutes: 5 }),
  ];
  assert.deepEqual(timesOf(agenda, '09:30'), ['09:30', '09:40', '11:15', null]);
  assert.equal(minutesOf(agenda), 110);
});

test('without one of its own a meeting has that of its procedure; left out suggestions can be chosen again', () => {
  const { procedure } = facts();
  assert.equal(agendaOf({ record: { meeting: null }, procedure }), suggested);
  const record = { meeting: exampleMeeting({ agenda: [item('own-1', { isOwn: true }), item('why')] }) };
  assert.deepEqual(keys(agendaOf({ record, procedure })), ['own-1', 'why']);
  assert.deepEqual(keys(choosable({ record, procedure })), ['own-1', 'why', 'welcome', 'next']);
});

test('what is saved is what comes back: building an agenda again changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ on: fc.boolean(), minutes: fc.nat(480), place: fc.nat(20), some: fc.boolean() }), {
        minLength: 3,
        maxLength: 3,
      }),
      (chosen) => {
        const once = buildAgenda(
          suggested.map(({ key }, at) => {
            const { on = true, minutes = 0, place = 0, some = false } = chosen[at] ?? {};
            return proposed(key, {
              ...{ isOn: on || key === 'why', minutes: minutes === 0 ? '' : String(minutes) },
              ...{ place: String(place), isForSome: some, for: ['mo'] },
            });
          }),
          facts(),
        );
        assert.ok(once.ok);
        const record = { meeting: exampleMeeting({ agenda: once.value }) };
        const again = built(
          choosable({ record, procedure: facts().procedure }).map((one) => {
            const at = once.value.findIndex(({ key }) => key === one.key);
            return proposed(one.key, {
              ...{ isOn: at >= 0, place: String(at + 1), minutes: String(one.minutes ?? '') },
              ...{ isForSome: one.for !== undefined, for: one.for ?? [] },
            });
          }),
          { record },
        );
        assert.deepEqual(again, once.value);
      },
    ),
  );
});
