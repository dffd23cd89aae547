import { addHistory } from '../../database/history.ts';
import { isPartNoted, notePart, partInWords } from '../../domain/attendance.ts';
import { timeInLondon } from '../../domain/dates.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { readText, readTime, type Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { savePart, saveWhoCame } from './store.ts';

/** Whether a form notes how somebody took part. */
export const notesAPart = (typed: Typed): boolean => readText(typed, 'part-who') !== '';

/**
 * Notes how one person took part (`part-who`, an invitation): late or gone early with `part-at`, now when it is left empty;
 * apologies; or whom they sent, with `part-name` and `part-as`.
 */
export const saveNotedPart = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async ({ tx, record, now, today }) => {
    const { meeting } = record;
    const of = stillInvited(meeting?.invitations ?? []).find(({ id }) => id === readText(typed, 'part-who'));
    const is = readText(typed, 'part-is');
    const isNow = readText(typed, 'part-at') === '' && meeting?.heldOn === today;
    const noted = insist(
      notePart(
        {
          of,
          is: isPartNoted(is) ? is : null,
          at: isNow ? timeInLondon(now) : readTime(typed, 'part-at'),
          name: readText(typed, 'part-name'),
          as: readText(typed, 'part-as'),
        },
        record,
        today,
      ),
    );
    if (meeting !== null && of !== undefined) {
      await saveWhoCame(tx, meeting.id, noted.attendance);
      await savePart(tx, of.id, noted);
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'record-attendance',
        // Whoever was sent is named to staff alone, and not in a history that others ask for.
        summary: `Recorded how ${of.name} took part: ${noted.instead?.is === 'sent' ? 'sent somebody' : partInWords(noted) || 'took back what was noted'}`,
        facts: { invitationId: of.id, is },
      });
    }
    return `/disruptions/${record.id}/minutes#part-who`;
  });
