import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import type { Incident, IncidentStep } from '../../domain/copy-incident.ts';

type Signed = { readonly id: string; readonly at: Date };

/** What happened with copies that reached the wrong person, the newest first. */
export const loadIncidents = async (tx: Transaction, disruptionId: string): Promise<readonly Incident[]> => {
  const rows = await tx
    .selectFrom('copy_incident')
    .innerJoin('person', 'person.id', 'reported_by')
    .where('disruption_id', '=', disruptionId)
    .orderBy('reported_at', 'desc')
    .select((from) => [
      'copy_incident.id',
      'copy_id as copyId',
      'what_happened as whatHappened',
      'person.name as reportedBy',
      'reported_at as reportedAt',
      jsonArrayFrom(
        from
          .selectFrom('copy_incident_step')
          .innerJoin('person', 'person.id', 'done_by')
          .whereRef('incident_id', '=', 'copy_incident.id')
          .select(['step', 'person.name as by', 'done_at as at']),
      ).as('done'),
    ])
    .execute();
  return rows.map(({ done, ...incident }) => ({
    ...incident,
    done: done.map(({ step, by, at }) => ({ step: step as IncidentStep, by, at: new Date(`${at}`) })),
  }));
};

export const insertIncident = async (
  tx: Transaction,
  incident: Pick<Incident, 'id' | 'copyId' | 'whatHappened'> & { readonly disruptionId: string },
  by: Signed,
): Promise<void> => {
  const { id, disruptionId, copyId, whatHappened } = incident;
  await tx
    .insertInto('copy_incident')
    .values({
      ...{ id, disruption_id: disruptionId, copy_id: copyId, what_happened: whatHappened },
      ...{ reported_by: by.id, reported_at: by.at },
    })
    .execute();
};

/** Keeps that one thing was done. */
export const insertStep = async (
  tx: Transaction,
  done: { readonly incidentId: string; readonly disruptionId: string; readonly step: IncidentStep },
  by: Signed,
): Promise<void> => {
  await tx
    .insertInto('copy_incident_step')
    .values({
      ...{ incident_id: done.incidentId, disruption_id: done.disruptionId, step: done.step },
      ...{ done_by: by.id, done_at: by.at },
    })
    .execute();
};
