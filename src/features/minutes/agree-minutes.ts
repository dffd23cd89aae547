import { loadFindings, loadWhyNots } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { agreeMinutes } from '../../domain/minutes.ts';
import { purposesIn } from '../../domain/purpose.ts';
import { changeCase, insist } from '../case-door.ts';
import { queueFilings } from '../queue-filings.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadPassages } from './passage-store.ts';
import { saveAgreed } from './store.ts';

/** The chair agrees the minutes: from then on nobody can change them, copies can be prepared, and what belongs on the files goes there. */
export const agree = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'agree-minutes' }, async (open) => {
    const { tx, record, procedure, now } = open;
    const agenda = agendaOf({ record, procedure });
    const passages = record.meeting === null ? [] : await loadPassages(tx, record.meeting.id, agenda);
    const findings = record.meeting === null ? [] : await loadFindings(tx, record.meeting.id);
    const whyNots = record.meeting === null ? [] : await loadWhyNots(tx, record.meeting.id);
    const purposes = purposesIn(procedure.purposes, passages, whyNots);
    const agreed = insist(agreeMinutes(record, passages, agenda, purposes));
    const authors = [...new Set([agreed, ...findings, ...whyNots].flatMap((one) => one.authors))];
    if (record.meeting !== null) {
      await saveAgreed(tx, record.meeting.id, { id: actor.id, at: now });
      const meeting = { ...record.meeting, minutesStatus: 'agreed' as const, agreedAt: now };
      await queueFilings(service, { ...open, record: { ...record, meeting } });
    }
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'agree-minutes',
      summary: 'Agreed the minutes',
      facts: { version: record.meeting?.minutesVersion, authors },
    });
    return `/disruptions/${record.id}/copies`;
  });
