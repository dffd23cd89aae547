import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addressLines,
  type Channel,
  channelFor,
  channels,
  codeChannelFor,
  confirmedSince,
  formatInWords,
  languageInWords,
  mobileNumber,
  type Reach,
  reachNobodyAsked,
  saveReach,
} from './contact-channel.ts';

const brokeDownOn = '2026-03-01';
const everyWay: ReadonlySet<Channel> = new Set(['email', 'text-message']);
const confirmed = (...ways: readonly (readonly [Channel, string])[]): Reach => ({
  ...reachNobodyAsked,
  confirmations: ways.map(([channel, confirmedOn]) => ({ channel, confirmedOn, how: 'x', by: 'Amina' })),
});
const since = { brokeDownOn, sends: everyWay };

test('what was confirmed before the placement ended counts no more', () => {
  assert.equal(channelFor(confirmed(['email', '2026-02-28']), since), null);
  assert.equal(channelFor(confirmed(['email', '2026-03-01']), since), 'email');
});

test('a message goes the way somebody prefers, once that is confirmed, and otherwise the quickest way that is', () => {
  const reach = confirmed(['letter', '2026-03-02'], ['email', '2026-03-02']);
  assert.equal(channelFor(reach, since), 'email');
  assert.equal(channelFor({ ...reach, prefers: 'letter' }, since), 'letter');
  assert.equal(channelFor({ ...reach, prefers: 'by-hand' }, since), 'email');
  assert.equal(channelFor(confirmed(['by-hand', '2026-03-02']), since), 'by-hand');
});

test('whoever reads no print and no English is reached by a person, when that is confirmed', () => {
  const reach = confirmed(['email', '2026-03-02'], ['by-hand', '2026-03-02']);
  assert.equal(channelFor({ ...reach, format: 'braille' }, since), 'by-hand');
  assert.equal(channelFor({ ...reach, language: 'other' }, since), 'by-hand');
  assert.equal(channelFor({ ...reach, format: 'large-print' }, since), 'email');
  assert.equal(channelFor({ ...reach, language: 'cy' }, since), 'email');
  assert.equal(channelFor({ ...reach, format: 'braille', prefers: 'email' }, since), 'email');
});

test('where nothing sends text messages, a number alone reaches nobody', () => {
  const reach = confirmed(['text-message', '2026-03-02']);
  assert.equal(channelFor(reach, since), 'text-message');
  assert.equal(channelFor(reach, { brokeDownOn, sends: new Set(['email']) }), null);
});

test('a code goes by another way than the link, by text message first', () => {
  const both = confirmed(['email', '2026-03-02'], ['text-message', '2026-03-02']);
  const by = (reach: Reach, link: Channel, sends = everyWay) =>
    codeChannelFor(reach, { link, brokeDownOn, sends });
  assert.equal(by(both, 'email'), 'text-message');
  assert.equal(by(both, 'text-message'), 'email');
  assert.equal(by(both, 'letter'), 'text-message');
  assert.equal(by(confirmed(['email', '2026-03-02']), 'email'), 'email');
  assert.equal(by(both, 'email', new Set(['email'])), 'email');
  assert.equal(by(confirmed(['letter', '2026-03-02']), 'letter'), null);
});

const anyReach: fc.Arbitrary<Reach> = fc.record({
  prefers: fc.option(fc.constantFrom(...channels)),
  language: fc.constantFrom(...(Object.keys(languageInWords) as Reach['language'][])),
  format: fc.constantFrom(...(Object.keys(formatInWords) as Reach['format'][])),
  needs: fc.constant(''),
  stopped: fc.constant(null),
  confirmations: fc.array(
    fc.record({
      channel: fc.constantFrom(...channels),
      how: fc.constant('x'),
      by: fc.constant('Amina'),
      confirmedOn: fc.constantFrom('2026-02-27', '2026-02-28', '2026-03-01', '2026-04-01'),
    }),
  ),
});

test('whatever somebody said, nothing leaves by a way that was not confirmed since, and some way is found if there is one', () => {
  fc.assert(
    fc.property(anyReach, fc.subarray(['email', 'text-message'] as const), (reach, ways) => {
      const sends = new Set<Channel>(ways);
      const open = [...confirmedSince(reach, brokeDownOn)].filter(
        (channel) => sends.has(channel) || channel === 'letter' || channel === 'by-hand',
      );
      const chosen = channelFor(reach, { brokeDownOn, sends });
      assert.equal(chosen === null, open.length === 0);
      assert.ok(chosen === null || open.includes(chosen));
      for (const link of channels) {
        const code = codeChannelFor(reach, { link, brokeDownOn, sends });
        assert.ok(code === null || open.includes(code));
        const others = open.filter((one) => one !== link && (one === 'email' || one === 'text-message'));
        assert.ok(others.length === 0 || code !== link);
      }
    }),
  );
});

