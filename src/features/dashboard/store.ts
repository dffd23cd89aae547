import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { openActions, placementsUnder } from '../../database/open-actions.ts';
import { addDays, type PlainDate } from '../../domain/dates.ts';
import { DAYS_SOON } from '../../domain/next-step.ts';

/** Every list of the dashboard. A figure is how many rows of its list there are, so the two cannot differ. */
export const lists = [
  ...(['meetings', 'minutes-due', 'arrangements-due', 'actions-due'] as const),
  ...(['window-passed', 'window-soon', 'no-day', 'only-late', 'minutes-late'] as const),
  ...(['chair-to-come', 'chair-minutes', 'chair-year', 'actions-overdue'] as const),
] as const;
export type ListName = (typeof lists)[number];
export const isListName = (text: string): text is ListName => (lists as readonly string[]).includes(text);

/** One case, or one action of it, behind a figure. */
export type Listed = {
  readonly disruptionId: string;
  readonly actionId: string | null;
  readonly reference: string;
  readonly day: PlainDate | null;
  readonly what: string;
};

/** How much of one list there is; of a chair's or a team's, whose it is. */
export type Figure = {
  readonly list: ListName;
  readonly of: string;
  readonly name: string;
  readonly count: number;
};

type Asked = { readonly personId: string; readonly today: PlainDate; readonly weekEnd: PlainDate };

const fromCase = (
  list: ListName,
  where: RawBuilder<boolean>,
  shows = { day: sql`s.next_due_on`, what: sql`coalesce(s.next_duty ->> 'label', '')` },
): RawBuilder<unknown> => sql`
  select ${sql.lit(list)} as list, '' as "of", '' as name, s.id as "disruptionId", null::uuid as "actionId", s.reference,
      ${shows.day} as day, ${shows.what} as what from scope s where ${where}`;

const fromMeeting = (
  list: ListName,
  where: RawBuilder<boolean>,
  isOfChair = false,
): RawBuilder<unknown> => sql`
  select ${sql.lit(list)}, ${isOfChair ? sql`m.chair_id::text` : sql`''`}, ${isOfChair ? sql`coalesce(p.name, '')` : sql`''`},
      s.id, null::uuid, s.reference, m.held_on, 'Meeting'
    from scope s join meeting m on m.disruption_id = s.id left join person p on p.id = m.chair_id where ${where}`;

const fromAction = (
  list: ListName,
  where: RawBuilder<boolean>,
  of: RawBuilder<string> = sql`''`,
): RawBuilder<unknown> => sql`
  select ${sql.lit(list)}, ${of}, ${of}, a."disruptionId", a.id, a.reference, a.due, a.what || ' (' || a."ownerName" || ')'
    from actions a where ${where}`;

/** What is next is to decide whether to meet, or to find a day: the window of the meeting runs. */
const findsADay = sql<boolean>`s.next_duty ->> 'screen' in ('decision', 'review', 'convene')`;
const isOfMinutes = sql<boolean>`s.next_duty ->> 'screen' in ('minutes', 'checking', 'copies')`;

/**
 * Every row of every list, in one relation: what is next on a case is what the domain worked out when the case last changed
 * (next-step.ts). Only cases that the person is on, or whose workers they manage, and of these what row-level security shows.
 */
const allRows = ({ personId, today, weekEnd }: Asked): RawBuilder<unknown> => {
  const thisWeek = (day: RawBuilder<unknown>) => sql<boolean>`${day} between ${today} and ${weekEnd}`;
  const due = sql`s.next_due_on`;
  const soon = addDays(today, DAYS_SOON);
  return sql`with scope as materialized (select d.* from disruption d where d.placement_id in (${placementsUnder(personId)})),
    actions as materialized (${openActions(personId)}),
    listed as (
      ${sql.join(
        [
          fromCase('minutes-due', sql`${isOfMinutes} and ${thisWeek(due)}`),
          fromCase('arrangements-due', sql`s.arrangements_due_on <= ${weekEnd}`, {
            day: sql`s.arrangements_due_on`,
            what: sql`'Who is told and what is arranged'`,
          }),
          fromCase('window-passed', sql`${findsADay} and ${due} < ${today}`),
          fromCase('window-soon', sql`${findsADay} and ${due} between ${today} and ${soon}`),
          fromCase('no-day', sql`${findsADay} and ${due} is null`),
          fromCase('minutes-late', sql`${isOfMinutes} and ${due} < ${today}`),
          fromMeeting('meetings', sql`m.status = 'convened' and ${thisWeek(sql`m.held_on`)}`),
          fromMeeting(
            'only-late',
            sql`(m.status = 'convened' and m.outside_window_reason <> '') or (m.status = 'proposed' and s.next_due_on is not null
              and not exists (select from proposed_time t where t.meeting_id = m.id and t.held_on <= s.next_due_on))`,
          ),
          fromMeeting('chair-to-come', sql`m.status = 'convened'`, true),
          fromMeeting('chair-minutes', sql`m.status = 'held' and m.minutes_status <> 'agreed'`, true),
          fromMeeting('chair-year', sql`m.status = 'held' and m.held_on > ${addDays(today, -365)}`, true),
          fromAction('actions-due', thisWeek(sql`a.due`)),
          fromAction('actions-overdue', sql`a.due < ${today}`, sql`a.team`),
        ],
        sql` union all `,
      )})`;
};

/** How much of every list there is. */
export const figuresOf = async (tx: Transaction, asked: Asked): Promise<readonly Figure[]> => {
  const { rows } = await sql<Figure>`${allRows(asked)}
    select list, "of", max(name) as name, count(*)::int as count from listed group by list, "of" order by name, "of"`.execute(
    tx,
  );
  return rows;
};

/** A page of the rows behind one figure, the earliest day first, and how many there are of them in all. */
export const rowsOf = async (
  tx: Transaction,
  asked: Asked,
  of: {
    readonly list: ListName;
    readonly of: string;
    readonly page: { readonly size: number; readonly after: number };
  },
): Promise<readonly (Listed & { readonly name: string; readonly total: number })[]> => {
  const { rows } = await sql<Listed & { readonly name: string; readonly total: number }>`${allRows(asked)}
    select "disruptionId", "actionId", reference, day, what, name, (count(*) over ())::int as total
      from listed where list = ${of.list} and "of" = ${of.of}
      order by day nulls last, reference, "actionId" limit ${of.page.size} offset ${of.page.after}`.execute(
    tx,
  );
  return rows;
};
