import { loadCase } from '../../database/case-record.ts';
import type { Transaction } from '../../database/connection.ts';
import { openKeptApart } from '../../database/protected-details.ts';
import { isOrdinaryWord } from '../../documents/ordinary-words.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { copyWords } from '../../domain/copy-sections.ts';
import { type Marks, marksIn, rulesForMarks } from '../../domain/mark.ts';
import type { Service } from '../service.ts';

export const noMarks: Marks = { told: [], near: [] };

/** Marks in texts of the minutes of a case, in their order. The vault is opened for it, and the audit has that. */
export const marksOn = async (
  service: Service,
  { tx, record }: { readonly tx: Transaction; readonly record: CaseRecord },
  texts: readonly string[],
): Promise<readonly Marks[]> => {
  if (texts.every((text) => text === '')) return texts.map(() => noMarks);
  const keptApart = await openKeptApart(tx, service, record, 'marks-minutes');
  const rules = rulesForMarks(record, keptApart, Object.values(copyWords));
  return texts.map((text) => marksIn(text, rules, isOrdinaryWord));
};

/** Marks in texts of the minutes of a case that whoever asks was let to in this request. */
export const marksOf = async (
  service: Service,
  tx: Transaction,
  disruptionId: string,
  texts: readonly string[],
): Promise<readonly Marks[]> => {
  const record = await loadCase(tx, disruptionId);
  return record === undefined ? [] : marksOn(service, { tx, record }, texts);
};
