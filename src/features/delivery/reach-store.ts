import type { Transaction } from '../../database/connection.ts';

export type Details = { readonly email: string; readonly phone: string; readonly address: string };

/** Where a contact can be reached; empty for a carer, of whom the vault alone has it. */
export const detailsOf = async (tx: Transaction, contactId: string | undefined): Promise<Details> =>
  (contactId === undefined
    ? undefined
    : await tx
        .selectFrom('contact')
        .where('id', '=', contactId)
        .select(['email', 'phone', 'address'])
        .executeTakeFirst()) ?? { email: '', phone: '', address: '' };

/** Saves where a contact can be reached. The database voids what was confirmed of what is another now. */
export const saveDetails = async (tx: Transaction, contactId: string, details: Details): Promise<void> => {
  await tx.updateTable('contact').set(details).where('id', '=', contactId).execute();
};

/** Puts what waits for somebody to be reached back in the queue, and answers which messages these are. */
export const requeueFor = async (
  tx: Transaction,
  { placementId, source }: { readonly placementId: string; readonly source: string },
): Promise<readonly string[]> => {
  const rows = await tx
    .updateTable('message')
    .from('invitation')
    .innerJoin('disruption', 'disruption.id', 'invitation.disruption_id')
    .whereRef('invitation.id', '=', 'message.invitation_id')
    .where('disruption.placement_id', '=', placementId)
    .where('invitation.source', '=', source)
    .where('message.status', 'in', ['waiting', 'to-do'])
    .set({ status: 'queued', channel: null })
    .returning('message.id')
    .execute();
  return rows.map(({ id }) => id);
};
