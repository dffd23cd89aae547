import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { queueSending } from '../../database/messages.ts';
import type { ChildPage } from '../../domain/child-page.ts';
import type { About } from './store.ts';

type Opened = Pick<ChildPage, 'sheet' | 'channel' | 'address' | 'confirmedHow'>;

/** Opens a child's own page, or changes how it is opened, which is then the opening that counts; answers its id. */
export const saveOwnPage = async (
  tx: Transaction,
  { sheet, channel, address, confirmedHow }: Opened,
  about: About,
): Promise<string> => {
  const columns = {
    ...{ sheet, channel, address, confirmed_how: confirmedHow },
    ...{ opened_by: about.recordedBy, opened_at: about.at },
  };
  const { id } = await tx
    .insertInto('child_page')
    .values({
      ...{ id: randomUUID(), disruption_id: about.disruptionId, child_id: about.childId },
      ...columns,
    })
    .onConflict((conflict) =>
      conflict.columns(['disruption_id', 'child_id']).doUpdateSet({ ...columns, closed_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

export const closeOwnPage = async (tx: Transaction, pageId: string, at: Date): Promise<void> => {
  await tx
    .updateTable('child_page')
    .set({ closed_at: at })
    .where('id', '=', pageId)
    .where('closed_at', 'is', null)
    .execute();
};

/** Queues the link to a child's own page, to where their worker made sure that it reaches them alone. */
export const queuePageLink = async (
  tx: Transaction,
  link: {
    readonly disruptionId: string;
    readonly pageId: string;
    readonly linkId: string;
    readonly at: Date;
  },
): Promise<void> => {
  const id = randomUUID();
  await tx
    .insertInto('message')
    .values({
      ...{ id, disruption_id: link.disruptionId, child_page_id: link.pageId, kind: 'invitation' },
      ...{ content: JSON.stringify({ linkId: link.linkId }), queued_at: link.at },
    })
    .execute();
  await queueSending(tx, id);
};

/** What could not be sent to a child's own page is not wanted any more: the page was closed, or is opened anew. */
export const dropFailed = async (tx: Transaction, pageId: string): Promise<void> => {
  await tx
    .updateTable('message')
    .set({ status: 'not-needed' })
    .where('child_page_id', '=', pageId)
    .where('status', '=', 'failed')
    .execute();
};

/** How the last link that was sent to a child's own page fares; undefined when none was sent. */
export const lastLinkSent = (
  tx: Transaction,
  pageId: string,
): Promise<
  | {
      readonly status: string;
      readonly sentAt: Date | null;
      readonly heldUntil: Date | null;
      readonly heldBecause: string;
      /** Whether a code to the child could not be sent since. */
      readonly hasFailed: boolean;
    }
  | undefined
> =>
  tx
    .selectFrom('message')
    .where('child_page_id', '=', pageId)
    .where('kind', '=', 'invitation')
    .orderBy('queued_at', 'desc')
    .select([
      'status',
      'sent_at as sentAt',
      'held_until as heldUntil',
      'held_because as heldBecause',
      sql<boolean>`exists (select from message m where m.child_page_id = ${pageId} and m.status = 'failed')`.as(
        'hasFailed',
      ),
    ])
    .executeTakeFirst();
