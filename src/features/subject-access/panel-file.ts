import type { Transaction } from '../../database/connection.ts';
import { loadDrafts, loadSendings, loadSteps } from '../../database/panel-reports.ts';
import { panelRows } from '../../domain/panel-rows.ts';
import type { CaseFile } from '../../domain/subject-case-file.ts';

/** What is held of the report of a case to its panel: every state of its draft, what was sent, and what the panel did. */
export const panelOf = async (tx: Transaction, disruptionId: string): Promise<CaseFile['panel']> =>
  panelRows(
    await loadDrafts(tx, disruptionId),
    await loadSendings(tx, disruptionId),
    await loadSteps(tx, disruptionId),
  );
