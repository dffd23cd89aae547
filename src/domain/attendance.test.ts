import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heldCase } from '../../test/example-minutes.ts';
import { notePart, partInWords } from './attendance.ts';
import type { Invitation, Meeting } from './case.ts';

const record = (changes: (one: Invitation) => Partial<Invitation> = () => ({})) => {
  const held = heldCase({}, { invitation: changes });
  assert.ok(held.meeting);
  return { meeting: { ...held.meeting, minutesStatus: 'draft' as Meeting['minutesStatus'] } };
};
const amina = ({ source }: Invitation) => source === 'staff-amina';
const note = (noted: Partial<Parameters<typeof notePart>[0]>, of = record()) =>
  notePart(
    { of: of.meeting.invitations.find(amina), is: null, at: null, name: '', as: '', ...noted },
    of,
    of.meeting.heldOn,
  );
const messages = (decision: ReturnType<typeof notePart>) =>
  decision.ok ? [] : decision.problems.map(({ message }) => message);
const partOf = (decision: ReturnType<typeof notePart>) => {
  assert.ok(decision.ok);
  const { attendance, arrivedAt, leftAt, instead } = decision.value;
  const id = record().meeting.invitations.find(amina)?.id;
  return { attended: attendance.people.find((one) => one.id === id)?.attended, arrivedAt, leftAt, instead };
};

describe('how somebody took part', () => {
  test('late is to have come, with when; early besides, with when', () => {
    const none = { arrivedAt: null, leftAt: null, instead: null };
    assert.deepEqual(partOf(note({ is: 'late', at: '10:20' })), {
      ...none,
      attended: true,
      arrivedAt: '10:20',
    });
    const late = record((one) => (amina(one) ? { arrivedAt: '10:20' } : {}));
    assert.deepEqual(partOf(note({ is: 'left', at: '11:00' }, late)), {
      ...{ attended: true, arrivedAt: '10:20', leftAt: '11:00', instead: null },
    });
    assert.deepEqual(partOf(note({ is: 'nothing' }, late)), { ...none, attended: true });
  });

  test('apologies and somebody sent are not to have come, and everybody else stays as they are', () => {
    const none = { arrivedAt: null, leftAt: null, attended: false };
    assert.deepEqual(partOf(note({ is: 'apologies' })), { ...none, instead: { is: 'apologies' } });
    const sent = note({ is: 'sent', name: 'Kim Li', as: 'duty worker' });
    assert.deepEqual(partOf(sent), { ...none, instead: { is: 'sent', name: 'Kim Li', as: 'duty worker' } });
    assert.ok(sent.ok && sent.value.attendance.people.filter(({ attended }) => attended).length > 3);
  });

  test('somebody only asked to write is never absent, whatever they sent (PG-5)', () => {
    const writes = record((one) => (amina(one) ? { mode: 'contribute', attended: null } : {}));
    assert.equal(partOf(note({ is: 'apologies' }, writes)).attended, null);
    assert.equal(partOf(note({ is: 'late', at: '10:20' }, writes)).attended, true, 'and can have come');
  });

  test('what is missing is asked for, each beside its field', () => {
    assert.deepEqual(messages(note({ of: undefined, is: 'late' })), ['Choose whom it is about']);
    assert.deepEqual(messages(note({})), ['Choose what to note']);
    assert.deepEqual(messages(note({ is: 'late' })), ['Enter when Amina Hussain came, such as 10:20']);
    assert.deepEqual(messages(note({ is: 'sent' })), [
      'Enter the name of who was sent',
      'Enter what they are',
    ]);
    const late = record((one) => (amina(one) ? { arrivedAt: '10:20' } : {}));
    assert.deepEqual(messages(note({ is: 'left', at: '10:20' }, late)), [
      'Amina Hussain came at 10:20am and cannot have left before',
    ]);
    const agreed = { meeting: { ...record().meeting, minutesStatus: 'agreed' as const } };
    assert.deepEqual(messages(note({ is: 'apologies' }, agreed)), [
      'The minutes are agreed, so who came can no longer be changed',
    ]);
  });

  test('is told in words', () => {
    assert.equal(
      partInWords({ arrivedAt: '10:20', leftAt: '11:30' }),
      'came late, at 10:20am, left early, at 11:30am',
    );
    assert.equal(partInWords({ instead: { is: 'apologies' } }), 'sent apologies');
    assert.equal(
      partInWords({ instead: { is: 'sent', name: 'Kim Li', as: 'deputy head' } }),
      'sent Kim Li, deputy head',
    );
    assert.equal(partInWords({}), '');
  });
});
