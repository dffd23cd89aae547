import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  concludeOnCase,
  conclusions,
  considerCase,
  type PanelStep,
  panelDayOf,
  putOnAgenda,
  trayStateOf,
} from './panel-item.ts';

const step = (kind: PanelStep['kind'], day: number, on = '2026-05-07'): PanelStep => ({
  ...{ id: `${kind}-${day}`, kind, on, words: '', at: new Date(day * 1000), by: 'Joy Okafor' },
});
const sent = (day: number) => ({ sentAt: new Date(day * 1000) });
const today = '2026-05-07';

test('a case is received, then on an agenda, then considered, and received again with a report that comes later', () => {
  assert.equal(trayStateOf([sent(1)], []), 'received');
  assert.equal(trayStateOf([sent(1)], [step('agenda', 2)]), 'on-agenda');
  assert.equal(
    trayStateOf([sent(1), sent(3)], [step('agenda', 2)]),
    'on-agenda',
    'the second report of the two',
  );
  assert.equal(trayStateOf([sent(1)], [step('agenda', 2), step('considered', 4)]), 'considered');
  assert.equal(
    trayStateOf([sent(1)], [step('agenda', 2), step('considered', 4), step('investigate', 5)]),
    'considered',
  );
  assert.equal(trayStateOf([sent(1), sent(6)], [step('agenda', 2), step('considered', 4)]), 'received');
  assert.equal(
    trayStateOf([sent(1)], [step('agenda', 2), step('considered', 4), step('agenda', 7)]),
    'on-agenda',
  );
});

test('whatever comes after it, what the panel concluded moves a case nowhere', () => {
  const kinds = fc.constantFrom<PanelStep['kind']>('agenda', 'considered', ...conclusions);
  fc.assert(
    fc.property(fc.array(kinds), (all) => {
      const steps = all.map((kind, index) => step(kind, index + 2));
      const moving = steps.filter(({ kind }) => kind === 'agenda' || kind === 'considered');
      assert.equal(trayStateOf([sent(1)], steps), trayStateOf([sent(1)], moving));
      const last = moving.at(-1)?.kind;
      assert.equal(
        trayStateOf([sent(1)], steps),
        last === undefined ? 'received' : last === 'agenda' ? 'on-agenda' : last,
      );
    }),
  );
});

test('a case goes on the agenda of a day that is not past, and can be moved to another', () => {
  const ask = (on: string | null, steps: readonly PanelStep[] = []) => {
    const put = putOnAgenda(on, { state: trayStateOf([sent(1)], steps), steps, today });
    return put.ok ? put.value.on : put.problems[0]?.message;
  };
  assert.equal(ask(null), 'Enter the day of the panel');
  assert.equal(ask('2026-05-06'), 'The day of the panel must be today or later');
  assert.equal(ask(today), today);
  assert.equal(ask(today, [step('agenda', 2)]), 'It is on the agenda of 7 May 2026 already');
  assert.equal(ask('2026-06-04', [step('agenda', 2)]), '2026-06-04');
  assert.equal(
    panelDayOf([step('agenda', 2), step('agenda', 3, '2026-06-04'), step('considered', 4)]),
    '2026-06-04',
  );
});

test('a panel considers what is on its agenda, on its day or later, and says what it thought', () => {
  const ask = (words: string, steps: readonly PanelStep[]) => {
    const considered = considerCase(words, { state: trayStateOf([sent(1)], steps), steps, today });
    return considered.ok ? considered.value.on : considered.problems.map(({ message }) => message).join('; ');
  };
  assert.equal(ask('Noted', []), 'Put it on the agenda of a panel first');
  assert.equal(
    ask('Noted', [step('agenda', 2, '2026-05-08')]),
    'The panel is on 8 May 2026. Record this on the day or later',
  );
  assert.equal(ask('', [step('agenda', 2)]), 'Enter what the panel thought');
  assert.equal(ask('Noted', [step('agenda', 2)]), today);
  assert.match(ask('Noted', [step('agenda', 2), step('considered', 3)]), /^Put it on the agenda/);
});

test('what a panel concludes becomes work with an owner and a day, and only once it has considered the case (DC-5)', () => {
  const owner = { personId: 'amina', name: 'Amina Hussain' };
  const typed = { kind: 'review-plan', words: 'Look at long-term fostering', owner, dueOn: '2026-06-01' };
  const concluded = concludeOnCase(typed, { state: 'considered', today });
  assert.deepEqual(concluded.ok && concluded.value.action, {
    what: 'Review the child’s plan: Look at long-term fostering',
    owner,
    dueOn: '2026-06-01',
  });
  const fields = (changes: object, state: 'considered' | 'on-agenda' = 'considered') => {
    const refused = concludeOnCase({ ...typed, ...changes }, { state, today });
    return refused.ok ? [] : refused.problems.map(({ field }) => field);
  };
  assert.deepEqual(fields({}, 'on-agenda'), ['']);
  assert.deepEqual(fields({ kind: 'close-it' }), ['kind']);
  assert.deepEqual(fields({ words: '', owner: null, dueOn: null }), ['words', 'owner', 'dueOn']);
  assert.deepEqual(fields({ dueOn: '2026-05-06' }), ['dueOn']);
});
