import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';

export type SentCopy = {
  readonly copyId: string;
  readonly disruptionId: string;
  readonly reference: string;
  readonly council: string;
  readonly releasedAt: Date;
  readonly version: number;
};

/** The copies that were released to a panel advisor, the latest first, by the reference of their case. */
export const copiesSent = async (tx: Transaction): Promise<readonly SentCopy[]> => {
  const { rows } =
    await sql<SentCopy>`select copy_id as "copyId", disruption_id as "disruptionId", reference, council,
    released_at as "releasedAt", version from app_sent_to_panel()`.execute(tx);
  return rows;
};

export type PanelAction = {
  readonly id: string;
  readonly disruptionId: string;
  readonly reference: string;
  readonly what: string;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
};

/** What a panel advisor has to do, or did, on cases that they do not open. */
export const panelActions = async (tx: Transaction): Promise<readonly PanelAction[]> => {
  const { rows } =
    await sql<PanelAction>`select id, disruption_id as "disruptionId", reference, what, due_on as "dueOn",
    done_on as "doneOn" from app_panel_actions()`.execute(tx);
  return rows;
};

/** One of the copies released to the panel advisor whose transaction this is; undefined for any other. */
export const copySent = async (
  tx: Transaction,
  copyId: string,
): Promise<{ readonly document: Doc; readonly pdf: Buffer } | undefined> => {
  const row = await tx
    .selectFrom('copy')
    .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
    .where('copy.id', '=', copyId)
    .where('invitation.person_id', '=', sql<string>`(select app_person())`)
    .where('invitation.capacity', '=', 'panel-advisor')
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .select(['copy.document', 'copy.pdf'])
    .executeTakeFirst();
  return row && { document: row.document as Doc, pdf: row.pdf };
};
