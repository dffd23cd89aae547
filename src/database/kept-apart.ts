import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { PlainDate } from '../domain/dates.ts';
import type { Recorded } from '../domain/keep-apart.ts';
import type { Clash, KeptApart, Ways } from '../domain/kept-apart.ts';
import type { OwnWay } from '../domain/own-way.ts';
import type { Transaction } from './connection.ts';

/** Who did something on a case, and when. */
type By = { readonly by: string; readonly at: Date };

/** Who must not meet on a case, and how those whom a plan concerns take part, by their source. */
export type Apart = {
  readonly keptApart: readonly (KeptApart & { readonly recordedBy: string; readonly recordedAt: Date })[];
  readonly ways: Ways;
};

const ownWayColumns = (tx: Transaction) =>
  tx
    .selectFrom('own_way')
    .select([
      'own_way.way',
      sql<string | null>`to_char(own_way.starts_at, 'HH24:MI')`.as('startsAt'),
      'own_way.minutes_long as minutesLong',
      'own_way.entrance',
    ]);

/** How whoever has a source on a case takes part, for a statement that has both; one row or none. */
export const ownWayOf = (tx: Transaction, of: { readonly disruptionId: string; readonly source: string }) =>
  ownWayColumns(tx)
    .whereRef('own_way.disruption_id', '=', of.disruptionId as never)
    .whereRef('own_way.source', '=', of.source as never);

/** What is recorded of people who must not meet; those records that have ended when `ended` is wanted too. */
export const loadApart = async (
  tx: Transaction,
  disruptionId: string,
  { ended = false }: { readonly ended?: boolean } = {},
): Promise<Apart> => {
  const rows = await tx
    .selectFrom('kept_apart')
    .innerJoin('person', 'person.id', 'kept_apart.recorded_by')
    .where('kept_apart.disruption_id', '=', disruptionId)
    .$if(!ended, (query) => query.where('kept_apart.ended_at', 'is', null))
    .orderBy('kept_apart.recorded_at')
    .orderBy('kept_apart.id')
    .select(({ selectFrom }) => [
      'kept_apart.id',
      'kept_apart.one_side as oneSide',
      'kept_apart.other_side as otherSide',
      'kept_apart.why',
      'kept_apart.note',
      'kept_apart.is_unseen as isUnseen',
      'kept_apart.since_on as sinceOn',
      'kept_apart.decided_by as decidedBy',
      jsonArrayFrom(
        selectFrom('let_together')
          .innerJoin('person as allowing', 'allowing.id', 'let_together.recorded_by')
          .whereRef('let_together.apart_id', '=', 'kept_apart.id')
          .orderBy('let_together.recorded_at')
          .select([
            'let_together.meeting_id as meetingId',
            'let_together.held_on as heldOn',
            'let_together.one',
            'let_together.other',
            'let_together.because',
            'allowing.name as by',
          ]),
      ).as('together'),
      'person.name as recordedBy',
      'kept_apart.recorded_at as recordedAt',
    ])
    .execute();
  const ways = await ownWayColumns(tx)
    .where('own_way.disruption_id', '=', disruptionId)
    .select('own_way.source')
    .execute();
  return {
    keptApart: rows,
    ways: Object.fromEntries(ways.map(({ source, ...way }): [string, OwnWay] => [source, way])),
  };
};

export const insertKeptApart = async (
  tx: Transaction,
  disruptionId: string,
  recorded: Recorded,
  { by, at }: By,
): Promise<void> => {
  await tx
    .insertInto('kept_apart')
    .values({
      id: randomUUID(),
      disruption_id: disruptionId,
      one_side: [...recorded.oneSide],
      other_side: [...recorded.otherSide],
      why: recorded.why,
      note: recorded.note,
      is_unseen: recorded.isUnseen,
      since_on: recorded.sinceOn,
      decided_by: recorded.decidedBy,
      recorded_by: by,
      recorded_at: at,
    })
    .execute();
};

/** Lets those who must not meet and would at a meeting be there together, with why: these pairs, and on the day it is on. */
export const saveTogether = async (
  tx: Transaction,
  at: { readonly disruptionId: string; readonly meetingId: string; readonly heldOn: PlainDate },
  { clashes, because }: { readonly clashes: readonly Clash[]; readonly because: string },
  signed: By,
): Promise<void> => {
  if (clashes.length === 0) return;
  await tx
    .insertInto('let_together')
    .values(
      clashes.map(({ keptApart, one, other }) => ({
        id: randomUUID(),
        disruption_id: at.disruptionId,
        apart_id: keptApart.id,
        meeting_id: at.meetingId,
        held_on: at.heldOn,
        one: one.source,
        other: other.source,
        because,
        recorded_by: signed.by,
        recorded_at: signed.at,
      })),
    )
    .execute();
};

export const endKeptApart = async (
  tx: Transaction,
  id: string,
  because: string,
  { by, at }: By,
): Promise<void> => {
  await tx
    .updateTable('kept_apart')
    .set({ ended_because: because, ended_by: by, ended_at: at })
    .where('id', '=', id)
    .execute();
};

/** Keeps how somebody takes part; null when they take part as others do. */
export const saveOwnWay = async (
  tx: Transaction,
  of: { readonly disruptionId: string; readonly source: string },
  own: OwnWay | null,
  { by, at }: By,
): Promise<void> => {
  const { disruptionId, source } = of;
  if (own === null) {
    await tx
      .deleteFrom('own_way')
      .where('disruption_id', '=', disruptionId)
      .where('source', '=', source)
      .execute();
    return;
  }
  const columns = {
    way: own.way,
    starts_at: own.startsAt,
    minutes_long: own.minutesLong,
    entrance: own.entrance,
    planned_by: by,
    planned_at: at,
  };
  await tx
    .insertInto('own_way')
    .values({ disruption_id: disruptionId, source, ...columns })
    .onConflict((conflict) => conflict.columns(['disruption_id', 'source']).doUpdateSet(columns))
    .execute();
};
