import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import type { Arranged } from '../../domain/meeting.ts';
import type { TimesAskedOf } from '../../domain/proposed-times.ts';
import { asColumns } from './store.ts';

type About = {
  readonly id: string;
  readonly disruptionId: string;
  readonly by: string;
  readonly at: Date;
  readonly minutesLong: number;
};

/** Until a time is taken, the first of them stands for the day: see migration 0030. */
const askedColumns = ({ chair, times: [first], outsideWindowReason }: TimesAskedOf, about: About) => {
  if (first === undefined) throw new Error('Nobody is asked about no times');
  return {
    chair_id: chair.id,
    held_on: first.heldOn,
    starts_at: first.startsAt,
    minutes_long: about.minutesLong,
    outside_window_reason: outsideWindowReason,
  };
};

export const insertProposal = async (tx: Transaction, asked: TimesAskedOf, about: About): Promise<void> => {
  await tx
    .insertInto('meeting')
    .values({
      ...askedColumns(asked, about),
      id: about.id,
      disruption_id: about.disruptionId,
      status: 'proposed',
      calendar_uid: randomUUID(),
      convened_by: about.by,
      convened_at: about.at,
    })
    .execute();
};

export const updateProposal = async (tx: Transaction, asked: TimesAskedOf, about: About): Promise<void> => {
  await tx.updateTable('meeting').set(askedColumns(asked, about)).where('id', '=', about.id).execute();
};

/** Adds times to ask about, and answers their ids. */
export const addTimes = async (
  tx: Transaction,
  { id, disruptionId }: Pick<About, 'id' | 'disruptionId'>,
  times: TimesAskedOf['times'],
): Promise<readonly string[]> => {
  const rows = times.map(({ heldOn, startsAt }) => ({
    ...{ id: randomUUID(), disruption_id: disruptionId, meeting_id: id },
    ...{ held_on: heldOn, starts_at: startsAt },
  }));
  if (rows.length > 0) await tx.insertInto('proposed_time').values(rows).execute();
  return rows.map((row) => row.id);
};

/** Convenes a meeting whose times people were asked about, at the time that was taken. */
export const conveneProposal = async (
  tx: Transaction,
  meeting: Arranged['meeting'],
  about: { readonly id: string; readonly convenedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('meeting')
    .set({
      ...asColumns(meeting, about.convenedBy),
      status: 'convened',
      convened_by: about.convenedBy,
      convened_at: about.at,
    })
    .where('id', '=', about.id)
    .execute();
};

/**
 * Those who were asked about times, and are invited or asked again now, in the part that they have now. Answers the ids of
 * those whose address is another by now: the links they had are closed, since the old one may be a stranger's.
 */
export const saveInvitedAfterAsking = async (
  tx: Transaction,
  invited: readonly (Arranged['invite'][number] & { readonly id: string })[],
  at: Date,
): Promise<readonly string[]> => {
  const moved: string[] = [];
  for (const { id, email } of invited) {
    const row = await tx
      .updateTable('invitation')
      .set({ email })
      .where('id', '=', id)
      .where('email', '<>', email)
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) moved.push(id);
  }
  if (moved.length > 0) {
    await tx
      .updateTable('message')
      .set({ to_earlier_address: true })
      .where('invitation_id', 'in', moved)
      .execute();
    await tx
      .updateTable('guest_link')
      .set({ withdrawn_at: at })
      .where('invitation_id', 'in', moved)
      .where('withdrawn_at', 'is', null)
      .execute();
  }
  for (const { id, capacity, reader, mode, mayKnowPlace, addedReason } of invited)
    await tx
      .updateTable('invitation')
      .set({ capacity, reader, mode, may_know_place: mayKnowPlace, added_reason: addedReason })
      .where('id', '=', id)
      .execute();
  return moved;
};
