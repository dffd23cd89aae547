import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { DecidedItem, ItemDecision } from '../../domain/subject-decision.ts';
import type { GatheredItem } from './gather.ts';

/** Rows written by one statement. */
const AT_ONCE = 500;

const keyOf = ({ key, text }: { readonly key: string; readonly text: string }): string => `${key}\n${text}`;

/** The newest words of each thing: what was gathered in other words before stays kept, and is neither given nor decided. */
const currentItems = (tx: Transaction, requestId: string) =>
  tx
    .selectFrom('subject_item as item')
    .where('item.request_id', '=', requestId)
    .where(
      sql<boolean>`item.id in (select id from (
        select id, gathered_at, max(gathered_at) over (partition by case_id, key) as latest
        from subject_item where request_id = ${requestId}) as one where gathered_at = latest)`,
    );

/** What of some items is not in the bag of a request yet, in these words. */
export const notGatheredYet = async <Item extends { readonly key: string; readonly text: string }>(
  tx: Transaction,
  requestId: string,
  items: readonly Item[],
): Promise<readonly Item[]> => {
  const before = await currentItems(tx, requestId).select(['item.key', 'item.text']).execute();
  const there = new Set(before.map(keyOf));
  return items.filter((item) => !there.has(keyOf(item)));
};

/** Copies what was gathered into the bag, after what is there. */
export const insertItems = async (
  tx: Transaction,
  items: readonly GatheredItem[],
  about: { readonly requestId: string; readonly organisationId: string; readonly at: Date },
): Promise<void> => {
  const { from } = await tx
    .selectFrom('subject_item')
    .where('request_id', '=', about.requestId)
    .select(({ fn }) => fn.coalesce(fn.max('position'), sql<number>`0`).as('from'))
    .executeTakeFirstOrThrow();
  const fresh = await notGatheredYet(tx, about.requestId, items);
  const rows = fresh.map((item, index) => ({
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
    kept_from: [...item.keptFrom],
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
  /** Its place in the list, by which officers speak of it. */
  readonly number: number;
  readonly revision: number;
  readonly caseId: string | null;
  readonly carerId: string | null;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
};

/** What was gathered for a request, in the order of a bag; what is of a case restricted since is not among it. */
export const loadItems = async (
  tx: Transaction,
  requestId: string,
  which: { readonly id?: string } = {},
): Promise<readonly StoredItem[]> => {
  const rows = await currentItems(tx, requestId)
    .leftJoin('person', 'person.id', 'item.decided_by')
    .$if(which.id !== undefined, (query) => query.where('item.id', '=', which.id ?? ''))
    .orderBy('item.position')
    .selectAll('item')
    .select('person.name as decider')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, number: row.position, revision: row.revision, caseId: row.case_id },
    ...{ key: row.key, category: row.category, on: row.on_day, text: row.text, isTyped: row.is_typed },
    ...{
      source: row.source,
      whose: row.whose,
      others: row.others,
      keptFrom: row.kept_from,
      carerId: row.carer_id,
    },
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider ?? '' },
    decided:
      row.decision === null
        ? null
        : {
            ...{ decision: row.decision, redactions: row.redactions, because: row.because },
            ...{ reason: row.reason, note: row.reason_words },
          },
  }));
};

/** What there is to count of the things of a request, without their words. */
export const sketchItems = async (tx: Transaction, requestId: string) =>
  currentItems(tx, requestId)
    .orderBy('item.position')
    .select([
      'item.id',
      'item.key',
      'item.revision',
      'item.category',
      'item.is_typed as isTyped',
      'item.others',
      'item.decision as decided',
    ])
    .execute();

/** Keeps what was decided of some things, unless somebody decided one of them since it was looked at: false then. */
export const saveDecision = async (
  tx: Transaction,
  items: readonly Pick<StoredItem, 'id' | 'revision'>[],
  { decided, by, at }: { readonly decided: ItemDecision; readonly by: string; readonly at: Date },
): Promise<boolean> => {
  const { decision, redactions, because, reason, note } = decided;
  if (items.length === 0) return true;
  const { numUpdatedRows } = await tx
    .updateTable('subject_item')
    .set((from) => ({
      ...{ decision, because, reason, reason_words: note, decided_by: by, decided_at: at },
      redactions: JSON.stringify(redactions),
      revision: from('revision', '+', 1),
    }))
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('id', 'revision'),
        'in',
        items.map(({ id, revision }) => tuple(id, revision)),
      ),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === BigInt(items.length);
};

/** The next thing after a number that nobody has decided, or the first of them; undefined when everything is. */
export const nextToDecide = (
  tx: Transaction,
  requestId: string,
  after: number,
): Promise<{ readonly id: string } | undefined> =>
  currentItems(tx, requestId)
    .where('item.decision', 'is', null)
    .orderBy((from) => from('item.position', '>', after), 'desc')
    .orderBy('item.position')
    .limit(1)
    .select('item.id')
    .executeTakeFirst();
