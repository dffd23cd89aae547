import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import type { FormByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { reviewOpeningView } from './review-opening.view.ts';
import { type Opening, openings, saveReview } from './store.ts';

const answers = ['right', 'not-right'] as const;

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
    const is = answers.find((answer) => answer === found) ?? null;
    const problems = [
      ...(is === null ? [{ field: 'found', message: 'Choose whether it was right to open the case' }] : []),
      ...(note === '' ? [{ field: 'note', message: 'Enter what you found, and what follows from it' }] : []),
    ];
    if (problems.length > 0 || is === null) return insist(refused(problems));
    const review = { by: actor.id, at: clock(), is, note };
    if (!(await saveReview(tx, params.id, review)))
      return insist(refused([{ field: '', message: 'A colleague has reviewed this meanwhile' }]));
    return '/opened-cases';
  },
});
