import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { calendarFile } from './calendar.ts';

const entry: Parameters<typeof calendarFile>[0] = {
  method: 'REQUEST',
  uid: '7f3c1c1e-0000-4000-8000-000000000001',
  sequence: 0,
  heldOn: '2026-03-29',
  startsAt: '10:30',
  minutesLong: 120,
  title: 'Meeting (reference Larch-7)',
  place: 'See your invitation',
  description: 'Open your invitation for more.',
  organiserEmail: 'no-reply@council.example',
  organiserName: 'Derby City Council',
  attendeeEmail: 'jo@example.org',
  stampedAt: new Date('2026-07-01T09:00:00.123Z'),
};

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const [zone, component] = [
    calendar.getFirstSubcomponent('vtimezone'),
    calendar.getFirstSubcomponent('vevent'),
  ];
  assert.ok(zone && component);
  return { calendar, zone, component, event: new ICAL.Event(component) };
};

test('an invitation says what is needed for a calendar, and nothing more', () => {
  const { calendar, component } = read(calendarFile(entry));
  assert.deepEqual(
    calendar.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
    [
      ['version', '2.0'],
      ['prodid', '-//Council//Meetings//EN'],
      ['method', 'REQUEST'],
    ],
  );
  assert.deepEqual(
    Object.fromEntries(
      component.getAllProperties().map((property) => [property.name, String(property.getFirstValue())]),
    ),
    {
      uid: '7f3c1c1e-0000-4000-8000-000000000001',
      sequence: '0',
      dtstamp: '2026-07-01T09:00:00Z',
      dtstart: '2026-03-29T10:30:00',
      dtend: '2026-03-29T12:30:00',
      summary: 'Meeting (reference Larch-7)',
      location: 'See your invitation',
      description: 'Open your invitation for more.',
      organizer: 'mailto:no-reply@council.example',
      attendee: 'MAILTO:jo@example.org',
      status: 'CONFIRMED',
      class: 'PRIVATE',
    },
  );
  assert.equal(component.getFirstProperty('attendee')?.getFirstParameter('rsvp'), 'FALSE');
});

test('a cancelled meeting takes the same entry away', () => {
  const { calendar, component } = read(calendarFile({ ...entry, method: 'CANCEL', sequence: 3 }));
  assert.equal(calendar.getFirstPropertyValue('method'), 'CANCEL');
  assert.equal(component.getFirstPropertyValue('status'), 'CANCELLED');
  assert.equal(component.getFirstPropertyValue('sequence'), 3);
  assert.equal(component.getFirstPropertyValue('uid'), entry.uid);
});

const changes: readonly (readonly [string, string, number, string, string])[] = [
  ['the day before the clocks go forward', '2026-03-28T10:30', 60, '2026-03-28T10:30Z', '2026-03-28T11:30Z'],
  ['just before the clocks go forward', '2026-03-29T00:59', 30, '2026-03-29T00:59Z', '2026-03-29T01:29Z'],
  ['just after the clocks go forward', '2026-03-29T02:00', 30, '2026-03-29T01:00Z', '2026-03-29T01:30Z'],
  ['the day the clocks go forward', '2026-03-29T10:30', 60, '2026-03-29T09:30Z', '2026-03-29T10:30Z'],
  ['midsummer', '2026-07-01T14:00', 90, '2026-07-01T13:00Z', '2026-07-01T14:30Z'],
  ['the day before the clocks go back', '2026-10-24T10:30', 60, '2026-10-24T09:30Z', '2026-10-24T10:30Z'],
  ['just before the clocks go back', '2026-10-25T00:29', 30, '2026-10-24T23:29Z', '2026-10-24T23:59Z'],
  ['just after the clocks go back', '2026-10-25T02:00', 30, '2026-10-25T02:00Z', '2026-10-25T02:30Z'],
  ['the day the clocks go back', '2026-10-25T10:30', 60, '2026-10-25T10:30Z', '2026-10-25T11:30Z'],
  ['midwinter', '2026-12-01T14:00', 90, '2026-12-01T14:00Z', '2026-12-01T15:30Z'],
];

/** The instants a calendar program works out from the zone in the file itself. */
const instantsOf = (file: string): readonly number[] => {
  const { zone, event } = read(file);
  const timezone = new ICAL.Timezone(zone);
  return [event.startDate, event.endDate].map((time) => {
    time.zone = timezone;
    return time.toUnixTime() * 1000;
  });
};

for (const [when, local, minutesLong, from, to] of changes)
  test(`a meeting on ${when} is at the right time in every calendar`, () => {
    const [heldOn = '', startsAt = ''] = local.split('T');
    const file = calendarFile({ ...entry, heldOn, startsAt, minutesLong });
    assert.deepEqual(instantsOf(file), [Date.parse(from), Date.parse(to)]);
  });

test('the zone in the file agrees with London for decades', () => {
  const hours = fc.integer({ min: 0, max: 24 * 365 * 40 });
  fc.assert(
    fc.property(hours, (hour) => {
      const start = Temporal.Instant.from('2025-01-01T00:30Z')
        .add({ hours: hour })
        .toZonedDateTimeISO('Europe/London');
      // The hour that comes twice, and cannot be told apart by a time of day, is left out.
      const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
        start.toPlainDateTime().toZonedDateTime('Europe/London', { disambiguation }),
      );
      fc.pre(first !== undefined && second !== undefined && first.equals(second));
      const file = calendarFile({
        ...entry,
        heldOn: start.toPlainDate().toString(),
        startsAt: start.toPlainTime().toString().slice(0, 5),
      });
      assert.equal(instantsOf(file)[0], start.epochMilliseconds);
    }),
    { numRuns: 300 },
  );
});

test('whatever a title or place holds, it adds no line, no attendee and no property', () => {
  const plain = read(calendarFile(entry));
  const names = plain.component.getAllProperties().map(({ name }) => name);
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      'x\r\nATTENDEE:mailto:b@c.d',
      'x\nBEGIN:VALARM',
      'a\rX-NAME:y',
      'a;b,c:d\\n"e"',
      '";CN="x',
      'é'.repeat(300),
    ),
  );
  fc.assert(
    fc.property(nasty, nasty, nasty, nasty, (title, place, description, organiserName) => {
      const file = calendarFile({ ...entry, title, place, description, organiserName });
      const { component, calendar, event } = read(file);
      assert.deepEqual(
        component.getAllProperties().map(({ name }) => name),
        names,
      );
      assert.deepEqual(component.getAllSubcomponents(), []);
      assert.deepEqual(
        calendar.getAllSubcomponents().map(({ name }) => name),
        ['vtimezone', 'vevent'],
      );
      assert.equal(event.summary, title.replaceAll(/\r\n?/g, '\n'));
      assert.ok(file.endsWith('END:VCALENDAR\r\n'));
      assert.doesNotMatch(file.replaceAll('\r\n', ''), /[\r\n]/, 'every line ends as RFC 5545 says');
      for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    }),
  );
});

test('a uid that could add a line is refused', () => {
  assert.throws(() => calendarFile({ ...entry, uid: 'a\r\nATTENDEE:mailto:b@c.d' }), /plain uid/);
});
