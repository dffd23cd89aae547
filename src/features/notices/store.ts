import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { NoticeKind } from '../../domain/notice.ts';

export type DueNotice = {
  readonly email: string;
  readonly kind: NoticeKind;
  readonly reference: string;
  readonly organisation: string;
};

/** A notice that has not been sent yet, and to whom; undefined when it has, or they have left. */
export const noticeToSend = (tx: Transaction, id: string): Promise<DueNotice | undefined> =>
  tx
    .selectFrom('notice')
    .innerJoin('person', 'person.id', 'notice.person_id')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .where('notice.id', '=', id)
    .where('notice.status', '=', 'queued')
    .where(sql<boolean>`coalesce(person.left_on, 'infinity') > app_today()`)
    .select(['person.email', 'notice.kind', 'notice.reference', 'organisation.name as organisation'])
    .forUpdate('notice')
    .executeTakeFirst();

export const saveNoticeSent = async (
  tx: Transaction,
  id: string,
  outcome: { readonly status: 'sent' | 'queued' | 'failed'; readonly at: Date; readonly error?: string },
): Promise<void> => {
  await tx
    .updateTable('notice')
    .set({
      status: outcome.status,
      sent_at: outcome.status === 'sent' ? outcome.at : null,
      last_error: outcome.error ?? '',
    })
    .where('id', '=', id)
    .execute();
};
