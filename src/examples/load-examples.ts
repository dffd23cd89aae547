import { asService, type Transaction } from '../database/connection.ts';
import { addPeople } from '../database/people.ts';
import { dateInLondon, type PlainDate } from '../domain/dates.ts';
import type { Service } from '../features/service.ts';
import { uuidOf } from './chance.ts';
import { leaveEarlierMessages } from './earlier-messages.ts';
import { loadExampleCase } from './load-case.ts';
import { loadOtherKinds } from './other-kinds.ts';
import {
  exampleOrganisations,
  examplePeople,
  exampleProcedures,
  exampleTeams,
  lineManagementOn,
  otherTeamPostsOn,
} from './people.ts';
import { planCases } from './plan-cases.ts';

/** The loading keeps where it is as any form does: begun on a day, and then done. */
const mark = { actor: 'examples', key: uuidOf('examples') };
const DONE = 'done';
/** Cases loaded at the same time: a commit waits for the disk, and others go on meanwhile. */
const AT_ONCE = 4;

const saveEverybody = async (tx: Transaction, today: PlainDate): Promise<void> => {
  await tx.insertInto('organisation').values(exampleOrganisations).execute();
  const councils = exampleOrganisations.filter(({ kind }) => kind === 'council');
  await tx
    .insertInto('organisation_procedure')
    .values(
      councils.flatMap(({ id }) =>
        exampleProcedures.map((procedure_id, index) => ({
          organisation_id: id,
          position: index + 1,
          procedure_id,
        })),
      ),
    )
    .execute();
  await tx.insertInto('team').values(exampleTeams).execute();
  await addPeople(tx, examplePeople);
  await tx.insertInto('person_post').values(otherTeamPostsOn(today)).execute();
  await tx.insertInto('line_management').values(lineManagementOn(today)).execute();
};

/** The day from which the examples are counted; null when they are there, or when the data is somebody's own. */
const begin = async (tx: Transaction, today: PlainDate): Promise<PlainDate | null> => {
  const begun = await tx
    .selectFrom('submission')
    .where('actor', '=', mark.actor)
    .where('key', '=', mark.key)
    .select('location')
    .executeTakeFirst();
  if (begun !== undefined) return begun.location === DONE ? null : begun.location;
  if (await tx.selectFrom('organisation').select('id').limit(1).executeTakeFirst()) return null;
  await saveEverybody(tx, today);
  await tx
    .insertInto('submission')
    .values({ ...mark, location: today })
    .execute();
  return today;
};

/**
 * Loads five organisations, their people, 200 cases and some of every other kind of placement into a service that has no
 * data, and does nothing otherwise. A loading that is asked to stop does so after the cases in hand. One that was cut
 * short goes on where it was: every step is a form with a key, and none has an effect twice.
 */
export const loadExamples = async (
  service: Service,
  options: { readonly today?: PlainDate; readonly stopping?: AbortSignal } = {},
): Promise<void> => {
  const { today = dateInLondon(service.clock()), stopping } = options;
  const from = await asService(service, (tx) => begin(tx, today));
  if (from === null) return;
  const waiting = planCases({ today: from, bankHolidays: service.bankHolidays }).values();
  const loadNext = async (): Promise<void> => {
    for (const example of waiting) {
      if (stopping?.aborted) return;
      await loadExampleCase(service, example, from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loadNext));
  if (stopping?.aborted) return;
  await loadOtherKinds(service, from);
  await leaveEarlierMessages(service, from);
  await asService(service, (tx) =>
    tx
      .updateTable('submission')
      .set({ location: DONE })
      .where('actor', '=', mark.actor)
      .where('key', '=', mark.key)
      .execute(),
  );
};
