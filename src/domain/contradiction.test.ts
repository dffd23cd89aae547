import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asks } from './asks.ts';
import { contradictions } from './contradiction.ts';
import type { Rule, When } from './procedure.ts';

const because = { paragraph: '1', says: 'Something is done.' };

type Sketch = Partial<Omit<Rule, 'id' | 'asks'>> & { readonly asks: Asks };

/** What is said of rules A, B, … of a procedure about adoptive placements. */
const saidOf = (...sketches: readonly Sketch[]): readonly string[] =>
  contradictions({
    scope: { id: 'scope', when: { kind: 'adoptive' }, because },
    rules: sketches.map((sketch, index) => ({
      id: String.fromCharCode(65 + index),
      duty: 'must',
      when: {},
      by: 'child-social-worker',
      because,
      ...sketch,
    })),
  }).map(({ message }) => message);

const meeting: Asks = { meeting: { name: 'Disruption meeting' } };
const within = (days: number) => ({ to: { days }, after: 'broke-down-on' }) as const;

test('two meetings that learn from one ending need one name, one strength and one window', () => {
  const said = saidOf(
    { asks: meeting, window: within(42) },
    { asks: { meeting: { name: 'Learning from Endings' } }, duty: 'should', window: within(30) },
  );
  assert.deepEqual(said, [
    'Rules A and B contradict each other: the meeting is called “Disruption meeting” and “Learning from Endings”, the meeting is a “must” and a “should” and the meeting has two different windows. Both apply to kind: adoptive',
  ]);
});

test('a meeting to prevent an ending stands beside a meeting to learn from one', () => {
  const prevent: Asks = { meeting: { name: 'Support meeting', purpose: 'prevent' } };
  assert.deepEqual(saidOf({ asks: meeting }, { asks: prevent, duty: 'should' }), []);
});

test('the same window written in another order is the same window', () => {
  assert.deepEqual(
    saidOf(
      { asks: meeting, window: within(42) },
      { asks: meeting, window: { after: 'broke-down-on', to: { days: 42 } } },
    ),
    [],
  );
});

test('rules that never meet in one placement do not contradict each other', () => {
  const agendas = (one: When, other: When) =>
    saidOf({ asks: { agenda: 'set' }, when: one }, { asks: { agenda: 'suggested' }, when: other });
  assert.deepEqual(agendas({ stage: 'introductions' }, { stage: ['before-order', 'after-order'] }), []);
  assert.deepEqual(agendas({ 'child-age': { 'at-most': 9 } }, { 'child-age': { 'at-least': 10 } }), []);
  assert.deepEqual(
    agendas({ kind: 'residential' }, {}),
    [],
    'the procedure is about adoptive placements alone',
  );
});

test('a first ending and a second never meet, when both are counted in the same time and of the same people', () => {
  const agendas = (one: When['unplanned-endings'], other: When['unplanned-endings']) =>
    saidOf(
      { asks: { agenda: 'set' }, when: { ...(one && { 'unplanned-endings': one }) } },
      { asks: { agenda: 'suggested' }, when: { ...(other && { 'unplanned-endings': other }) } },
    ).length;
  const year = { months: 12 };
  const first = { of: ['child', 'carer'], 'at-most': 1, within: year } as const;
  assert.equal(agendas(first, { of: ['carer', 'child'], 'at-least': 2, within: year }), 0);
  assert.equal(agendas({ of: ['carer', 'child'], 'at-least': 2, within: year }, first), 0);
  assert.equal(agendas(first, { of: ['child', 'carer'], 'at-least': 1, within: year }), 1);
  assert.equal(agendas(first, { of: ['child', 'carer'], 'at-least': 2, within: { months: 24 } }), 1);
  assert.equal(agendas(first, { of: ['child'], 'at-least': 2, within: year }), 1);
});

test('one person decides whether there is a meeting, or several together, by one day', () => {
  const decision: Asks = { decision: {} };
  const onReport: Asks = { decision: { 'on-report-of': 'iro' } };
  assert.match(
    saidOf({ asks: decision }, { asks: onReport, by: 'team-manager' }).join(),
    /different people decide whether to hold a meeting/,
  );
  const said = saidOf({ asks: decision, window: within(5) }, { asks: onReport, window: within(9) });
  assert.match(said.join(), /contradict each other: the decision has two different windows\. Both/);
  assert.deepEqual(saidOf({ asks: decision, window: within(5) }, { asks: onReport, window: within(5) }), []);
});

