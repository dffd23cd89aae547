import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { reportIncident as decideReport, incidentSteps, isIncidentStep } from '../../domain/copy-incident.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { takeOffHold } from './hold-store.ts';
import { insertIncident, insertStep, loadIncidents } from './incident-store.ts';
import { loadFile, markWithdrawn } from './store.ts';

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
    await insertIncident(
      tx,
      { id, disruptionId: record.id, copyId: form.copyId, whatHappened },
      { id: actor.id, at: now },
    );
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
    await insertStep(
      tx,
      { incidentId: incident.id, disruptionId: record.id, step },
      { id: actor.id, at: now },
    );
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'tick-incident',
      summary: `Done after a copy reached the wrong person: ${incidentSteps[step]}`,
      facts: { incidentId: incident.id, step },
    });
    return location;
  });