test('a mobile number is read as people write it, and nothing else is one', () => {
  for (const typed of ['07700 900123', '+44 7700 900123', '0044 7700-900123', '(07700) 900 123'])
    assert.equal(mobileNumber(typed), '+447700900123');
  for (const typed of ['01332 960123', '+1 202 555 0100', '07700 90012', '', 'ring her'])
    assert.equal(mobileNumber(typed), undefined, typed);
});

test('an address is told in lines, however it was typed', () => {
  assert.deepEqual(addressLines('1 Low Road, Derby\n\n DE1 1AA '), ['1 Low Road', 'Derby', 'DE1 1AA']);
});

const typed = {
  confirms: ['email', 'text-message', 'letter', 'by-hand'],
  how: 'I rang her',
  confirmedOn: '2026-03-03',
  prefers: 'letter',
  language: 'cy',
  format: 'large-print',
  needs: '',
  stopped: '',
  stoppedNote: '',
};
const facts = {
  brokeDownOn,
  today: '2026-03-05',
  at: { email: 'k@o.example', 'text-message': '07700 900123', letter: '1 Low Road, Derby DE1 1AA' },
};
const problemsOf = (changes: object, at: object = {}): readonly string[] => {
  const saved = saveReach({ ...typed, ...changes }, { ...facts, at: { ...facts.at, ...at } });
  return saved.ok ? [] : saved.problems.map(({ field, message }) => `${field}: ${message}`);
};

test('a way is confirmed with how and when, since the placement ended, and where it leads somewhere', () => {
  const saved = saveReach(typed, facts);
  assert.ok(saved.ok);
  assert.deepEqual(saved.value, {
    confirms: ['email', 'text-message', 'letter', 'by-hand'],
    how: 'I rang her',
    confirmedOn: '2026-03-03',
    prefers: 'letter',
    language: 'cy',
    format: 'large-print',
    needs: '',
    stopped: null,
  });
  assert.deepEqual(problemsOf({ confirmedOn: '2026-02-28' }), [
    'confirmedOn: The date must be on or after 1 March 2026: people move when a placement ends',
  ]);
  assert.deepEqual(problemsOf({ confirmedOn: '2026-03-06' }), [
    'confirmedOn: The date must be today or in the past',
  ]);
  assert.deepEqual(problemsOf({ how: '', confirmedOn: null }), [
    'how: Enter how you made sure, such as “I rang them and they read it back”',
    'confirmedOn: Enter when you made sure',
  ]);
  assert.deepEqual(problemsOf({ confirms: [], how: '', confirmedOn: null }), []);
  const wrong = (at: object) => problemsOf({}, at);
  assert.deepEqual(wrong({ email: '' }), ['confirms: There is no e-mail address yet. Enter it first']);
  assert.match(wrong({ email: 'nobody' })[0] ?? '', /must be like name@example.com/);
  assert.match(wrong({ 'text-message': '01332 960123' })[0] ?? '', /must be a UK mobile number/);
  assert.match(wrong({ letter: '1 Low Road' })[0] ?? '', /must have a postcode/);
  assert.match(wrong({ letter: '1,2,3,4,5,6,DE1 1AA' })[0] ?? '', /must fit an envelope/);
  assert.deepEqual(problemsOf({ confirms: ['by-hand'] }, { email: '', 'text-message': '', letter: '' }), []);
});

test('nothing more is sent to somebody only with what is known about it', () => {
  assert.deepEqual(problemsOf({ stopped: 'died' }), ['stoppedNote: Enter what you know about it']);
  const saved = saveReach({ ...typed, stopped: 'order', stoppedNote: 'Of 3 March' }, facts);
  assert.deepEqual(saved.ok && saved.value.stopped, { because: 'order', note: 'Of 3 March' });
});

test('what is not one of the answers, and what is too long, is refused', () => {
  for (const changes of [
    { prefers: 'pigeon' },
    { language: 'x' },
    { format: 'x' },
    { stopped: 'x', stoppedNote: 'y' },
  ])
    assert.deepEqual(problemsOf(changes), ['prefers: Choose one of the answers']);
  for (const field of ['how', 'needs', 'stoppedNote'])
    assert.deepEqual(problemsOf({ [field]: 'x'.repeat(501) }), [`${field}: Use 500 letters or fewer`]);
});
