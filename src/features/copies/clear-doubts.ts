import { addHistory } from '../../database/history.ts';
import { clearDoubts as decideClearing, doubtInWords } from '../../domain/release-doubt.ts';
import { refused } from '../../domain/result.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadDoubts, markCleared } from './doubt-store.ts';
import { loadAuthors } from './store.ts';

const nothingYet = { field: 'doubts', message: 'There are no minutes to look at yet' };

/** Says of what was pointed out in the minutes that it may stand, and why. `typed` has the `doubts` and `because`. */
export const clearDoubts = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async ({ tx, record, now }) => {
    const { meeting } = record;
    if (meeting === null) return insist(refused([nothingYet]));
    const { doubts, because } = insist(
      decideClearing(
        await loadDoubts(tx, meeting.id),
        { ids: readList(typed, 'doubts'), because: readText(typed, 'because') },
        { id: actor.id, authors: await loadAuthors(tx, meeting.id) },
      ),
    );
    await markCleared(
      tx,
      doubts.map(({ id }) => id),
      { id: actor.id, because, at: now },
    );
    if (doubts.length > 0)
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'release-copies',
        summary: `Looked at what was pointed out in the minutes (${doubts.length}), which may stand: ${because}`,
        facts: { doubts: doubts.map((doubt) => ({ id: doubt.id, doubt: doubtInWords(doubt) })) },
      });
    return `/disruptions/${record.id}/copies`;
  });
