import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  actInRoom,
  actProblems,
  adjourned,
  ended,
  type Happening,
  isPossible,
  type MeetingEvent,
  meetingNow,
  type RoomAct,
  type RoomFacts,
  standsInWords,
  stillOn,
  timeOnItemInWords,
} from './meeting-room.ts';

const agenda = [
  { key: 'hello', title: 'Hello', minutes: 15 },
  { key: 'story', title: 'The story' },
  { key: 'next', title: 'What comes next', minutes: 5 },
];
const start = new Date('2026-03-31T09:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

const event = (
  kind: MeetingEvent['kind'],
  minutes: number,
  of: Partial<MeetingEvent> = {},
): MeetingEvent => ({
  ...{ kind, agendaKey: '', people: [], reason: '', nextOn: null, nextAt: null },
  ...{ at: after(minutes), by: 'Ruth', ...of },
});

const now = (events: readonly MeetingEvent[], minutes: number) => meetingNow(events, agenda, after(minutes));
const facts = (events: readonly MeetingEvent[], changes: Partial<RoomFacts['meeting']> = {}): RoomFacts => ({
  ...{ now: now(events, 60), agenda, today: '2026-03-31' },
  meeting: { heldOn: '2026-03-31', minutesStatus: 'draft', ...changes },
});

const started = [event('started', 0, { agendaKey: 'hello' })];
const paused = [
  ...started,
  event('item', 20, { agendaKey: 'story' }),
  event('paused', 30, { reason: 'A break' }),
];

describe('how a meeting stands', () => {
  test('before anything happened it has not started, and its first item is next', () => {
    const { is, item, next, spent } = now([], 0);
    assert.deepEqual([is, item, next?.key, spent], ['not-started', null, 'hello', 0]);
  });

  test('time is counted on its item and on the whole, and not while it is paused', () => {
    const { is, item, next, spentOn, spent } = now(paused, 90);
    assert.deepEqual([is, item?.key, next?.key], ['paused', 'story', 'next']);
    assert.deepEqual(spentOn, { hello: 20 * 60_000, story: 10 * 60_000 });
    assert.equal(spent, 30 * 60_000);
    const on = now([...paused, event('resumed', 45)], 50);
    assert.deepEqual([on.is, on.item?.key, on.spentOn.story], ['on', 'story', 15 * 60_000]);
  });

  test('who was heard changes nothing of it', () => {
    const heard = event('heard', 5, { agendaKey: 'next', people: ['a'] });
    assert.deepEqual(now([...started, heard], 10), now(started, 10));
  });

  test('an item that was taken out of the agenda leaves the first one to come', () => {
    const { item, next } = meetingNow(started, agenda.slice(1), after(1));
    assert.deepEqual([item, next?.key], [null, 'story']);
  });

  test('is told in words, with how much an item is over', () => {
    assert.equal(standsInWords(now(started, 1)), 'Going on, 1 minute in all.');
    assert.equal(timeOnItemInWords(now(started, 12)), '12 of 15 minutes');
    assert.equal(timeOnItemInWords(now(started, 18)), '18 of 15 minutes, 3 over');
    assert.equal(timeOnItemInWords(now(paused, 90)), '10 minutes');
    assert.equal(timeOnItemInWords(now([], 0)), '');
    assert.equal(standsInWords(now(paused, 90)), 'Paused since 31 March 2026 at 10:30am: A break');
    assert.equal(
      standsInWords(now([...started, event('ended', 60)], 90)),
      'Ended on 31 March 2026 at 11am, after 60 minutes.',
    );
  });
});

describe('what can be done with it', () => {
  const on = facts(started);
  const none = { agendaKey: '', reason: '' };
  const refusal = (act: Parameters<typeof actInRoom>[0], of: RoomFacts, typed = none) => {
    const decision = actInRoom(act, typed, of);
    return decision.ok ? null : decision.problems[0]?.message;
  };

  test('starting comes to the first item, and after it was adjourned to where it stopped', () => {
    const first = actInRoom('start', none, facts([]));
    assert.ok(first.ok);
    assert.deepEqual([first.value.kind, first.value.agendaKey], ['started', 'hello']);
    const parts = [
      ...paused,
      event('adjourned', 40, { reason: 'Late', nextOn: '2026-04-14', nextAt: '10:00' }),
    ];
    const second = actInRoom('start', none, facts(parts));
    assert.deepEqual(second.ok && second.value.agendaKey, 'story');
  });

  for (const [what, message, act, of, typed] of [
    ['starting twice', 'The meeting is going on already', 'start', on, none],
    [
      'starting before the day',
      'The meeting is on 1 April 2026. Start it on the day or later',
      'start',
      facts([], { heldOn: '2026-04-01' }),
      none,
    ],
    [
      'an item before the start',
      'The meeting has not started yet. Start it first',
      'take-item',
      facts([]),
      none,
    ],
    [
      'an item of another agenda',
      'Choose an item of the agenda',
      'take-item',
      on,
      { agendaKey: 'x', reason: '' },
    ],
    [
      'the item it is at',
      'The meeting is at “Hello” already',
      'take-item',
      on,
      { agendaKey: 'hello', reason: '' },
    ],
    ['a pause without a reason', 'Enter why the meeting is paused', 'pause', on, none],
    ['a pause of a pause', 'The meeting is paused. Go on with it first', 'pause', facts(paused), none],
    ['going on with what is not paused', 'The meeting is not paused', 'resume', on, none],
    [
      'anything once the minutes are agreed',
      'The minutes are agreed, so nothing more happens in this meeting',
      'start',
      facts([], { minutesStatus: 'agreed' }),
      none,
    ],
  ] as const)
    test(`${what} is refused with a sentence`, () => assert.equal(refusal(act, of, typed), message));

  test('it ends once, and is not agreed before', () => {
    const over = [...started, event('ended', 60)];
    assert.deepEqual(
      actProblems('end', facts(over)).map(({ message }) => message),
      ['The meeting has ended. Its minutes can still be written'],
    );
    assert.deepEqual(stillOn(now(over, 60)), []);
    assert.deepEqual(stillOn(now([], 60)), []);
    assert.equal(stillOn(now(paused, 60)).length, 1);
  });

  test('whatever is done in whatever order, what was possible happens, and all time is on some item', () => {
    const acts: readonly RoomAct[] = ['start', 'take-item', 'pause', 'resume', 'adjourn', 'end'];
    const steps = fc.array(
      fc.tuple(fc.constantFrom(...acts), fc.constantFrom('hello', 'story', 'next'), fc.nat(30)),
      { maxLength: 25 },
    );
    const does = (act: RoomAct, agendaKey: string, of: RoomFacts): Happening | null => {
      if (act === 'adjourn' || act === 'end') {
        if (actProblems(act, of).length > 0) return null;
        return act === 'end' ? ended() : adjourned('Late', '2026-04-14', '10:00');
      }
      const decision = actInRoom(act, { agendaKey, reason: 'A break' }, of);
      return decision.ok ? decision.value : null;
    };
    fc.assert(
      fc.property(steps, (taken) => {
        let events: readonly MeetingEvent[] = [];
        let minutes = 0;
        for (const [act, key, wait] of taken) {
          minutes += wait;
          const before = now(events, minutes);
          const happening = does(act, key, { ...facts(events), now: before });
          const isSameItem = act === 'take-item' && before.item?.key === key;
          assert.equal(
            happening !== null,
            isPossible(act, before) && !isSameItem,
            `${act} when ${before.is}`,
          );
          if (happening === null) continue;
          events = [...events, { ...happening, at: after(minutes), by: 'Ruth' }];
        }
        const { spent, spentOn } = now(events, minutes);
        assert.equal(
          Object.values(spentOn).reduce((all, one) => all + one, 0),
          spent,
        );
        assert.ok(spent <= minutes * 60_000);
        assert.ok(events.filter(({ kind }) => kind === 'ended').length <= 1);
        if (events.some(({ kind }) => kind === 'ended')) assert.equal(events.at(-1)?.kind, 'ended');
      }),
    );
  });
});
