import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { PlainDate, PlainTime } from '../../domain/dates.ts';
import type { MessageKind } from '../../domain/message.ts';
import { type SendAt, whenToSend, whenToSendToChild } from '../../domain/sending-hours.ts';
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

const childrenOf = (
  tx: Transaction,
  { placementId, disruptionId }: Pick<Waiting, 'placementId' | 'disruptionId'>,
) =>
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

/** Keeps until when a message waits and why, and moves the job that sends it there. */
const keepHeld = async (tx: Transaction, id: string, held: SendAt | null): Promise<void> => {
  await tx
    .updateTable('message')
    .set({ held_until: held?.at ?? null, held_because: held?.because ?? '' })
    .where('id', '=', id)
    .execute();
  if (held?.at != null)
    await sql`select app_add_job_at('send-message', jsonb_build_object('messageId', ${id}::text),
      'message:' || ${id}::text, ${held.at})`.execute(tx);
};

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
  await keepHeld(tx, message.id, held);
  return held;
};

/** Puts the link to a child's own page off by its procedure's hours, as holdMessage does; whether it waits. */
export const holdPageLink = async (
  { procedures, bankHolidays }: Pick<Service, 'procedures' | 'bankHolidays'>,
  tx: Transaction,
  message: Pick<Waiting, 'id' | 'disruptionId' | 'placementId' | 'procedureId' | 'procedureVersion'>,
  now: Date,
): Promise<boolean> => {
  const { sending } = procedures.version(message.procedureId, message.procedureVersion);
  const children = await childrenOf(tx, message);
  const held = whenToSendToChild(now, sending, {
    bornOn: children.map(({ bornOn }) => bornOn),
    bankHolidays,
  });
  await keepHeld(tx, message.id, held);
  return held !== null;
};
