import { randomUUID } from 'node:crypto';
import { grantAccess } from '../../database/case-record.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import type { Staff } from '../../domain/case.ts';
import type { Arranged } from '../../domain/meeting.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import type { OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import {
  insertMeeting,
  saveContacts,
  saveInvitations,
  saveLeftOut,
  saveMode,
  saveWithdrawn,
  updateMeeting,
} from './store.ts';

/** Keeps a meeting and everybody's invitation as decided, and queues what each of them is told. */
export const saveArranged = async (service: Service, open: OpenCase, arranged: Arranged): Promise<void> => {
  const { tx, record, actor, now } = open;
  const { meeting } = arranged;
  const before = record.meeting;
  const meetingId = before?.id ?? randomUUID();
  const calendarUid = before?.calendarUid ?? randomUUID();
  const sequence = before === null ? 0 : before.sequence + 1;
  const about = { disruptionId: record.id, meetingId };
  if (before === null)
    await insertMeeting(tx, meeting, { ...about, id: meetingId, calendarUid, convenedBy: actor.id, at: now });
  else await updateMeeting(tx, meetingId, meeting, { sequence, changedBy: actor.id });

  await saveContacts(tx, record.placement.id, arranged.newContacts);
  const invited = arranged.invite.map((person) => ({ ...person, id: randomUUID() }));
  await saveInvitations(tx, { ...about, after: before?.invitations.length ?? 0 }, invited);
  await saveLeftOut(
    tx,
    about,
    arranged.leftOut.map((person) => ({ ...person, id: randomUUID() })),
  );
  for (const invitation of arranged.tellOfChange) await saveMode(tx, invitation);
  for (const { invitation, reason } of arranged.withdraw) await saveWithdrawn(tx, invitation.id, reason);
  await grantAccess(tx, record.placement.id, capacities(meeting.chair, meeting.minuteTaker));

  const facts = { ...meeting, calendarUid, sequence };
  const until = invitationLinkUntil(meeting.heldOn);
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey: service.secretKey,
    messages: [
      ...invited.map((person) => ({
        invitationId: person.id,
        kind: 'invitation' as const,
        content: meetingMessage('invitation', { record, meeting: facts, invitee: person }),
        linkUntil: until,
      })),
      ...arranged.tellOfChange.map((invitation) => ({
        invitationId: invitation.id,
        kind: 'change' as const,
        content: meetingMessage('change', { record, meeting: facts, invitee: invitation }),
        linkUntil: until,
      })),
      ...arranged.withdraw.map(({ invitation }) => ({
        invitationId: invitation.id,
        kind: 'withdrawal' as const,
        content: meetingMessage('withdrawal', { record, meeting: facts, invitee: invitation }),
        linkUntil: null,
      })),
    ],
  });
  await addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'convene-meeting',
    summary: arranged.summary,
    facts: {
      heldOn: meeting.heldOn,
      startsAt: meeting.startsAt,
      outsideWindowReason: meeting.outsideWindowReason,
      chairAgreement: meeting.chairAgreement,
      invited: invited.length,
      toldOfChange: arranged.tellOfChange.length,
      withdrawn: arranged.withdraw.map(({ invitation, reason }) => ({ name: invitation.name, reason })),
      leftOut: arranged.leftOut,
    },
  });
};

const capacities = (chair: Staff, minuteTaker: Staff | null) => [
  { personId: chair.id, capacity: 'chair' },
  ...(minuteTaker === null ? [] : [{ personId: minuteTaker.id, capacity: 'minute-taker' }]),
];
