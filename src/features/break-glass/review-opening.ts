import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { reviewOpeningView } from './review-opening.view.ts';
import { type Opening, openings, saveReview } from './store.ts';

/** Somebody who was not there says whether an opening was right. Nobody reviews their own. */
export const reviewForm = ({ clock }: Service): FormByPost<{ readonly id: string }, Opening> => ({
  act: 'review-break-glass',
  load: async (tx, { actor, params }) => {
    const [opening] = isUuid(params.id) ? await openings(tx, actor.organisationId, { id: params.id }) : [];
    if (opening === undefined || opening.personId === actor.id) throw notThere();
    return opening;
  },
  show: reviewOpeningView,
  save: async (tx, { actor, params, typed }) => {
    const [opening] = isUuid(params.id) ? await openings(tx, actor.organisationId, { id: params.id }) : [];
    if (opening === undefined || opening.personId === actor.id) throw notThere();
    const note = readText(typed, 'note');
    const found = readText(typed, 'found');
    const problems = [
      ...(found === 'right' || found === 'not-right'
        ? []
        : [{ field: 'found', message: 'Choose whether it was right to open the case' }]),
      ...(note === '' ? [{ field: 'note', message: 'Enter what you found, and what follows from it' }] : []),
    ];
    if (problems.length > 0) return insist(refused(problems));
    const review = {
      by: actor.id,
      at: clock(),
      note: `${found === 'right' ? 'Right' : 'Not right'}: ${note}`,
    };
    if (!(await saveReview(tx, params.id, review)))
      return insist(refused([{ field: '', message: 'A colleague has reviewed this meanwhile' }]));
    return '/opened-cases';
  },
});
