import { randomUUID } from 'node:crypto';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import {
  reportIncident as decideReport,
  type Incident,
  type IncidentStep,
  incidentSteps,
  isIncidentStep,
} from '../../domain/copy-incident.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { takeOffHold } from './hold-store.ts';
import { loadFile, markWithdrawn } from './store.ts';

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

type Form = { readonly disruptionId: string; readonly copyId: string; readonly key: string };

/** A copy reached the wrong person: it is withdrawn at once, and what to do then is listed. `typed` has what happened. */
export const reportIncident = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    const file = isUuid(form.copyId) ? await loadFile(tx, record.id, form.copyId) : undefined;
    if (file === undefined) throw notThere();
    const field = `happened-${form.copyId}`;
    const whatHappened = insist(decideReport(readText(typed, field), field));
    await takeOffHold(tx, { copyIds: [form.copyId] });
    await markWithdrawn(tx, { copyId: form.copyId, disruptionId: record.id }, now);
    const id = randomUUID();
    await tx
      .insertInto('copy_incident')
      .values({
        ...{ id, disruption_id: record.id, copy_id: form.copyId, what_happened: whatHappened },
        ...{ reported_by: actor.id, reported_at: now },
      })
      .execute();
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'report-incident',
      summary: `Withdrew ${file.name}’s copy of the minutes, which reached the wrong person: ${whatHappened}`,
      facts: { copyId: form.copyId, incidentId: id },
    });
    return `/disruptions/${record.id}/copies`;
  });

/** Ticks one thing that was done after a copy reached the wrong person. `typed` has the `incident` and its `step`. */
export const tickIncident = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    const step = readText(typed, 'step');
    const incident = (await loadIncidents(tx, record.id)).find(
      ({ id }) => id === readText(typed, 'incident'),
    );
    if (incident === undefined || !isIncidentStep(step))
      return insist(refused([{ field: '', message: 'Choose what was done about which copy' }]));
    const location = `/disruptions/${record.id}/copies`;
    if (incident.done.some((one) => one.step === step)) return location;
    await tx
      .insertInto('copy_incident_step')
      .values({ incident_id: incident.id, disruption_id: record.id, step, done_by: actor.id, done_at: now })
      .execute();
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'tick-incident',
      summary: `Done after a copy reached the wrong person: ${incidentSteps[step]}`,
      facts: { incidentId: incident.id, step },
    });
    return location;
  });
