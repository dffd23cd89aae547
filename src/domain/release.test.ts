import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heldCase } from '../../test/example-minutes.ts';
import {
  type AskedFor,
  leaksInWords,
  otherReleasers,
  type PreparedCopy,
  releaseCopies,
  reopenMinutes,
} from './release.ts';

const record = heldCase();
const [first] = record.meeting?.invitations ?? [];
assert.ok(record.meeting && first);

const copy: PreparedCopy = {
  id: 'copy',
  invitationId: first.id,
  version: 1,
  sha256: 'abc',
  authors: ['bilal'],
  problems: [],
  heldBy: null,
  heldUntil: null,
  releasedAt: null,
  readableUntil: null,
  withdrawnAt: null,
};
const asked = (changes: Partial<PreparedCopy> = {}, otherwise: Partial<AskedFor> = {}): AskedFor => ({
  copy: { ...copy, ...changes },
  readSha256: 'abc',
  storedSha256: 'abc',
  leaks: [],
  isSeen: true,
  ...otherwise,
});
const by = { releaserId: 'gareth', authors: ['bilal'], confirmed: true, doubts: [] };
const problemsOf = (one: AskedFor, who = by): readonly string[] => {
  const decision = releaseCopies(record, [one], who);
  return decision.ok ? [] : decision.problems.map(({ message }) => message);
};

describe('a copy is released', () => {
  test('when it is clean, as it was read, and released by somebody who did not write', () => {
    const decision = releaseCopies(record, [asked()], by);
    assert.deepEqual(decision, { ok: true, value: [copy] });
  });

  test('once: one that is out already is passed over', () => {
    assert.deepEqual(releaseCopies(record, [asked({ releasedAt: new Date(0) })], by), {
      ok: true,
      value: [],
    });
  });
});

describe('a copy stays', () => {
  const cases: readonly (readonly [string, AskedFor, RegExp])[] = [
    [
      'when its check found something',
      asked({ problems: ['the name of a professional, in “Findings”'] }),
      /holds the name of/,
    ],
    [
      'when its reader must not learn what is in it by now',
      asked({}, { leaks: [{ part: '“Findings”', label: 'the address of X', kind: 'address' }] }),
      /holds the address of X, in “Findings”/,
    ],
    ['when it is of an earlier version', asked({ version: 2 }), /not of these minutes any more/],
    [
      'when its reader is no longer invited',
      asked({ invitationId: 'gone' }),
      /not of these minutes any more/,
    ],
    ['when there is none', asked({}, { copy: undefined }), /not of these minutes any more/],
    ['when it was withdrawn', asked({ releasedAt: new Date(0), withdrawnAt: new Date(1) }), /was withdrawn/],
    ['when it is another than was read', asked({}, { readSha256: 'def' }), /has changed since you read it/],
    [
      'when the bytes are others than were prepared',
      asked({}, { storedSha256: 'def' }),
      /was damaged in the store/,
    ],
  ];
  for (const [when, one, message] of cases)
    test(when, () => {
      assert.match(problemsOf(one).join(), message);
    });

  test('when it is released by somebody who wrote in the minutes, now or when it was prepared', () => {
    assert.match(
      problemsOf(asked(), { ...by, releaserId: 'bilal', authors: [] }).join(),
      /You wrote in these minutes/,
    );
    assert.match(problemsOf(asked(), { ...by, authors: ['gareth'] }).join(), /You wrote in these minutes/);
  });
});

test('those who can release are named as far as the case names them, without those who wrote', () => {
  assert.equal(
    otherReleasers(record, []),
    'Ruth Barlow, Amina Hussain, the team manager or the service manager',
  );
  assert.equal(otherReleasers(record, ['amina', 'ruth']), 'the team manager or the service manager');
});

test('what was found in several places is said once', () => {
  const leak = { label: 'the name of a professional', kind: 'name' as const };
  const words = leaksInWords([
    { ...leak, part: 'page 1' },
    { ...leak, part: 'page 2' },
  ]);
  assert.deepEqual(words, ['the name of a professional, in page 1 and page 2']);
});

test('minutes are opened again as the next version, with a reason', () => {
  assert.deepEqual(reopenMinutes(record, 'A name is wrong'), {
    ok: true,
    value: { version: 2, reason: 'A name is wrong' },
  });
  assert.equal(reopenMinutes(record, '').ok, false);
});
