import { agendaOf } from '../domain/agenda.ts';
import type { CaseRecord } from '../domain/case.ts';
import { caughtKinds } from '../domain/caught.ts';
import { saveLine } from '../features/minutes/catch-line.ts';
import { saveNotedPart } from '../features/minutes/note-part.ts';
import { saveHeard } from '../features/minutes/record-heard.ts';
import { endMeeting, runMeeting } from '../features/minutes/run-meeting.ts';
import { typedDate } from '../web/typed.ts';
import { nth, uuidOf } from './chance.ts';
import { insistOn, type Loading } from './loading.ts';
import * as words from './words.ts';

/**
 * How a meeting went: who was heard on its items, and, in every fourth, what was written down as it happened. Of one whose
 * minutes are being written, the last who came has not been heard yet.
 */
export const loadRoom = async (loading: Loading, record: CaseRecord): Promise<void> => {
  const { example, at, form, disruptionId } = loading;
  const { meeting, procedureId, procedureVersion, placement } = record;
  if (meeting === null) throw new Error(`Example case ${example.number} has no meeting`);
  const { minuteTaker, chair } = example.staff;
  const then = at(meeting.heldOn, '16:30');
  const agenda = agendaOf({ record, procedure: then.procedures.version(procedureId, procedureVersion) });
  const came = meeting.invitations
    .filter(({ reply, mode, capacity }) => {
      const comes = mode === 'attend' && (reply ?? 'coming') === 'coming';
      return comes && capacity !== 'chair' && capacity !== 'minute-taker';
    })
    .map(({ id }) => id);
  const heard = example.progress === 'held' ? came.slice(0, -1) : came;
  const [first = '', ...others] = agenda.filter((item) => item.for === undefined).map(({ key }) => key);
  const second = others.length === 0 ? first : nth(others, example.number);
  const children = placement.children.map(({ id }) => id);
  const ticks = { [`heard-${second}`]: [...children, ...heard.slice(0, 2)], [`heard-${first}`]: heard };
  const before = Object.fromEntries(Object.keys(ticks).map((name) => [`was-${name}`, '']));

  if (example.number % 4 === 0) {
    const begins = at(meeting.heldOn, meeting.startsAt);
    await insistOn(runMeeting(begins, chair, form('start'), { room: 'start' }));
    for (const [place, kind] of caughtKinds.filter((one) => one !== 'action').entries()) {
      const said = kind === 'note' && heard[0] !== undefined ? `invited ${heard[0]}` : '';
      const line = { 'catch-text': nth(words.caught[kind], example.number), 'catch-item': second };
      const key = {
        'catch-kind': kind,
        'catch-said': said,
        'catch-key': uuidOf(`line ${example.number} ${place}`),
      };
      await insistOn(
        saveLine(then, minuteTaker, { disruptionId }, { ...line, ...key, ...typedDate('catch-due', null) }),
      );
    }
  }
  await insistOn(saveHeard(then, minuteTaker, form('heard'), { ...ticks, ...before }));
  if (example.number % 4 === 0 && came[1] !== undefined) {
    const late = { 'part-who': came[1], 'part-is': 'late', 'part-at': '10:20' };
    await insistOn(saveNotedPart(then, minuteTaker, form('late'), late));
  }
  if (example.number % 4 === 0 && example.progress !== 'held')
    await insistOn(endMeeting(at(meeting.heldOn, '16:40'), chair, form('end'), {}));
};
