import { addMeetingEvent } from '../../database/meeting-events.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { thereFor } from '../../domain/heard.ts';
import { heardOn } from '../../domain/meeting-room.ts';
import { applyTicks } from '../../domain/minutes.ts';
import { refused } from '../../domain/result.ts';
import type { Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { openRoom } from './run-meeting.ts';
import { isChanged, readTicks } from './ticks.ts';
import { AGREED } from './type-passage.ts';

const items = (typed: Typed): readonly string[] =>
  Object.keys(typed)
    .flatMap((name) => (name.startsWith('was-heard-') ? [name.slice('was-heard-'.length)] : []))
    .filter((key) => isChanged(readTicks(typed, `heard-${key}`)))
    .sort();

/** Whether a form says anything new of who was heard. */
export const saysWhoWasHeard = (typed: Typed): boolean => items(typed).length > 0;

/** Keeps who was heard on each item, as it is ticked and unticked. */
export const saveHeard = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { tx, record, now } = open;
    const { meeting, room } = await openRoom(open);
    if (!minutesAreOpen(record)) insist(refused([AGREED]));
    const about = { disruptionId: record.id, meetingId: meeting.id, by: actor.id, at: now };
    for (const item of room.agenda.filter(({ key }) => items(typed).includes(key))) {
      const before = room.heard[item.key] ?? [];
      const known = thereFor(room.concerned, item).map(({ id }) => id);
      const after = applyTicks(before, readTicks(typed, `heard-${item.key}`)).filter(
        (id) => known.includes(id) || before.includes(id),
      );
      const [added, taken] = [
        after.filter((id) => !before.includes(id)),
        before.filter((id) => !after.includes(id)),
      ];
      if (added.length > 0) await addMeetingEvent(tx, about, heardOn(item.key, added));
      if (taken.length > 0) await addMeetingEvent(tx, about, heardOn(item.key, taken, false));
    }
    return `/disruptions/${record.id}/minutes`;
  });
