import { addHistory } from '../../database/history.ts';
import { breakGlass, nothingToOpen } from '../../domain/break-glass.ts';
import { timeInLondon, timeInWords } from '../../domain/dates.ts';
import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { insist } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { openCaseView } from './open-case.view.ts';
import { openForATime, ownCaseWith } from './store.ts';

/** Opens a case that is not theirs to somebody with a reason, for a few hours, while those who are to know are told. */
export const openCaseForm = ({ clock }: Service): FormByPost<unknown, null> => ({
  act: 'break-glass',
  load: async () => null,
  show: openCaseView,
  save: async (tx, { actor, typed }) => {
    const now = clock();
    const asked = insist(
      breakGlass({ reference: readText(typed, 'reference'), reason: readText(typed, 'reason') }, now),
    );
    const own = await ownCaseWith(tx, asked.reference);
    if (own !== undefined) return `/disruptions/${own.id}`;
    const id = await openForATime(tx, asked);
    if (id === null) return insist(refused([nothingToOpen]));
    await addHistory(tx, id, {
      at: now,
      by: actor,
      act: 'break-glass',
      summary: `Opened this case, which is not theirs, until ${timeInWords(timeInLondon(asked.until))}: ${asked.reason}`,
    });
    return `/disruptions/${id}`;
  },
});
