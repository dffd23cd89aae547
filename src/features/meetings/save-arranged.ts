import { randomUUID } from 'node:crypto';
import { grantAccess } from '../../database/case-standing.ts';
import { addHistory } from '../../database/history.ts';
import { saveOwnWay, saveTogether } from '../../database/kept-apart.ts';
import { endParts, partsIn } from '../../database/meeting-parts.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadProposal } from '../../database/proposed-times.ts';
import type { Staff } from '../../domain/case.ts';
import type { Arranged } from '../../domain/meeting.ts';
import { invitationLinkUntil, meetingMessage, timesOver } from '../../domain/message.ts';
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
import { conveneProposal, saveInvitedAfterAsking } from './times-store.ts';

/** Keeps a meeting and everybody's invitation as decided, and queues what each of them is told. */
export const saveArranged = async (service: Service, open: OpenCase, arranged: Arranged): Promise<void> => {
  const { tx, record, actor, now } = open;
  const { meeting } = arranged;
  const before = record.meeting;
  const asked = before === null ? await loadProposal(tx, record.id) : undefined;
  const meetingId = (before ?? asked)?.id ?? randomUUID();
  const calendarUid = (before ?? asked)?.calendarUid ?? randomUUID();
  const sequence = before === null ? 0 : before.sequence + 1;
  const about = { disruptionId: record.id, meetingId };
  const convened = { id: meetingId, convenedBy: actor.id, at: now };
  if (asked !== undefined) await conveneProposal(tx, meeting, convened);
  else if (before === null) await insertMeeting(tx, meeting, { ...about, ...convened, calendarUid });
  else await updateMeeting(tx, meetingId, meeting, { sequence, changedBy: actor.id });

  await saveContacts(tx, record.placement.id, arranged.newContacts);
  const askedAs = new Map(asked?.people.map(({ source, id }) => [source, id]));
  const invited = arranged.invite.map((person) => ({
    ...person,
    id: askedAs.get(person.source) ?? randomUUID(),
  }));
  const [kept = [], added = []] = [true, false].map((was) =>
    invited.filter(({ source }) => askedAs.has(source) === was),
  );
  await saveInvitedAfterAsking(tx, kept, now);
  await saveInvitations(tx, { ...about, after: (before?.invitations ?? asked?.people ?? []).length }, added);
  const notInvited = (asked?.people ?? []).filter(
    ({ id }) => !kept.some((invitation) => invitation.id === id),
  );
  for (const { id } of notInvited) await saveWithdrawn(tx, id, 'Asked about times, and not invited');
  await saveLeftOut(
    tx,
    about,
    arranged.leftOut.map((person) => ({ ...person, id: randomUUID() })),
  );
  for (const invitation of arranged.tellOfChange) await saveMode(tx, invitation);
  for (const { invitation, reason } of arranged.withdraw) await saveWithdrawn(tx, invitation.id, reason);
  const named = partsIn(meeting.chair, meeting.minuteTaker);
  await grantAccess(tx, record.placement.id, named);
  await endParts(
    tx,
    open,
    partsOf(before ?? asked).filter(
      (one) =>
        !named.some(({ personId, capacity }) => personId === one.personId && capacity === one.capacity),
    ),
  );

  const { ways, moved } = arranged.plans;
  const signed = { by: actor.id, at: now };
  for (const [source, own] of Object.entries(moved))
    await saveOwnWay(tx, { disruptionId: record.id, source }, own, signed);
  await saveTogether(tx, { ...about, heldOn: meeting.heldOn }, arranged.together, signed);
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
        content: meetingMessage('invitation', {
          record,
          meeting: facts,
          invitee: { ...person, ownWay: ways[person.source] ?? null },
        }),
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
      ...timesOver(record, notInvited),
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
      ...(arranged.together.clashes.length > 0 && { together: arranged.together.because }),
    },
  });
};

type Named = Pick<Staff, 'id' | 'name'>;

const partsOf = (
  named: { readonly chair: Named; readonly minuteTaker?: Named | null } | null | undefined,
): ReturnType<typeof partsIn> => (named == null ? [] : partsIn(named.chair, named.minuteTaker ?? null));

/** Ends the parts of the people of a meeting that is off. */
export const endPartsOf = (
  open: OpenCase,
  named: { readonly chair: Named; readonly minuteTaker?: Named | null },
): Promise<void> => endParts(open.tx, open, partsOf(named));
