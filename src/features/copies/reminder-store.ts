import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import type { Meeting } from '../../domain/case.ts';
import type { Waiting } from '../../domain/copy-time.ts';

const unopened = (tx: Transaction, now: Date) =>
  tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .innerJoin('disruption', 'disruption.id', 'copy.disruption_id')
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .where('copy.opened_at', 'is', null)
    .where('copy.readable_until', '>', now)
    .whereRef('meeting.minutes_version', '=', 'copy.version')
    .where('meeting.minutes_status', '=', 'agreed');

/** The cases that have a copy which is with its reader, can be read, and was never opened. */
export const casesWithUnopened = async (tx: Transaction, now: Date): Promise<readonly string[]> => {
  const rows = await unopened(tx, now).select('copy.disruption_id as id').distinct().orderBy('id').execute();
  return rows.map(({ id }) => id);
};

type Unopened = Waiting & {
  readonly id: string;
  readonly invitationId: string;
  readonly releasedAt: Date;
  readonly readableUntil: Date;
};

/** The copies of a meeting that nobody has opened, each with every message about it. */
export const loadUnopened = async (
  tx: Transaction,
  meeting: Pick<Meeting, 'id'>,
  now: Date,
): Promise<readonly Unopened[]> => {
  const rows = await unopened(tx, now)
    .where('copy.meeting_id', '=', meeting.id)
    .orderBy('invitation.position')
    .select((from) => [
      'copy.id',
      'copy.invitation_id as invitationId',
      'copy.released_at as releasedAt',
      'copy.readable_until as readableUntil',
      'copy.withdrawn_at as withdrawnAt',
      'copy.opened_at as openedAt',
      sql<boolean>`invitation.status = 'invited'
        and not exists (select from person p where p.id = invitation.person_id and p.left_on <= app_today())
        and not exists (select from reach r where r.placement_id = disruption.placement_id
          and r.source = invitation.source and r.stopped is not null)`.as('isReached'),
      jsonArrayFrom(
        from
          .selectFrom('message')
          .whereRef('message.invitation_id', '=', 'copy.invitation_id')
          .whereRef('message.queued_at', '>=', 'copy.released_at')
          .where('message.kind', '=', 'copy')
          .select([
            'message.status',
            'message.channel',
            'message.sent_at as sentAt',
            'message.reminder_rule as reminderRule',
            'message.reminder_day as reminderDay',
          ]),
      ).as('messages'),
    ])
    .$narrowType<{ releasedAt: Date; readableUntil: Date }>()
    .execute();
  return rows.map(({ messages, ...copy }) => ({
    ...copy,
    // Inside JSON an instant is text.
    messages: messages.map((one) => ({ ...one, sentAt: one.sentAt === null ? null : new Date(one.sentAt) })),
  }));
};
