import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  countedInWords,
  type Duty,
  differences,
  dutiesFor,
  explain,
  isAbout,
  meetingDuty,
  meetingWindow,
  termsOf,
  windowInWords,
} from './duty.ts';
import type { Facts } from './facts.ts';
import type { Procedure, Rule } from './procedure.ts';

const calendar = { bankHolidays: new Map<string, string>(), today: '2026-03-20' };

const meeting: Rule = {
  id: 'X-1',
  duty: 'must',
  when: { stage: 'before-order' },
  by: 'child-social-worker',
  asks: { meeting: { name: 'Disruption meeting' } },
  window: { from: { days: 28 }, to: { days: 42 }, after: 'broke-down-on', 'paused-by': ['complaint'] },
  because: { paragraph: '1', says: 'A meeting is held between day 28 and day 42.' },
};
const papers: Rule = {
  id: 'X-2',
  duty: 'should',
  when: { stage: 'before-order' },
  by: 'child-social-worker',
  with: ['adopters-social-worker'],
  asks: { paper: { name: 'the chronology', to: ['chair'] } },
  window: { to: { 'working-days': 5 }, before: 'meeting-on' },
  because: { paragraph: '2', says: 'The chair has the chronology a week before.' },
};
const report: Rule = {
  id: 'X-3',
  duty: 'must',
  when: { stage: 'introductions', 'family-source': ['regional-agency'] },
  by: 'adopters-social-worker',
  asks: { report: { name: 'a report', to: 'adoption panel' } },
  because: { paragraph: '3', says: 'A plan that ends in introductions is reported to the panel.' },
};
const procedure: Procedure = {
  id: 'example/adoption',
  council: 'Example Council',
  title: 'Disruption of adoptive placements',
  version: '1',
  inForce: { from: '2020-11-01' },
  document: 'Example procedures, 1 Disruption',
  scope: {
    id: 'X-0',
    when: { kind: 'adoptive', 'order-made': 'no' },
    because: { paragraph: 'Scope', says: 'It is about adoptive placements before the order.' },
  },
  forms: [],
  agenda: [],
  questions: [],
  checklist: [],
  purposes: [],
  factors: [],
  reminders: [],
  rules: [meeting, papers, report],
};
const facts: Facts = {
  kind: 'adoptive',
  'order-made': 'no',
  stage: 'before-order',
  'broke-down-on': '2026-03-01',
};
const duties = dutiesFor(procedure, facts, calendar);

describe('the duties of a case', () => {
  test('are what its procedure asks for, in the procedure’s order, and by whom', () => {
    assert.deepEqual(
      duties.map(({ rule, duty, by, with: together }) => [rule, duty, by, together]),
      [
        ['X-1', 'must', 'child-social-worker', undefined],
        ['X-2', 'should', 'child-social-worker', ['adopters-social-worker']],
      ],
    );
  });

  test('say the document, the paragraph and the facts that matched', () => {
    assert.deepEqual(duties[0]?.because, {
      document: 'Example procedures, 1 Disruption',
      paragraph: '1',
      says: 'A meeting is held between day 28 and day 42.',
      facts: [
        { fact: 'kind', value: 'adoptive' },
        { fact: 'order-made', value: 'no' },
        { fact: 'stage', value: 'before-order' },
      ],
    });
  });

  test('have their days, or say which day they wait for', () => {
    assert.deepEqual(
      duties.map(({ window, awaits }) => [window, awaits]),
      [
        [{ from: '2026-03-29', to: '2026-04-12' }, undefined],
        [undefined, 'meeting-on'],
      ],
    );
    const convened = dutiesFor(procedure, { ...facts, 'meeting-on': '2026-04-10' }, calendar);
    assert.deepEqual(convened[1]?.window, { to: '2026-04-03' });
    assert.equal(convened[1]?.awaits, undefined);
  });

  test('say from which day their days were counted, and how many of a pause they leave out', () => {
    const over = { from: '2026-03-05', until: '2026-03-12', reason: 'complaint' } as const;
    const words = ({ counted }: Duty) => counted && countedInWords(counted);
    const held = { ...facts, 'meeting-on': '2026-04-10' };
    assert.deepEqual(dutiesFor(procedure, held, calendar).map(words), [
      'Counted from the day it ended, 1 March 2026',
      'Counted back from the day of the meeting, 10 April 2026',
    ]);
    const [paused, waiting] = dutiesFor(procedure, { ...facts, pauses: [over] }, calendar);
    assert.deepEqual(paused?.counted, {
      from: 'broke-down-on',
      on: '2026-03-01',
      direction: 'after',
      pausedDays: 7,
    });
    assert.equal(
      words(paused),
      'Counted from the day it ended, 1 March 2026; 7 days of a pause do not count',
    );
    const oneDay = { ...paused.counted, pausedDays: 1 };
    assert.match(countedInWords(oneDay), /; 1 day of a pause does not count$/);
    assert.equal(waiting?.counted, undefined);
  });

  test('say why time stands still, while it does', () => {
    const pause = { from: '2026-03-18', reason: 'complaint' } as const;
    const [paused, unpaused] = dutiesFor(procedure, { ...facts, pauses: [pause] }, calendar);
    assert.deepEqual(paused?.paused, pause);
    assert.deepEqual(paused?.window, { from: '2026-03-31', to: '2026-04-14' });
    assert.equal(unpaused?.paused, undefined);
  });

  test('change with the stage: in introductions a report, and no meeting', () => {
    const early: Facts = { ...facts, stage: 'introductions', 'family-source': 'regional-agency' };
    const asked = dutiesFor(procedure, early, calendar);
    assert.deepEqual(
      asked.map(({ rule, by }) => [rule, by]),
      [['X-3', 'adopters-social-worker']],
    );
    assert.equal(asked[0]?.window, undefined);
    assert.equal(meetingDuty(asked), undefined);
    assert.equal(meetingWindow(asked), undefined);
  });

  test('are none for a placement the procedure is not about', () => {
    assert.deepEqual(dutiesFor(procedure, { ...facts, 'order-made': 'yes' }, calendar), []);
  });
});

