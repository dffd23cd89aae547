import type { TaskList } from 'graphile-worker';
import { audit } from '../database/audit.ts';
import { asService, beyondTheirSight, type Transaction } from '../database/connection.ts';
import { addHistory } from '../database/history.ts';
import { endEverything, factsOfLeaver, holdCasesOf, saveHandover } from '../database/leavers.ts';
import { addDays, dateInLondon, type PlainDate } from '../domain/dates.ts';
import { type Handover, handOver, leavingInWords, lineAbove } from '../domain/leaver.ts';
import { renewNextStep } from './case-door.ts';
import type { Service } from './service.ts';

/** Whoever says that somebody leaves; `id` is null for what is no person. */
type By = { readonly id: string | null; readonly name: string };

/**
 * Writes down somebody's last day, the last with access. Once it is over, all that ends and was theirs is handed over in
 * this transaction; a later one is only written down, and the daily job hands over. Twice is once. Who may do it is for
 * the caller to have asked.
 */
export const endEmployment = (
  service: Service,
  tx: Transaction,
  { personId, lastDay, by }: { readonly personId: string; readonly lastDay: PlainDate; readonly by: By },
): Promise<void> =>
  beyondTheirSight(tx, async () => {
    const person = await tx
      .selectFrom('person')
      .where('id', '=', personId)
      .select(['handed_over_at', 'joined_on'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (person.handed_over_at !== null) return;
    const firstWithout = addDays(lastDay, 1);
    // Whoever leaves before the day they were to join never came.
    const goneOn = [firstWithout, person.joined_on ?? firstWithout].toSorted()[1] ?? firstWithout;
    await tx.updateTable('person').set({ left_on: goneOn }).where('id', '=', personId).execute();
    if (goneOn <= dateInLondon(service.clock())) await handOverAll(service, tx, personId, by);
  });

const handOverAll = async (service: Service, tx: Transaction, personId: string, by: By): Promise<void> => {
  const at = service.clock();
  const facts = await factsOfLeaver(tx, personId);
  const cases = await holdCasesOf(tx, [...new Set(facts.holdings.map(({ placementId }) => placementId))]);
  const handovers = handOver(facts);
  await endEverything(tx, personId, facts.goneOn, lineAbove(facts)[0]?.id);
  await saveHandover(tx, facts, handovers, at);
  for (const { id, placementId } of cases) {
    const here = handovers.filter(({ holding }) => concerns(holding, id, placementId));
    if (here.length === 0) continue;
    const summary = leavingInWords(facts.leaver.name, here);
    await addHistory(tx, id, { at, by, act: 'hand-over', summary });
    await renewNextStep(service, tx, id);
  }
  await tx.updateTable('person').set({ handed_over_at: at }).where('id', '=', personId).execute();
  await audit(tx, {
    act: 'hand-over',
    rule: 'has-left',
    outcome: 'allowed',
    intent: 'change',
    subject: { kind: 'person', id: personId },
  });
};

/** A part is in every case of its placement; an action or a meeting in the one that has it. */
const concerns = (holding: Handover['holding'], caseId: string, placementId: string): boolean =>
  holding.kind === 'part' ? holding.placementId === placementId : holding.disruptionId === caseId;

/** Lets somebody who had left, or was to leave, have access anew. Nothing that was handed over comes back by itself. */
export const bringBack = (tx: Transaction, personId: string): Promise<void> =>
  beyondTheirSight(tx, async () => {
    await tx
      .updateTable('person')
      .set({ left_on: null, handed_over_at: null })
      .where('id', '=', personId)
      .execute();
  });

/** Hands over what those had whose last day is over; each in a transaction of its own, so that one that fails stops no other. */
const handOverLeavers = async (service: Service): Promise<void> => {
  const today = dateInLondon(service.clock());
  const due = await asService(service, (tx) =>
    tx
      .selectFrom('person')
      .where('left_on', '<=', today)
      .where('handed_over_at', 'is', null)
      .orderBy('left_on')
      .select(['id', 'left_on'])
      .execute(),
  );
  const failures: unknown[] = [];
  for (const { id, left_on } of due)
    await asService(service, (tx) =>
      endEmployment(service, tx, {
        personId: id,
        lastDay: addDays(left_on ?? today, -1),
        by: { id: null, name: 'The service' },
      }),
    ).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not every leaver’s work could be handed over');
};

/**
 * When the day's leavers are handed over: five past midnight in London. The queue counts in UTC, so it is asked at both
 * hours that this can be; the wrong one finds nobody new.
 */
export const leaverSchedule = '5 0,23 * * * hand-over-leavers ?fill=1d';

export const leaverJobs = (service: Service): TaskList => ({
  'hand-over-leavers': () => handOverLeavers(service),
});
