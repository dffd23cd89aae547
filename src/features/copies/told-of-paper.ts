import { addHistory } from '../../database/history.ts';
import { papersToCallIn } from '../../database/recalled-copies.ts';
import { changeCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';

/** Writes down that somebody told whoever holds a copy on paper that it is out of date. Told already, nothing is written. */
export const toldOfPaper = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  { paperId }: { readonly paperId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    const location = `/disruptions/${record.id}/copies`;
    const out = record.meeting === null ? [] : await papersToCallIn(tx, record.meeting.id);
    const paper = out.find(({ id }) => id === paperId);
    if (paper === undefined) return location;
    await tx
      .updateTable('printed_copy')
      .set({ told_by: actor.id, told_at: now })
      .where('id', '=', paper.id)
      .execute();
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'tell-of-paper',
      summary: `Told ${paper.printedFor} that printed copy ${paper.number} of the minutes is out of date`,
      facts: { printedCopyId: paper.id, number: paper.number },
    });
    return location;
  });
