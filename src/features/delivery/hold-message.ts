import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { PlainDate, PlainTime } from '../../domain/dates.ts';
import type { MessageKind } from '../../domain/message.ts';
import { type SendAt, whenToSend } from '../../domain/sending-hours.ts';
import type { Service } from '../service.ts';

type Waiting = {
  readonly id: string;
  readonly kind: MessageKind;
  readonly reader: string;
  readonly isByHand: boolean;
  readonly disruptionId: string;
  readonly placementId: string;
  readonly procedureId: string;
  readonly procedureVersion: string;
  readonly heldOn: PlainDate;
  readonly startsAt: PlainTime;
};

const childrenOf = (tx: Transaction, { placementId, disruptionId }: Waiting) =>
  tx
    .selectFrom('placement_child')
    .innerJoin('child', 'child.id', 'placement_child.child_id')
    .where('placement_child.placement_id', '=', placementId)
    .select([
      'child.born_on as bornOn',
      sql<boolean>`exists (select from child_told t where t.child_id = child.id and t.disruption_id = ${disruptionId})`.as(
        'isSettled',
      ),
    ])
    .execute();

/**
 * Puts a message off that may not leave now by its procedure's hours, and the job that sends it to the moment when it may;
 * no try is counted. Null when it may leave. Without a moment a person has to do something first: see sendHeld.
 */
export const holdMessage = async (
  { procedures, bankHolidays }: Service,
  tx: Transaction,
  message: Waiting,
  now: Date,
): Promise<SendAt | null> => {
  const { sending } = procedures.version(message.procedureId, message.procedureVersion);
  if (sending === undefined) return null;
  const children = await childrenOf(tx, message);
  const held = whenToSend(now, sending, {
    ...{ kind: message.kind, isStaff: message.reader === 'staff', isByHand: message.isByHand },
    meeting: message,
    bornOn: children.map(({ bornOn }) => bornOn),
    childrenAreTold: children.every(({ isSettled }) => isSettled),
    bankHolidays,
  });
  await tx
    .updateTable('message')
    .set({ held_until: held?.at ?? null, held_because: held?.because ?? '' })
    .where('id', '=', message.id)
    .execute();
  if (held?.at != null)
    await sql`select app_add_job_at('send-message', jsonb_build_object('messageId', ${message.id}::text),
      'message:' || ${message.id}::text, ${held.at})`.execute(tx);
  return held;
};
