import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { ageOn, dateInLondon, daysBetween, type PlainDate } from '../../domain/dates.ts';
import { method } from '../../domain/disclosure.ts';
import { ageBandOf, type Counted, type Figures, type PopulationKey } from '../../domain/figure.ts';
import type { Span } from '../../domain/quarter.ts';

/** What was published of one span. */
export type Snapshot = Span & { readonly id: string; readonly figures: Figures };

export type Council = { readonly id: string; readonly name: string };

/** The regions, each with its councils in the order of their names. */
export const regionsWithCouncils = async (
  tx: Transaction,
): Promise<ReadonlyMap<string, readonly Council[]>> => {
  const rows = await tx
    .selectFrom('organisation')
    .where('kind', '=', 'council')
    .where('region', '<>', '')
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'name', 'region'])
    .execute();
  return Map.groupBy(rows, ({ region }) => region);
};

const nothing = { factors: [], days: {} } as const;

const endings = async (tx: Transaction, councils: readonly string[]): Promise<readonly Counted[]> => {
  const { rows } = await sql<{
    council: string;
    recordedAt: Date;
    endedOn: PlainDate;
    kind: string;
    stage: string;
    ending: string | null;
    bornOn: PlainDate | null;
  }>`select d.organisation_id as council, d.recorded_at as "recordedAt", d.broke_down_on as "endedOn", p.kind, d.stage, d.ending,
      (select min(c.born_on) from placement_child pc join child c on c.id = pc.child_id where pc.placement_id = p.id) as "bornOn"
    from disruption d join placement p on p.id = d.placement_id
    where d.organisation_id = any (${councils}) and d.stage <> 'at-risk'`.execute(tx);
  return rows.map(({ council, recordedAt, endedOn, kind, stage, ending, bornOn }) => ({
    ...{ council, on: dateInLondon(recordedAt), ...nothing },
    is: {
      ...{ kind, stage, how: ending ?? 'unknown' },
      ...(bornOn !== null && { age: ageBandOf(ageOn(bornOn, endedOn)) }),
    },
  }));
};

const meetings = async (tx: Transaction, councils: readonly string[]): Promise<readonly Counted[]> => {
  const { rows } = await sql<{
    council: string;
    agreedAt: Date;
    endedOn: PlainDate;
    heldOn: PlainDate;
    isOutside: boolean;
    isHeard: boolean;
    factors: string[];
  }>`select d.organisation_id as council, m.agreed_at as "agreedAt", d.broke_down_on as "endedOn", m.held_on as "heldOn",
      m.outside_window_reason <> '' as "isOutside",
      not exists (select from placement_child pc where pc.placement_id = d.placement_id and not exists (
        select from child_view v where v.disruption_id = d.id and v.child_id = pc.child_id and v.said_on <= m.held_on))
        as "isHeard",
      array(select distinct f.factor_key from finding f where f.meeting_id = m.id) as factors
    from meeting m join disruption d on d.id = m.disruption_id
    where d.organisation_id = any (${councils}) and m.status = 'held' and m.agreed_at is not null`.execute(
    tx,
  );
  return rows.map(({ council, agreedAt, endedOn, heldOn, isOutside, isHeard, factors }) => ({
    ...{ council, on: dateInLondon(agreedAt), factors },
    is: { window: isOutside ? 'outside' : 'inside', views: isHeard ? 'there' : 'missing' },
    days: { toMeeting: daysBetween(endedOn, heldOn), toMinutes: daysBetween(heldOn, dateInLondon(agreedAt)) },
  }));
};

const actions = async (tx: Transaction, councils: readonly string[]): Promise<readonly Counted[]> => {
  const { rows } = await sql<{ council: string; dueOn: PlainDate; doneOn: PlainDate | null }>`
    select d.organisation_id as council, a.due_on as "dueOn", a.done_on as "doneOn"
    from action a join disruption d on d.id = a.disruption_id
    where d.organisation_id = any (${councils}) and a.not_needed_on is null`.execute(tx);
  return rows.map(({ council, dueOn, doneOn }) => ({
    ...{ council, on: dueOn, ...nothing },
    is: { time: doneOn !== null && doneOn <= dueOn ? 'in-time' : 'late' },
  }));
};

/** Everything of one kind that there is in councils, whenever it came to be. For the service alone. */
export const countedIn: Readonly<
  Record<PopulationKey, (tx: Transaction, councils: readonly string[]) => Promise<readonly Counted[]>>
> = { endings, meetings, actions };

const snapshots = (tx: Transaction, population: PopulationKey) =>
  tx
    .selectFrom('figure_snapshot')
    .where('population', '=', population)
    .orderBy('from_on')
    .select(['id', 'from_on as from', 'until_on as until', 'figures']);

/** What was published for whoever asks, the earliest first. */
export const loadSnapshots = async (
  tx: Transaction,
  population: PopulationKey,
): Promise<readonly Snapshot[]> =>
  (await snapshots(tx, population).execute()).map((row) => ({ ...row, figures: row.figures as Figures }));

/** The last day of what was published of a region; null before the first. */
export const lastPublished = async (
  tx: Transaction,
  region: string,
  population: PopulationKey,
): Promise<PlainDate | null> => {
  const row = await tx
    .selectFrom('figure_snapshot')
    .where('region', '=', region)
    .where('population', '=', population)
    .select(({ fn }) => fn.max('until_on').as('last'))
    .executeTakeFirst();
  return row?.last ?? null;
};

/** Publishes figures for good. */
export const publish = async (
  tx: Transaction,
  region: string,
  {
    population,
    from,
    until,
    figures,
    at,
  }: Span & { readonly population: PopulationKey; readonly figures: Figures; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('figure_snapshot')
    .values({
      ...{ id: randomUUID(), region, population, from_on: from, until_on: until },
      ...{ method: method.version, figures: JSON.stringify(figures), made_at: at },
    })
    .execute();
};
