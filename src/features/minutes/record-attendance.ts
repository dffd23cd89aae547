import { addHistory } from '../../database/history.ts';
import type { Meeting } from '../../domain/case.ts';
import {
  type Attendance,
  applyTicks,
  isExpected,
  recordAttendance,
  stillInvited,
} from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveWhoCame } from './store.ts';
import { isChanged, readTicks } from './ticks.ts';

const wantsExpected = (typed: Typed): boolean => readText(typed, 'as-replied') === 'yes';

/** Whether a form says anything new of who came, or of whose writing was read. */
export const saysWhoCame = (typed: Typed): boolean =>
  wantsExpected(typed) || isChanged(readTicks(typed, 'came')) || isChanged(readTicks(typed, 'read'));

/**
 * Records who came (`came`, identities of invitations) and whose writing was read (`read`). With `as-replied` the chair
 * and everybody who said they would come are taken to have come. The first person who came makes the meeting held.
 */
export const saveAttendance = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async ({ tx, record, now, today }) => {
    const { meeting } = record;
    if (meeting === null)
      return insist(refused([{ field: 'attendance', message: 'There is no meeting yet' }]));
    const people = stillInvited(meeting.invitations);
    const idsOf = (some: typeof people) => some.map(({ id }) => id);
    const came = applyTicks(idsOf(people.filter(({ attended }) => attended)), readTicks(typed, 'came'));
    const expected = wantsExpected(typed) ? idsOf(people.filter(isExpected)) : [];
    const attendance = insist(
      recordAttendance(
        record,
        {
          came: [...came, ...expected],
          read: applyTicks(
            idsOf(people.filter(({ contributionRead }) => contributionRead)),
            readTicks(typed, 'read'),
          ),
        },
        today,
      ),
    );
    await saveWhoCame(tx, meeting.id, attendance);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'record-attendance',
      summary: summaryOf(attendance, meeting),
      facts: { people: attendance.people },
    });
    return `/disruptions/${record.id}/minutes`;
  });

const summaryOf = ({ status, people }: Attendance, meeting: Meeting): string => {
  if (status === 'convened' && meeting.status === 'held')
    return 'Took back the record of who came to the meeting';
  const came = people.filter(({ attended }) => attended).length;
  const read = people.filter(({ contributionRead }) => contributionRead).length;
  const written = read === 0 ? '' : `; the writing of ${read} was read`;
  return `Recorded who came to the meeting: ${came} of ${people.length}${written}`;
};
