import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { openActions } from '../../database/open-actions.ts';
import type { Action } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/dates.ts';

/** The day of the next review of the child of a case; null where nobody has said it. */
export const reviewDayOf = async (tx: Transaction, disruptionId: string): Promise<PlainDate | null> => {
  const row = await tx
    .selectFrom('disruption')
    .where('id', '=', disruptionId)
    .select('next_review_on')
    .executeTakeFirst();
  return row?.next_review_on ?? null;
};

export const saveReviewDay = async (tx: Transaction, disruptionId: string, day: PlainDate): Promise<void> => {
  await tx.updateTable('disruption').set({ next_review_on: day }).where('id', '=', disruptionId).execute();
};

/** By what a list of open actions is put together. */
export const listedBy = ['person', 'team', 'council'] as const;
export type ListedBy = (typeof listedBy)[number];

/** An open action in a list over many cases. */
export type OpenAction = Pick<Action, 'id' | 'what' | 'ownerName' | 'answer'> & {
  readonly disruptionId: string;
  readonly reference: string;
  readonly team: string;
  readonly council: string;
  /** As it was agreed; and the day by which it is due now, null while it waits for another. */
  readonly dueOn: PlainDate;
  readonly due: PlainDate | null;
};

/** How many of the open actions somebody sees are one person's, team's or council's, and how many of these are overdue. */
export type Group = { readonly name: string; readonly open: number; readonly overdue: number };

const nameOf: Readonly<Record<ListedBy, RawBuilder<string>>> = {
  person: sql`"ownerName"`,
  team: sql`team`,
  council: sql`council`,
};

/** The groups of the open actions that somebody sees, those with most overdue first. */
export const groupsOf = async (
  tx: Transaction,
  { personId, by, today }: { readonly personId: string; readonly by: ListedBy; readonly today: PlainDate },
): Promise<readonly Group[]> => {
  const { rows } = await sql<Group>`with listed as (${openActions(personId)})
    select ${nameOf[by]} as name, count(*)::int as open, (count(*) filter (where due < ${today}))::int as overdue
      from listed group by 1 order by overdue desc, open desc, name`.execute(tx);
  return rows;
};

/** Open actions that somebody sees, of one group or of all: what is overdue first, and what waits for another last. */
export const listOpen = async (
  tx: Transaction,
  asked: {
    readonly personId: string;
    readonly by: ListedBy;
    /** The name of the group; empty for all. */
    readonly of: string;
    /** How many, and after how many; all when left out. */
    readonly page?: { readonly size: number; readonly after: number };
  },
): Promise<readonly OpenAction[]> => {
  const { personId, by, of, page } = asked;
  const { rows } = await sql<OpenAction>`with listed as (${openActions(personId)})
    select * from listed where ${of} = '' or ${nameOf[by]} = ${of} order by due nulls last, reference, id
      ${page === undefined ? sql`` : sql`limit ${page.size} offset ${page.after}`}`.execute(tx);
  return rows;
};
