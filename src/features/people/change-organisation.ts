import type { Transaction } from '../../database/connection.ts';
import { refused } from '../../domain/result.ts';
import { isReadableCouncilColour } from '../../web/council-colour.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { type OrganisationRecord, organisationView } from './change-organisation.view.ts';

const recordOf = async (
  tx: Transaction,
  service: Service,
  { organisationId }: Actor,
): Promise<OrganisationRecord> => {
  const { name, colour } = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select(['name', 'colour'])
    .executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom('organisation_procedure')
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .select('procedure_id')
    .execute();
  const known = [
    ...new Map(service.procedures.all.map((one) => [one.id, { id: one.id, title: one.title }])).values(),
  ];
  return { name, colour, procedures: rows.map(({ procedure_id }) => procedure_id), known };
};

/** The procedures that were given a place, in the order of their places. */
const readProcedures = (typed: Typed, { known }: OrganisationRecord): readonly string[] =>
  known
    .map(({ id }, index) => ({ id, place: Number.parseInt(readText(typed, `place-${index}`), 10) }))
    .filter(({ place }) => place > 0)
    .toSorted((one, other) => one.place - other.place)
    .map(({ id }) => id);

/** How an organisation is called and coloured, and which procedures its cases are asked, the first that is about a case first. */
export const organisationForm = (service: Service): FormByPost<unknown, OrganisationRecord> => ({
  act: 'administer-organisation',
  load: (tx, { actor }) => recordOf(tx, service, actor),
  show: organisationView,
  save: async (tx, { actor, typed }) => {
    const record = await recordOf(tx, service, actor);
    const colour = readText(typed, 'colour').toLowerCase();
    const procedures = readProcedures(typed, record);
    const problems = [
      ...(/^#[0-9a-f]{6}$/.test(colour) && isReadableCouncilColour(colour)
        ? []
        : [
            {
              field: 'colour',
              message: 'Enter a colour such as #00583d, dark enough for white letters on it',
            },
          ]),
      ...(procedures.length === 0 && record.procedures.length > 0
        ? [{ field: 'place-0', message: 'Give at least one procedure a place: new cases go by it' }]
        : []),
    ];
    if (problems.length > 0) return insist(refused(problems));
    await tx.updateTable('organisation').set({ colour }).where('id', '=', actor.organisationId).execute();
    await tx
      .deleteFrom('organisation_procedure')
      .where('organisation_id', '=', actor.organisationId)
      .execute();
    if (procedures.length > 0)
      await tx
        .insertInto('organisation_procedure')
        .values(
          procedures.map((procedure_id, index) => ({
            organisation_id: actor.organisationId,
            position: index + 1,
            procedure_id,
          })),
        )
        .execute();
    return '/organisation';
  },
});
