import { addHistory } from '../../database/history.ts';
import { recallCopies } from '../../database/recalled-copies.ts';
import { isChecked, uncheckedProblems } from '../../domain/checking.ts';
import { agreeMinutes } from '../../domain/minutes.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, notThere } from '../case-door.ts';
import { queueFilings } from '../queue-filings.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { roomOf } from './room.ts';
import { keepWhyNotHeard, roomProblems } from './run-meeting.ts';
import { saveAgreed } from './store.ts';
import { loadWhole } from './whole-minutes.ts';

/**
 * The chair agrees the minutes: from then on nobody can change them, copies can be prepared, and what belongs on the files
 * goes there. Copies of a draft are recalled. `typed` has why some who came or wrote were not heard (`whyNotHeard`), and why
 * not everybody has checked the draft (`unchecked-because`), where that is so.
 */
export const agree = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'agree-minutes' }, async (open) => {
    const { tx, record, now, today } = open;
    const { agenda, passages, purposes, authors } = await loadWhole(open);
    const because = readText(typed, 'unchecked-because');
    const unchecked = record.meeting === null ? [] : uncheckedProblems(record.meeting, { today, because });
    // Of a draft that was sent to be checked the room was asked then.
    const room =
      record.meeting?.minutesStatus === 'draft' ? await roomOf(open, record.meeting, passages) : null;
    insist(agreeMinutes(record, passages, agenda, purposes, [...roomProblems(room, typed), ...unchecked]));
    if (record.meeting === null) throw notThere();
    const { id, minutesStatus, minutesVersion } = record.meeting;
    const wasChecked = minutesStatus === 'being-checked';
    const version = wasChecked ? minutesVersion + 1 : minutesVersion;
    const withdrawn = wasChecked ? await recallCopies(tx, id, now, 'The minutes were agreed') : [];
    if (room !== null) await keepWhyNotHeard(open, record.meeting, room, typed);
    await saveAgreed(tx, id, { id: actor.id, at: now, version });
    const agreed = { minutesStatus: 'agreed' as const, minutesVersion: version, agreedAt: now };
    await queueFilings(service, {
      ...open,
      record: { ...record, meeting: { ...record.meeting, ...agreed } },
    });
    const isReasoned = because !== '' && !isChecked(record.meeting, today);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'agree-minutes',
      summary: isReasoned
        ? `Agreed the minutes before everybody had checked them: ${because}`
        : 'Agreed the minutes',
      facts: { version, authors, ...(wasChecked && { withdrawn }) },
    });
    return `/disruptions/${record.id}/copies`;
  });
