import { loadFindings, loadWhyNots } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { everybodyHeard } from '../../domain/heard.ts';
import { stillOn } from '../../domain/meeting-room.ts';
import { agreeMinutes } from '../../domain/minutes.ts';
import { purposesIn } from '../../domain/purpose.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import { queueFilings } from '../queue-filings.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadPassages } from './passage-store.ts';
import { type Room, roomOf } from './room.ts';
import { keepWhyNotHeard } from './run-meeting.ts';
import { saveAgreed } from './store.ts';

/** What the room has against agreeing: the meeting goes on, or somebody was not heard and it is not said why (PG-9). */
const roomProblems = (room: Room | null, typed: Typed): readonly Problem[] => {
  if (room === null) return [];
  const heard = everybodyHeard(room.toExplain, readText(typed, 'whyNotHeard'));
  return [...stillOn(room.now), ...(heard.ok ? [] : heard.problems)];
};

/**
 * The chair agrees the minutes: from then on nobody can change them, copies can be prepared, and what belongs on the
 * files goes there. `whyNotHeard` says why some who came or wrote were not heard.
 */
export const agree = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed = {},
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'agree-minutes' }, async (open) => {
    const { tx, record, procedure, now } = open;
    const agenda = agendaOf({ record, procedure });
    const passages = record.meeting === null ? [] : await loadPassages(tx, record.meeting.id, agenda);
    const findings = record.meeting === null ? [] : await loadFindings(tx, record.meeting.id);
    const whyNots = record.meeting === null ? [] : await loadWhyNots(tx, record.meeting.id);
    const purposes = purposesIn(procedure.purposes, passages, whyNots);
    const room = record.meeting === null ? null : await roomOf(open, record.meeting, passages);
    const agreed = insist(agreeMinutes(record, passages, agenda, purposes, roomProblems(room, typed)));
    const authors = [...new Set([agreed, ...findings, ...whyNots].flatMap((one) => one.authors))];
    if (record.meeting !== null && room !== null) {
      await keepWhyNotHeard(open, record.meeting, room, typed);
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
