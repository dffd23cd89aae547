import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import type { DisposalHold, DisposalStanding } from '../../domain/disposal.ts';
import type { LifeEvent } from '../../domain/life-event.ts';
import {
  classesOf,
  type KeptRecord,
  keptRecords,
  type RetentionFacts,
  type Schedule,
} from '../../domain/retention.ts';

/** What happened, as it was recorded. */
export type StoredEvent = LifeEvent & {
  readonly id: string;
  readonly evidence: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
};

/** One case with how long it is kept. */
export type KeptCase = {
  readonly placementId: string;
  readonly reference: string;
  readonly records: readonly KeptRecord[];
  readonly events: readonly StoredEvent[];
};

type Row = Omit<RetentionFacts, 'lastEntryOn' | 'lastMessageOn' | 'requestClosedOn' | 'events'> & {
  readonly placementId: string;
  readonly reference: string;
  readonly procedureId: string | null;
  readonly began: PlainDate | null;
  readonly lastEntryAt: Date | null;
  readonly lastMessageAt: Date | null;
  readonly requestClosedAt: Date | null;
  readonly events: readonly StoredEvent[];
};

/** Events that say how long a case is kept, and holds, are no work on it: by them nothing is kept longer. */
const ofCases = (
  tx: Transaction,
  which: { readonly organisationId?: string; readonly placementId?: string },
) =>
  tx
    .selectFrom('placement')
    .$if(which.organisationId !== undefined, (query) =>
      query.where('placement.organisation_id', '=', which.organisationId ?? ''),
    )
    .$if(which.placementId !== undefined, (query) =>
      query.where('placement.id', '=', which.placementId ?? ''),
    )
    .select((from) => [
      'placement.id as placementId',
      'placement.kind',
      'placement.order_made_on as orderMadeOn',
      sql<string>`coalesce((select string_agg(d.reference, ', ' order by d.recorded_at, d.reference) from disruption d
        where d.placement_id = placement.id), '')`.as('reference'),
      sql<string | null>`(select o.procedure_id from organisation_procedure o
        where o.organisation_id = placement.organisation_id order by o.position limit 1)`.as('procedureId'),
      sql<PlainDate | null>`coalesce(placement.ended_on, placement.started_on, placement.introductions_on)`.as(
        'began',
      ),
      sql<Date | null>`(select max(h.at) from history h join disruption d on d.id = h.disruption_id
        where d.placement_id = placement.id and h.act not in ('record-life-event', 'hold-case'))`.as(
        'lastEntryAt',
      ),
      sql<Date | null>`(select max(m.sent_at) from message m join disruption d on d.id = m.disruption_id
        where d.placement_id = placement.id)`.as('lastMessageAt'),
      sql<Date | null>`(select max(r.closed_at) from subject_case c join subject_request r on r.id = c.request_id
        where c.placement_id = placement.id)`.as('requestClosedAt'),
      jsonArrayFrom(
        from
          .selectFrom('placement_child')
          .innerJoin('child', 'child.id', 'placement_child.child_id')
          .whereRef('placement_child.placement_id', '=', 'placement.id')
          .orderBy('child.born_on')
          .orderBy('child.id')
          .select(['child.id', 'child.born_on as bornOn']),
      ).as('children'),
      jsonArrayFrom(
        from
          .selectFrom('life_event')
          .innerJoin('person', 'person.id', 'life_event.recorded_by')
          .whereRef('life_event.placement_id', '=', 'placement.id')
          .where('life_event.taken_back_at', 'is', null)
          .orderBy('life_event.recorded_at')
          .orderBy('life_event.id')
          .select([
            'life_event.id',
            'life_event.kind',
            'life_event.child_id as childId',
            'life_event.happened_on as on',
            'life_event.evidence',
            'person.name as recordedBy',
            'life_event.recorded_at as recordedAt',
          ]),
      ).as('events'),
    ])
    .orderBy('placement.id')
    .execute();

const dayOf = (at: Date | null): PlainDate | null => (at === null ? null : dateInLondon(at));

const keptCase = (schedule: Schedule, row: Row): KeptCase => {
  const { placementId, reference, procedureId, events } = row;
  const [council = ''] = (procedureId ?? '').split('/');
  const lastEntryOn = dayOf(row.lastEntryAt) ?? row.began;
  const facts = {
    ...row,
    lastMessageOn: dayOf(row.lastMessageAt),
    requestClosedOn: dayOf(row.requestClosedAt),
  };
  // Of a placement without a day nothing can be counted.
  const records =
    lastEntryOn === null ? [] : keptRecords(classesOf(schedule, council), { ...facts, lastEntryOn });
  return { placementId, reference, records, events };
};

/** How long one case is kept, as far as whoever asks sees it; undefined when there is none. */
export const loadKept = async (
  tx: Transaction,
  schedule: Schedule,
  placementId: string,
): Promise<KeptCase | undefined> => {
  const [row] = await ofCases(tx, { placementId });
  return row && keptCase(schedule, row);
};

const holdsOn = async (tx: Transaction, placementId: string) => {
  const { rows } = await sql<{
    holds: readonly DisposalHold[];
    wasOnCase: boolean;
  }>`select app_disposal_holds(${placementId}) as holds, app_was_on_case(${placementId}) as "wasOnCase"`.execute(
    tx,
  );
  return rows[0] ?? { holds: [], wasOnCase: false };
};

/** How a case of an organisation stands, for those who see no case: nothing of it names anybody. */
export type CaseStanding = KeptCase & DisposalStanding;

const standingOf = async (tx: Transaction, kept: KeptCase, today: PlainDate): Promise<CaseStanding> => ({
  ...kept,
  ...(await holdsOn(tx, kept.placementId)),
  today,
});

/** How one case stands, with the service's eyes; undefined when the organisation has none such. */
export const loadStanding = (
  tx: Transaction,
  schedule: Schedule,
  of: { readonly organisationId: string; readonly placementId: string },
  today: PlainDate,
): Promise<CaseStanding | undefined> =>
  beyondTheirSight(tx, async () => {
    const [row] = await ofCases(tx, of);
    return row && standingOf(tx, keptCase(schedule, row), today);
  });

/** What was of a day that has come, with what keeps it all the same; and how many stay for longer. */
export const loadReached = (
  tx: Transaction,
  schedule: Schedule,
  organisationId: string,
  today: PlainDate,
): Promise<{ readonly reached: readonly CaseStanding[]; readonly staying: number; readonly open: number }> =>
  beyondTheirSight(tx, async () => {
    const all = (await ofCases(tx, { organisationId })).map((row) => keptCase(schedule, row));
    const hasCome = all.filter(({ records }) =>
      records.every(({ until }) => until === null || until <= today),
    );
    const known = hasCome.filter(
      ({ records }) => records.length > 0 && records.every(({ until }) => until !== null),
    );
    const reached: CaseStanding[] = [];
    for (const one of known) reached.push(await standingOf(tx, one, today));
    return { reached, staying: all.length - hasCome.length, open: hasCome.length - known.length };
  });
