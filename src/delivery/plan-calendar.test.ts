import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { Duty } from '../domain/duty.ts';
import { planCalendar } from './plan-calendar.ts';

const procedure = {
  id: 'derby-city/adoption',
  version: '2020-11',
  council: 'Derby City Council',
};
const meeting: Duty = {
  rule: 'DC-1a',
  duty: 'must',
  by: 'child-social-worker',
  asks: { meeting: { name: 'Disruption meeting' } },
  window: { from: '2026-03-29', to: '2026-04-12' },
  because: {
    document: 'Procedures, 8.7',
    paragraph: '1',
    says: 'A meeting is held, to learn.',
    facts: [{ fact: 'broke-down-on', value: '2026-03-01' }],
  },
};
const chair: Duty = {
  ...meeting,
  rule: 'DC-1c',
  with: ['adopters-social-worker'],
  asks: { chair: { 'independent-of': ['line'] } },
  window: { to: '2026-04-12' },
};
const { window: _, ...undated } = { ...meeting, rule: 'DC-3' };
const stampedAt = new Date('2026-03-10T10:00:00.123Z');

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return { calendar, events: calendar.getAllSubcomponents('vevent') };
};
const uidsOf = (duties: readonly Duty[], changes: Partial<typeof procedure> = {}) =>
  read(planCalendar({ ...procedure, ...changes }, duties, stampedAt)).events.map((event) =>
    event.getFirstPropertyValue('uid'),
  );

test('each duty with days is an entry of whole days that keeps nobody busy; one without is left out', () => {
  const { calendar, events } = read(planCalendar(procedure, [meeting, undated, chair], stampedAt));
  assert.equal(calendar.getFirstProperty('method'), null, 'it is a file, and nobody is invited');
  const shown = events.map((event) => {
    const { summary, startDate, endDate } = new ICAL.Event(event);
    assert.ok(startDate.isDate && endDate.isDate, 'whole days');
    return { summary, from: startDate.toString(), before: endDate.toString() };
  });
  assert.deepEqual(shown, [
    { summary: 'Hold the disruption meeting', from: '2026-03-29', before: '2026-04-13' },
    { summary: 'Arrange an independent chair (last day)', from: '2026-04-12', before: '2026-04-13' },
  ]);
});

test('an entry has the procedure’s words and its paragraph, and nothing of what was answered but the days', () => {
  const [event] = read(planCalendar(procedure, [{ ...meeting, with: ['iro'] }], stampedAt)).events;
  assert.ok(event);
  const { uid, ...properties } = Object.fromEntries(
    event.getAllProperties().map(({ name }) => [name, String(event.getFirstPropertyValue(name))]),
  );
  assert.match(String(uid), /^[0-9a-f]{40}$/);
  assert.deepEqual(properties, {
    sequence: '0',
    dtstamp: '2026-03-10T10:00:00Z',
    dtstart: '2026-03-29',
    dtend: '2026-04-13',
    summary: 'Hold the disruption meeting',
    transp: 'TRANSPARENT',
    description:
      'Must. The child’s social worker and Independent Reviewing Officer (IRO).\n\nA meeting is held, to learn.\n\nDerby City Council: Procedures, 8.7, paragraph 1 (rule DC-1a).',
    'x-microsoft-cdo-alldayevent': 'TRUE',
    'x-microsoft-msncalendar-alldayevent': 'TRUE',
    'x-microsoft-cdo-busystatus': 'FREE',
  });
});

test('the same duty on the same days is the same entry, whenever the file is made', () => {
  const later = planCalendar(procedure, [meeting, chair], new Date('2026-04-01T10:00:00Z'));
  assert.deepEqual(
    read(later).events.map((event) => event.getFirstPropertyValue('uid')),
    uidsOf([meeting, chair]),
  );
});

test('another version, rule or day is another entry', () => {
  const uids = [
    ...uidsOf([meeting, chair, { ...meeting, window: { from: '2026-03-30', to: '2026-04-12' } }]),
    ...uidsOf([meeting], { version: '2021-01' }),
    ...uidsOf([meeting], { id: 'derbyshire/adoption' }),
  ];
  assert.equal(new Set(uids).size, 5);
});

test('a plan without days has no calendar file', () => {
  assert.throws(() => planCalendar(procedure, [undated], stampedAt), /needs an entry/);
});

test('whatever a procedure says, it adds no line, no entry and no property', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    fc.constantFrom('x\r\nBEGIN:VALARM', 'x\nATTENDEE:mailto:b@c.d', 'a;b,c:d\\n"e"', 'é'.repeat(300)),
  );
  const plain = read(planCalendar(procedure, [meeting], stampedAt)).events[0]?.getAllProperties();
  fc.assert(
    fc.property(nasty, nasty, nasty, (words, version, council) => {
      const duty: Duty = {
        ...meeting,
        rule: words,
        asks: { support: words },
        because: { ...meeting.because, says: words, document: words },
      };
      const file = planCalendar({ ...procedure, version, council }, [duty], stampedAt);
      const { calendar, events } = read(file);
      assert.equal(calendar.getAllSubcomponents().length, 1);
      assert.deepEqual(
        events[0]?.getAllProperties().map(({ name }) => name),
        plain?.map(({ name }) => name),
      );
      assert.deepEqual(events[0]?.getAllSubcomponents(), []);
      for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    }),
  );
});
