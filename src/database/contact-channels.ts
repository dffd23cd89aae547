import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Channel, Reach } from '../domain/contact-channel.ts';
import { reachNobodyAsked } from '../domain/contact-channel.ts';
import type { PlainDate } from '../domain/dates.ts';
import type { Transaction } from './connection.ts';

/** How the people of a placement without an account are reached, by their source; who is not in it was not asked yet. */
export const loadReach = async (
  tx: Transaction,
  placementId: string,
): Promise<Readonly<Record<string, Reach>>> => {
  const asked = await tx
    .selectFrom('reach')
    .where('placement_id', '=', placementId)
    .select(['source', 'prefers', 'language', 'format', 'needs', 'stopped', 'stopped_note as note'])
    .execute();
  const confirmed = await tx
    .selectFrom('channel_confirmation as c')
    .innerJoin('person', 'person.id', 'c.confirmed_by')
    .where('c.placement_id', '=', placementId)
    .where('c.voided_at', 'is', null)
    .orderBy('c.confirmed_on', 'desc')
    .orderBy('c.confirmed_at', 'desc')
    .select(['c.source', 'c.channel', 'c.how', 'c.confirmed_on as confirmedOn', 'person.name as by'])
    .execute();
  const confirmations = Object.groupBy(confirmed, ({ source }) => source);
  const rows = Object.fromEntries(asked.map(({ source, ...row }) => [source, row]));
  return Object.fromEntries(
    [...new Set([...Object.keys(rows), ...Object.keys(confirmations)])].map((source): [string, Reach] => {
      const { stopped = null, note = '', ...row } = rows[source] ?? {};
      return [
        source,
        {
          ...reachNobodyAsked,
          ...row,
          stopped: stopped === null ? null : { because: stopped, note },
          confirmations: (confirmations[source] ?? []).map(({ source: _, ...one }) => one),
        },
      ];
    }),
  );
};

/** Where the contacts of a placement are rung and live, by their id. */
export const loadContactDetails = async (
  tx: Transaction,
  placementId: string,
): Promise<Readonly<Record<string, { readonly phone: string; readonly address: string }>>> => {
  const rows = await tx
    .selectFrom('contact')
    .where('placement_id', '=', placementId)
    .select(['id', 'phone', 'address'])
    .execute();
  return Object.fromEntries(rows.map(({ id, ...details }) => [id, details]));
};

type Changed = { readonly by: string; readonly at: Date };
type Of = { readonly placementId: string; readonly source: string };

/** Keeps what somebody said of how to write to them. */
export const saveReachOf = async (
  tx: Transaction,
  of: Of,
  reach: Omit<Reach, 'confirmations'>,
  { by, at }: Changed,
): Promise<void> => {
  const columns = {
    prefers: reach.prefers,
    language: reach.language,
    format: reach.format,
    needs: reach.needs,
    stopped: reach.stopped?.because ?? null,
    stopped_note: reach.stopped?.note ?? '',
    changed_by: by,
    changed_at: at,
  };
  await tx
    .insertInto('reach')
    .values({ placement_id: of.placementId, source: of.source, ...columns })
    .onConflict((conflict) => conflict.columns(['placement_id', 'source']).doUpdateSet(columns))
    .execute();
};

/** Keeps that some ways to reach somebody were confirmed, in place of what was confirmed of them before. */
export const confirmChannels = async (
  tx: Transaction,
  of: Of,
  confirmed: {
    readonly channels: readonly Channel[];
    readonly how: string;
    readonly confirmedOn: PlainDate;
  },
  { by, at }: Changed,
): Promise<void> => {
  const { channels, how, confirmedOn } = confirmed;
  if (channels.length === 0) return;
  await voidConfirmations(tx, of, channels);
  await tx
    .insertInto('channel_confirmation')
    .values(
      channels.map((channel) => ({
        ...{ id: randomUUID(), placement_id: of.placementId, source: of.source, channel, how },
        ...{ confirmed_on: confirmedOn, confirmed_by: by, confirmed_at: at },
      })),
    )
    .execute();
};

/** What was confirmed of some ways counts no more: they lead elsewhere, or were confirmed anew. */
export const voidConfirmations = async (
  tx: Transaction,
  { placementId, source }: Of,
  channels: readonly Channel[],
): Promise<void> => {
  if (channels.length === 0) return;
  await tx
    .updateTable('channel_confirmation')
    .set({ voided_at: sql<Date>`app_now()` })
    .where('placement_id', '=', placementId)
    .where('source', '=', source)
    .where('channel', 'in', channels)
    .where('voided_at', 'is', null)
    .execute();
};
