import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { DecidedItem } from '../../domain/subject-item.ts';
import type { GatheredItem } from './gather.ts';

/** Rows written by one statement. */
const AT_ONCE = 500;

/** Copies what was gathered into the bag, after what is there; the same thing is there once. */
export const insertItems = async (
  tx: Transaction,
  items: readonly GatheredItem[],
  about: { readonly requestId: string; readonly organisationId: string; readonly at: Date },
): Promise<void> => {
  const before = await tx
    .selectFrom('subject_item')
    .where('request_id', '=', about.requestId)
    .select(['key', 'text', 'position'])
    .execute();
  const there = new Set(before.map(({ key, text }) => `${key}\n${text}`));
  const from = before.reduce((most, { position }) => Math.max(most, position), 0);
  const rows = items
    .filter(({ key, text }) => !there.has(`${key}\n${text}`))
    .map((item, index) => ({
      id: randomUUID(),
      organisation_id: about.organisationId,
      request_id: about.requestId,
      case_id: item.caseId,
      position: from + index + 1,
      key: item.key,
      category: item.category,
      source: item.source,
      on_day: item.on,
      text: item.text,
      whose: item.whose,
      is_typed: item.isTyped,
      others: JSON.stringify(item.others),
      carer_id: item.carerId,
      gathered_at: about.at,
    }));
  for (let n = 0; n < rows.length; n += AT_ONCE)
    await tx
      .insertInto('subject_item')
      .values(rows.slice(n, n + AT_ONCE))
      .execute();
  await tx
    .updateTable('subject_request')
    .set({ gathered_at: about.at })
    .where('id', '=', about.requestId)
    .execute();
};

/** Something in a bag as it is kept, with what was decided of it. */
export type StoredItem = DecidedItem & {
  readonly id: string;
  readonly revision: number;
  readonly carerId: string | null;
  readonly decidedById: string | null;
};

/** What was gathered for a request, in the order of a bag; what is of a case restricted since is not among it. */
export const loadItems = async (
  tx: Transaction,
  requestId: string,
  which: { readonly id?: string; readonly category?: string } = {},
): Promise<readonly StoredItem[]> => {
  const rows = await tx
    .selectFrom('subject_item')
    .where('request_id', '=', requestId)
    .$if(which.id !== undefined, (query) => query.where('id', '=', which.id ?? ''))
    .$if(which.category !== undefined, (query) =>
      query.where('category', '=', sql.lit(which.category) as never),
    )
    .orderBy('position')
    .selectAll()
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, revision: row.revision, carerId: row.carer_id, decidedById: row.decided_by },
    ...{ key: row.key, category: row.category, on: row.on_day, text: row.text, isTyped: row.is_typed },
    ...{ source: row.source, whose: row.whose, others: row.others },
    decided:
      row.decision === null
        ? null
        : {
            decision: row.decision,
            givenText: row.given_text,
            reason: row.reason,
            reasonWords: row.reason_words,
          },
  }));
};