test('the facts in which both rules apply are named', () => {
  const [said = ''] = saidOf(
    {
      asks: { agenda: 'set' },
      when: { stage: ['before-order', 'after-order'], 'child-age': { 'at-least': 10 } },
    },
    {
      asks: { agenda: 'suggested' },
      when: { stage: ['after-order', 'before-order', 'at-risk'], 'since-order': { 'at-most': { years: 3 } } },
    },
  );
  assert.match(said, /^Rules A and B contradict each other: the agenda is set, and is only suggested\./);
  assert.match(
    said,
    /Both apply to kind: adoptive; stage: before-order or after-order; child-age: 10 or more; since-order$/,
  );
});

test('nobody both must attend and is left to contribute, in two rules or in one', () => {
  const must: Asks = { invite: { 'must-attend': ['iro', 'adopters'] } };
  const may: Asks = { invite: { invited: ['adopters'], 'may-contribute': ['iro'] } };
  assert.match(
    saidOf({ asks: must }, { asks: may }).join(),
    /Rules A and B .* the Independent Reviewing Officer \(IRO\) must attend, and is not invited/,
  );
  assert.match(
    saidOf({ asks: { invite: { 'must-attend': ['iro'], 'may-contribute': ['iro'] } } }).join(),
    /^Rule A contradicts itself/,
  );
  assert.deepEqual(saidOf({ asks: must }), []);
  assert.match(
    saidOf({ asks: may }, { asks: { invite: { 'may-contribute': ['adopters'] } } }).join(),
    /the prospective adopter is invited, and is not invited but may contribute/,
  );
  assert.match(
    saidOf({ asks: { invite: { 'must-attend': ['iro'], 'as-appropriate': ['iro'] } } }).join(),
    /^Rule A contradicts itself: the Independent Reviewing Officer \(IRO\) must attend, and takes part only where/,
  );
});

const chair = (rule: Extract<Asks, { chair: unknown }>['chair'], duty: Rule['duty'] = 'must'): Sketch => ({
  asks: { chair: rule },
  duty,
});

test('a chair that two rules must have is somebody who can be both', () => {
  const said = /nobody can be the chair that is asked for/;
  const manager = chair({ 'in-post': ['team-manager', 'service-manager'] });
  assert.match(saidOf(manager, chair({ 'in-post': ['iro'] })).join(), said);
  assert.match(saidOf(manager, chair({ 'on-the-case': ['iro'] })).join(), said);
  assert.deepEqual(saidOf(manager, chair({ 'on-the-case': ['team-manager'] })), []);
  assert.deepEqual(saidOf(manager, chair({ 'in-post': ['service-manager'] })), []);
  assert.deepEqual(saidOf(manager, chair({ 'on-the-case': ['learning-lead'] })), [], 'who can be a manager');
  assert.deepEqual(saidOf(manager, chair({ 'independent-of': ['line'] })), []);
  assert.deepEqual(
    saidOf(manager, chair({ 'in-post': ['iro'] }, 'consider')),
    [],
    'which is only to be considered',
  );
});

test('a chair who has a part in the case is never independent of it', () => {
  assert.match(
    saidOf(chair({ 'on-the-case': ['iro'], 'independent-of': ['case'] })).join(),
    /^Rule A contradicts itself/,
  );
  assert.match(
    saidOf(chair({ 'on-the-case': ['iro'] }), chair({ 'independent-of': ['case'] })).join(),
    /A and B/,
  );
});

test('one report has one author, or several who write it together', () => {
  const report = (to: string): Asks => ({ report: { name: 'a report', to } });
  assert.match(
    saidOf({ asks: report('panel') }, { asks: report('panel'), by: 'adopters-social-worker' }).join(),
    /“a report” has different authors/,
  );
  assert.deepEqual(
    saidOf({ asks: report('panel') }, { asks: report('board'), by: 'adopters-social-worker' }),
    [],
  );
  assert.deepEqual(
    saidOf(
      { asks: report('panel'), with: ['adopters-social-worker'] },
      { asks: report('panel'), by: 'adopters-social-worker', with: ['child-social-worker'] },
    ),
    [],
  );
});

test('one thing has one window, unless one of them is a wish and the other a duty', () => {
  const tell: Asks = { notify: { of: 'that the placement ended', who: ['iro'] } };
  assert.match(
    saidOf({ asks: tell, window: within(5) }, { asks: tell, window: within(10) }).join(),
    /the same thing has two different windows/,
  );
  assert.deepEqual(
    saidOf({ asks: tell, window: within(5), duty: 'should' }, { asks: tell, window: within(10) }),
    [],
  );
});
