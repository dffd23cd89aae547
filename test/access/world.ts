import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asPerson, asService } from '../../src/database/connection.ts';
import type { Restriction } from '../../src/domain/access.ts';
import { type CopiesApp, startCopiesApp } from '../copies-app.ts';
import type { StaffKey } from '../example-case.ts';
import { addGuidanceCase } from '../guidance-case.ts';
import { managed, type Relation } from './model.ts';

/** One case of the world, and how it is open to whom: kept here as well as in the database. */
export type Case = {
  readonly id: string;
  readonly placementId: string;
  readonly reference: string;
  readonly council: 'derby' | 'nottingham';
  readonly named: Map<StaffKey, Set<string>>;
  readonly opened: Set<StaffKey>;
  restricted: Restriction | null;
};

/** A service with one case that has been through everything and others that are changed as a test goes. */
export type World = CopiesApp & { readonly cases: readonly [Case, ...Case[]] };

/** Who stands above whom today: the example's own lines. */
const below: Partial<Readonly<Record<StaffKey, readonly StaffKey[]>>> = {
  gareth: ['amina'],
  helen: ['gareth', 'amina'],
};

const caseOf = async (
  { service }: CopiesApp,
  id: string,
  named: Case['named'],
  council: Case['council'] = 'derby',
): Promise<Case> => {
  const { placementId, reference } = await asService(service, (tx) =>
    tx
      .selectFrom('disruption')
      .where('id', '=', id)
      .select(['placement_id as placementId', 'reference'])
      .executeTakeFirstOrThrow(),
  );
  return { id, placementId, reference, council, named, opened: new Set(), restricted: null };
};

export const startWorld = async (): Promise<World> => {
  const running = await startCopiesApp();
  const full: readonly (readonly [StaffKey, string])[] = [
    ...([
      'amina:child-social-worker',
      'agency:adopters-social-worker',
      'iro:iro',
      'panel:panel-advisor',
    ] as const),
    ...(['gareth:team-manager', 'helen:service-manager', 'chair:chair', 'minutes:minute-taker'] as const),
  ].map((one) => one.split(':') as unknown as readonly [StaffKey, string]);
  const first = await caseOf(running, running.id, new Map(full.map(([key, name]) => [key, new Set([name])])));
  const others: Case[] = [];
  for (const council of ['derby', 'derby', 'nottingham'] as const) {
    const { id } = await addGuidanceCase(running);
    others.push(await caseOf(running, id, new Map(), council));
  }
  const organisation_id = running.example.actors.outsider.organisationId;
  for (const one of others) await clear(running, one);
  await asService(running.service, async (tx) => {
    for (const { id, placementId, council } of others) {
      if (council === 'derby') continue;
      await sql`update child set organisation_id = ${organisation_id} where id in (
        select child_id from placement_child where placement_id = ${placementId})`.execute(tx);
      await tx.updateTable('placement').set({ organisation_id }).where('id', '=', placementId).execute();
      await tx.updateTable('disruption').set({ organisation_id }).where('id', '=', id).execute();
    }
  });
  return { ...running, cases: [first, ...others] };
};

/** How long a case opened without a part in it stays so, in milliseconds. */
const OPEN_FOR = 10_000;

/** Opens a case to nobody: what was opened for a time runs out, to the very moment. */
export const clear = async ({ service, time }: Pick<World, 'service' | 'time'>, one: Case): Promise<void> => {
  one.named.clear();
  one.opened.clear();
  one.restricted = null;
  time.now = new Date(time.now.getTime() + OPEN_FOR);
  await asService(service, async (tx) => {
    await sql`delete from placement_access where placement_id = ${one.placementId}`.execute(tx);
    await sql`update placement set restricted = null, restricted_reason = '' where id = ${one.placementId}`.execute(
      tx,
    );
  });
};

export const putOn = async ({ service, example }: World, one: Case, key: StaffKey, capacity: string) => {
  one.named.set(key, (one.named.get(key) ?? new Set()).add(capacity));
  await asService(service, (tx) =>
    sql`select app_put_on_case(${one.placementId}, ${example.people[key]}, ${capacity})`.execute(tx),
  );
};

/** Ends every part of somebody in a case. */
export const takeOff = async ({ service, example }: World, one: Case, key: StaffKey) => {
  one.named.delete(key);
  await asService(service, (tx) =>
    sql`delete from placement_access where placement_id = ${one.placementId} and person_id = ${example.people[key]}`.execute(
      tx,
    ),
  );
};

export const restrict = async ({ service }: World, one: Case, restricted: Restriction | null) => {
  one.restricted = restricted;
  await asService(service, (tx) =>
    sql`update placement set restricted = ${restricted}, restricted_reason = ${restricted ? 'x' : ''}
      where id = ${one.placementId}`.execute(tx),
  );
};

/** Opens a case for a moment; answers whether it opened. */
export const open = async ({ service, example }: World, one: Case, key: StaffKey): Promise<boolean> => {
  const until = new Date(service.clock().getTime() + OPEN_FOR);
  const { rows } = await asPerson(service, { id: example.people[key] }, (tx) =>
    sql<{
      id: string | null;
    }>`select app_break_glass(${one.reference}, 'A call at night', ${until}) as id`.execute(tx),
  );
  const opened = rows[0]?.id === one.id;
  if (opened) one.opened.add(key);
  return opened;
};

/** How somebody stands to a case, from what was done to it. */
export const relationOf = ({ example }: World, one: Case, key: StaffKey): Relation => ({
  posts: example.actors[key].posts,
  named: [...(one.named.get(key) ?? [])],
  manages: (below[key] ?? []).some((worker) =>
    [...(one.named.get(worker) ?? [])].some((capacity) => managed.includes(capacity)),
  ),
  brokeGlass: one.opened.has(key),
  restricted: one.restricted,
});

/** An address of a route, with ids that are the world's own where it has them. */
export const addressOf = (path: string, { id }: Pick<Case, 'id'>): string =>
  path
    .replaceAll(':id', id)
    .replaceAll(':capacity', 'iro')
    .replaceAll(':rule', 'DC-1')
    .replaceAll(':from', '2026-02-01')
    .replaceAll(/:\w+/g, () => randomUUID());
