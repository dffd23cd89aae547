import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calendarFile } from '../src/delivery/calendar.ts';
import type { Capacity } from '../src/domain/capacity.ts';
import { composeMessage } from '../src/domain/compose-message.ts';
import { timeInWords } from '../src/domain/dates.ts';
import { meetingMessage } from '../src/domain/message.ts';
import { asTheyTakePart, type OwnWay } from '../src/domain/own-way.ts';
import { composeTextMessage } from '../src/domain/text-message.ts';
import { seeMeetingView } from '../src/features/guests/see-meeting.view.ts';

const kinds = ['invitation', 'change', 'reminder', 'cancellation', 'withdrawal'] as const;
const secrets = { link: 'https://service.example/private/x', code: '012345' };
const record = { reference: 'Larch-1', council: { name: 'Derby City Council' } };
const shell = {
  organisation: { name: 'Derby City Council', colour: '#000000' },
  person: null,
  isDemonstration: false,
  csrfToken: 'token',
  assetsVersion: 'v',
  language: 'en' as const,
  offersLanguages: false,
};

/** A quarter of an hour of a day, told apart from every other by its words: "9:15am". */
const clock = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
const word = fc.stringMatching(/^[B-Z][bcdfghjkmnpqrtvwxz]{7}$/);

type Part = { readonly name: string; readonly capacity: Capacity; readonly own: OwnWay };
const wayOf = (way: OwnWay['way'], startsAt: string, entrance: string): OwnWay => {
  if (way === 'by-video') return { way, startsAt: null, minutesLong: null, entrance: '' };
  return { way, startsAt, minutesLong: way === 'own-session' ? 45 : null, entrance };
};
const ways = fc.constantFrom<OwnWay['way']>('own-session', 'own-arrival', 'by-video');
const capacities = fc.constantFrom<Capacity>('birth-family', 'adopters', 'current-carer', 'former-carers');

const cases = fc
  .record({
    words: fc.uniqueArray(word, { minLength: 8, maxLength: 8, selector: (text) => text.toLowerCase() }),
    quarters: fc.uniqueArray(fc.integer({ min: 8 * 4, max: 13 * 4 }), { minLength: 3, maxLength: 3 }),
    ways: fc.tuple(fc.constantFrom<OwnWay['way']>('own-session', 'own-arrival'), ways),
    capacities: fc.tuple(capacities, capacities),
    mayKnowPlace: fc.boolean(),
    mode: fc.constantFrom('attend' as const, 'contribute' as const),
  })
  .map(({ words, quarters, ways: [ownWay, otherWay], capacities: [own, other], ...rest }) => {
    const [
      name = '',
      otherName = '',
      entrance = '',
      otherEntrance = '',
      note = '',
      place = '',
      video = '',
      reason = '',
    ] = words;
    const [at = 0, otherAt = 0, meetingAt = 0] = quarters;
    const one: Part = { name, capacity: own, own: wayOf(ownWay, clock(at), entrance) };
    const two: Part = {
      name: otherName,
      capacity: other,
      own: wayOf(otherWay, clock(otherAt), otherEntrance),
    };
    return {
      ...rest,
      one,
      two,
      otherAt: clock(otherAt),
      meetingAt: clock(meetingAt),
      otherEntrance,
      note,
      place,
      video,
      reason,
    };
  });
type Generated = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Everything that reaches one of two who must not meet: each message in each way, the calendar file and their page. */
const reaching = ({ one, meetingAt, place, video, mayKnowPlace, mode }: Generated): string => {
  const meeting = {
    ...{
      heldOn: '2026-04-08',
      startsAt: meetingAt,
      minutesLong: 180,
      place,
      videoLink: `https://${video}.example`,
    },
    ...{ calendarUid: 'b7e1f6b0', sequence: 3, status: 'convened' as const },
  };
  const invitee = {
    ...{ name: one.name, mode, mayKnowPlace, reader: 'birth-family' as const },
    ownWay: one.own,
  };
  const messages = kinds.flatMap((kind) => {
    const content = meetingMessage(kind, { record, meeting, invitee });
    const { calendar, ...mail } = composeMessage(kind, content, secrets);
    const file =
      calendar &&
      calendarFile({
        ...calendar,
        ...{ organiserEmail: 'no-reply@derby.example', organiserName: 'Derby City Council' },
        ...{ attendeeEmail: 'somebody@example.org', stampedAt: new Date('2026-03-10T00:00:00Z') },
      });
    return [
      JSON.stringify(content),
      JSON.stringify(mail),
      composeTextMessage(kind, content, secrets),
      file ?? '',
    ];
  });
  const page = seeMeetingView(shell, {
    own: {
      ...{
        name: one.name,
        mode,
        mayKnowPlace,
        reader: 'birth-family',
        email: '',
        reply: null,
        replyNote: '',
        needs: [],
        way: one.own.way,
      },
      meeting: asTheyTakePart({ ...meeting, place: mayKnowPlace ? place : '' }, one.own),
      copies: [],
      hasPack: false,
    },
    writing: {
      asked: [],
      draft: null,
      given: [],
      share: 'everyone',
      chairShare: null,
      isRead: false,
      files: [],
      givenAt: null,
    },
    ...{ convener: 'Amina Hussain', typed: {}, problems: [], justSaved: '', hasActions: false },
  });
  return [...messages, page].join('\n').replaceAll('\r\n ', '');
};

/** A time as pages, messages and calendar files write it. */
const spellings = (time: string): readonly RegExp[] => [
  new RegExp(`(?<![\\d:])${timeInWords(time)}\\b`),
  new RegExp(`(?<!\\d)${time}(?!\\d)`),
  // Their own session may end as another begins.
  new RegExp(`DTSTART[^:]*:20260408T${time.replace(':', '')}00`),
];

test('of two who must not meet, nothing that reaches the one tells that there is another, when or by which door they come, or why', () => {
  fc.assert(
    fc.property(cases, (generated) => {
      const told = reaching(generated);
      const { one, two, otherAt, meetingAt, otherEntrance, note, reason, mode } = generated;
      for (const secret of [two.name, otherEntrance, note, reason])
        assert.ok(!told.toLowerCase().includes(secret.toLowerCase()), secret);
      assert.doesNotMatch(told, /must not meet|kept apart|birth family|adopter|carer|risk|court|order of/i);
      // Neither the other's time, nor that of the meeting the one is not at.
      for (const time of [otherAt, meetingAt])
        for (const spelling of spellings(time)) assert.doesNotMatch(told, spelling);
      // Their own time is there, in the calendar above all.
      if (mode === 'attend')
        assert.match(
          told,
          new RegExp(`DTSTART;TZID=Europe/London:20260408T${one.own.startsAt?.replace(':', '')}00`),
        );
    }),
    { numRuns: 300 },
  );
});

test('the same looking finds what is not kept back', () => {
  const [generated] = fc.sample(cases, 1);
  assert.ok(generated);
  const asOthers: Generated = {
    ...generated,
    mode: 'attend',
    one: { ...generated.one, own: wayOf('by-video', '', '') },
  };
  assert.ok(spellings(asOthers.meetingAt).every((spelling) => spelling.test(reaching(asOthers))));
});
