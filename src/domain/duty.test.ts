import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readProcedures } from '../procedures/read-procedures.ts';
import { daysBetween } from './dates.ts';
import { dutiesFor, meetingWindow, windowInWords } from './duty.ts';
import type { Facts } from './procedure.ts';

const derby = readProcedures('procedures').version('derby-city/adoption', '2020-11');
const facts: Facts = {
  kind: 'adoptive',
  'order-made': 'no',
  stage: 'before-order',
  'family-source': 'regional-agency',
  'broke-down-on': '2026-03-01',
};

test('a placement that ended on 1 March 2026 asks for a meeting from 29 March to 12 April', () => {
  const window = meetingWindow(dutiesFor(derby, facts));
  assert.deepEqual(window, { from: '2026-03-29', to: '2026-04-12' });
  assert.equal(window && windowInWords(window), 'between Sunday 29 March 2026 and Sunday 12 April 2026');
});

test('a placement that ended in introductions asks for a report by the right author, and no meeting', () => {
  const introductions = dutiesFor(derby, { ...facts, stage: 'introductions' });
  assert.deepEqual(
    introductions.map(({ rule, by }) => [rule, by]),
    [
      ['DC-4-own', 'adopters-social-worker'],
      ['DC-5', 'panel-advisor'],
    ],
  );
  assert.equal(meetingWindow(introductions), undefined);
  const interAgency = dutiesFor(derby, { ...facts, stage: 'introductions', 'family-source': 'inter-agency' });
  assert.equal(interAgency[0]?.by, 'child-social-worker');
});

test('each duty says the paragraph it comes from and the facts that matched', () => {
  const [meeting] = dutiesFor(derby, facts);
  assert.equal(meeting?.because.paragraph, '1');
  assert.deepEqual(meeting?.because.facts, [
    { fact: 'kind', value: 'adoptive' },
    { fact: 'order-made', value: 'no' },
    { fact: 'stage', value: 'before-order' },
  ]);
});

test('after an Adoption Order this procedure asks nothing', () => {
  assert.deepEqual(dutiesFor(derby, { ...facts, 'order-made': 'yes' }), []);
});

test('on every date of twenty years the window is day 28 to day 42', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7305 }), (days) => {
      const endedOn = new Date(Date.UTC(2015, 0, 1 + days)).toISOString().slice(0, 10);
      const window = meetingWindow(dutiesFor(derby, { ...facts, 'broke-down-on': endedOn }));
      assert.equal(window?.from && daysBetween(endedOn, window.from), 28);
      assert.equal(window && daysBetween(endedOn, window.to), 42);
    }),
  );
});