describe('the window of the meeting', () => {
  test('for a placement that ended on 1 March 2026 is 29 March to 12 April', () => {
    assert.equal(meetingDuty(duties)?.rule, 'X-1');
    const window = meetingWindow(duties);
    assert.equal(window && windowInWords(window), 'between Sunday 29 March 2026 and Sunday 12 April 2026');
  });

  test('without an earliest day is said as a deadline', () => {
    assert.equal(windowInWords({ to: '2026-04-12' }), 'by Sunday 12 April 2026');
  });
});

describe('why a rule asks nothing', () => {
  test('is the first fact that decided it, with what was wanted and what was found', () => {
    assert.deepEqual(explain(procedure, facts, calendar).notApplying, [
      {
        rule: 'X-3',
        fact: 'stage',
        wanted: 'in introductions, before the child moved in',
        found: 'after the child moved in, before the order',
      },
    ]);
    const unknownFamily = explain(procedure, { ...facts, stage: 'introductions' }, calendar);
    assert.deepEqual(unknownFamily.notApplying.at(-1), {
      rule: 'X-3',
      fact: 'family-source',
      wanted: 'the regional adoption agency',
      found: 'not known',
    });
  });

  test('is the scope, for every rule alike, when the procedure is not about the placement', () => {
    const { duties: none, notApplying } = explain(procedure, { ...facts, kind: 'residential' }, calendar);
    assert.deepEqual(none, []);
    const because = { fact: 'kind', wanted: 'adoptive placement', found: 'residential placement' };
    assert.deepEqual(
      notApplying,
      ['X-0', 'X-1', 'X-2', 'X-3'].map((rule) => ({ rule, ...because })),
    );
  });

  test('is told of every rule that is no duty, and of no other', () => {
    const { duties: asked, notApplying } = explain(procedure, facts, calendar);
    const told = [...asked, ...notApplying].map(({ rule }) => rule).sort();
    assert.deepEqual(told, ['X-1', 'X-2', 'X-3']);
  });
});

test('a procedure is about the placements of its scope, and about none of which too little is known', () => {
  assert.equal(isAbout(procedure, facts), true);
  assert.equal(isAbout(procedure, { ...facts, 'order-made': 'yes' }), false);
  assert.equal(isAbout(procedure, { kind: 'adoptive' }), false);
});

describe('moving a case to another version', () => {
  const under = (...rules: readonly Rule[]) => dutiesFor({ ...procedure, rules }, facts, calendar);
  const inTheEnd = (rule: Partial<Rule>) => differences(under(meeting), under({ ...meeting, ...rule }));

  test('changes nothing when both ask the same, in whatever words', () => {
    assert.deepEqual(differences(duties, duties), []);
    assert.deepEqual(inTheEnd({ because: { paragraph: '7', says: 'Said in other words.' } }), []);
  });

  test('shows a rule that is new and one that is gone', () => {
    const found = differences(under(meeting), under(papers));
    assert.deepEqual(
      found.map((difference) => difference.is !== 'changed' && [difference.is, difference.duty.rule]),
      [
        ['added', 'X-2'],
        ['removed', 'X-1'],
      ],
    );
  });

  test('shows what changed of a rule: how strongly it asks, whom, what and when', () => {
    const what = (rule: Partial<Rule>) =>
      inTheEnd(rule).map((difference) => (difference.is === 'changed' ? difference.what : difference.is));
    assert.deepEqual(what({ duty: 'should' }), [['strength']]);
    assert.deepEqual(what({ with: ['team-manager'] }), [['who']]);
    assert.deepEqual(what({ asks: { meeting: { name: 'Learning meeting' } } }), [['what']]);
    assert.deepEqual(what({ window: { to: { days: 30 }, after: 'broke-down-on' } }), [['when']]);
    assert.deepEqual(what({ duty: 'consider', by: 'chair' }), [['strength', 'who']]);
  });

  test('does not take keys written in another order for a change', () => {
    const report: Rule = { ...meeting, asks: { report: { name: 'a report', to: 'panel', form: 'data' } } };
    const turned: Rule = { ...meeting, asks: { report: { form: 'data', to: 'panel', name: 'a report' } } };
    assert.deepEqual(differences(under(report), under(turned)), []);
  });

  test('shows a change of what a title leaves out', () => {
    const chair = (rule: Partial<Rule>) => under({ ...meeting, id: 'X-4', ...rule });
    const [change] = differences(
      chair({ asks: { chair: { 'independent-of': ['agency', 'line'] } } }),
      chair({ asks: { chair: { 'independent-of': ['line'] } } }),
    );
    assert.ok(change?.is === 'changed');
    assert.deepEqual(change.what, ['what']);
    assert.notEqual(termsOf(change.before).what, termsOf(change.after).what);
  });

  test('keeps both sides of a change', () => {
    const [change] = inTheEnd({ duty: 'should' });
    assert.ok(change?.is === 'changed');
    assert.deepEqual([change.before.duty, change.after.duty], ['must', 'should']);
  });
});
