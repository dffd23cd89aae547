import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { Owner } from '../../domain/action.ts';
import type { Capacity } from '../../domain/capacity.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import { type PanelStep, panelDayOf, type TrayState, trayStateOf } from '../../domain/panel-item.ts';
import type { PanelSending } from '../../domain/panel-report.ts';

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

/** A case in a panel’s tray: its reference and council, when the latest report came, and where it stands. */
export type TrayCase = {
  readonly disruptionId: string;
  readonly reference: string;
  readonly council: string;
  readonly receivedAt: Date;
  readonly state: TrayState;
  readonly panelOn: PlainDate | null;
};

/** A case in the tray, with all that its panel’s advisor is told of it, which is not the case itself. */
export type OpenTrayCase = TrayCase & {
  readonly panelId: string;
  readonly sendings: readonly PanelSending[];
  readonly steps: readonly PanelStep[];
  /** Who sends its report, and by when the panel has it. */
  readonly authors: readonly Capacity[];
  readonly dueOn: PlainDate | null;
  /** The staff on the case who can be asked to do what the panel concludes. */
  readonly owners: readonly Owner[];
  readonly today: PlainDate;
};

/** The cases of which a report was sent to the panel of the advisor whose transaction this is. */
export const trayOf = async (tx: Transaction): Promise<readonly TrayCase[]> => {
  const { rows } = await sql<Pick<TrayCase, 'disruptionId' | 'reference' | 'council'>>`
    select disruption_id as "disruptionId", reference, council from app_panel_tray()`.execute(tx);
  const sent = await tx
    .selectFrom('panel_sending')
    .orderBy('sent_at')
    .select(['disruption_id as disruptionId', 'sent_at as sentAt'])
    .execute();
  const steps = await tx
    .selectFrom('panel_step')
    .orderBy('done_at')
    .orderBy('id')
    .select(['disruption_id as disruptionId', 'kind', 'on_day as on', 'done_at as at'])
    .execute();
  return rows.flatMap((row) => {
    const ofCase = <One extends { readonly disruptionId: string }>(all: readonly One[]) =>
      all.filter(({ disruptionId }) => disruptionId === row.disruptionId);
    const last = ofCase(sent).at(-1);
    return last === undefined
      ? []
      : [
          {
            ...{ ...row, receivedAt: last.sentAt, state: trayStateOf(ofCase(sent), ofCase(steps)) },
            panelOn: panelDayOf(ofCase(steps)),
          },
        ];
  });
};

/** Writes down on a case when its panel looks at it. */
export const savePanelDay = async (tx: Transaction, disruptionId: string, on: PlainDate): Promise<void> => {
  await tx.updateTable('disruption').set({ panel_on: on }).where('id', '=', disruptionId).execute();
};
