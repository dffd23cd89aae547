import { addHistory } from '../../database/history.ts';
import { planReview } from '../../domain/action-review.ts';
import { inWords } from '../../domain/dates.ts';
import { dateField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page } from '../../web/page.ts';
import { readDate, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { reviewDayOf, saveReviewDay } from './store.ts';

/** Says on which day the child's next review is. */
const saveReview = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'set-review-day' }, async ({ tx, record, now: at, today }) => {
    const day = insist(planReview(readDate(typed, 'reviewOn'), today));
    await saveReviewDay(tx, record.id, day);
    await addHistory(tx, record.id, {
      ...{ at, by: actor, act: 'set-review-day' },
      summary: `Said that the child’s next review is on ${inWords(day)}`,
      facts: { reviewOn: day },
    });
    return `/disruptions/${record.id}/actions`;
  });

/** The screen on which the day of the child's next review is given. */
export const reviewDayForm: FormOnCase = {
  act: 'set-review-day',
  save: saveReview,
  show: async (shell, { tx, record, typed, problems }) => {
    const filledIn =
      Object.keys(typed).length === 0 ? typedDate('reviewOn', await reviewDayOf(tx, record.id)) : typed;
    const address = `/disruptions/${record.id}/actions`;
    return page(shell, {
      title: 'The child’s next review',
      problems,
      back: { href: address, text: `Actions of ${record.reference}` },
      body: form(shell, {
        action: `${address}/review`,
        button: 'Save',
        body: html`${dateField({ name: 'reviewOn', label: 'When is the child’s next review?', labelIsHeading: true, hint: 'Their Independent Reviewing Officer is told before it which actions are still open.', typed: filledIn, problems })}`,
      }),
    });
  },
};
