import { addHistory } from '../../database/history.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { type Keep, settleOn } from '../../domain/typing.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { lockPassage, markSettled, saveText } from './passage-store.ts';

const isKeep = (text: string): text is Keep => text === 'saved' || text === 'beside' || text === 'both';

/**
 * Settles words typed at the same time as others: `settle` names the conflict and what to keep of the two, `seen-…`
 * what the person had before them. Refused when those words have changed since, so that nobody chooses against words
 * they have not read. What is not kept stays in the database.
 */
export const settleConflict = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly passageId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async ({ tx, record, procedure, now }) => {
    const { meeting } = record;
    const passage =
      meeting === null || !isUuid(form.passageId)
        ? undefined
        : await lockPassage(tx, meeting.id, form.passageId);
    const [conflictId = '', keep = ''] = readText(typed, 'settle').split(' ');
    if (passage === undefined || !isKeep(keep)) throw notThere();
    const location = `/disruptions/${record.id}/minutes#text-${passage.id}`;
    const conflict = passage.conflicts.find(({ id }) => id === conflictId);
    if (conflict === undefined) return location; // somebody else has chosen meanwhile

    const shown = [`r${passage.revision}`, `t${conflict.typedAt.getTime()}`];
    if (!shown.includes(readText(typed, `seen-${conflictId}`))) insist(refused([CHANGED(passage.id)]));
    await saveText(
      tx,
      {
        ...passage,
        text: settleOn(keep, passage.text, conflict.text),
        // Also when the saved words stay: every page that shows the other ones has to hear of it.
        revision: passage.revision + 1,
        authors: keep === 'saved' ? passage.authors : [...passage.authors, conflict.typedById, actor.id],
        page: null,
      },
      { id: actor.id, at: now },
    );
    await markSettled(tx, conflict.id, now);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'settle-conflict',
      summary: `Chose between two texts typed at once under “${agendaOf({ record, procedure }).find(({ key }) => key === passage.agendaKey)?.title ?? passage.agendaKey}”`,
      facts: { passageId: passage.id, conflictId, keep },
    });
    return location;
  });

const CHANGED = (passageId: string): Problem => ({
  field: `text-${passageId}`,
  message: 'Those words have changed since you opened this page. Read them again, then choose',
});
