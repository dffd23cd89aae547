import type { Transaction } from '../../database/connection.ts';
import type { KeptLink, LinkReview } from '../../domain/kept-link.ts';
import type { Step } from '../../domain/transition.ts';
import { type About, signed } from './store.ts';

export const insertStep = async (
  tx: Transaction,
  { what, who, dueOn }: Pick<Step, 'what' | 'who' | 'dueOn'>,
  about: About,
): Promise<void> => {
  await tx
    .insertInto('transition_step')
    .values({ ...signed(about), child_id: about.childId, what, who, due_on: dueOn })
    .execute();
};

export const saveStepDone = async (
  tx: Transaction,
  stepId: string,
  {
    doneOn,
    howItWent,
    doneBy,
  }: { readonly doneOn: string; readonly howItWent: string; readonly doneBy: string },
): Promise<void> => {
  await tx
    .updateTable('transition_step')
    .set({ done_on: doneOn, how_it_went: howItWent, done_by: doneBy })
    .where('id', '=', stepId)
    .execute();
};

export const insertReview = async (
  tx: Transaction,
  review: Omit<LinkReview, 'recordedBy'>,
  about: Omit<About, 'childId'> & { readonly linkId: string },
): Promise<void> => {
  await tx
    .insertInto('kept_link_review')
    .values({
      ...signed(about),
      link_id: about.linkId,
      child_wants: review.childWants,
      they_want: review.theyWant,
      arranged: review.arranged,
      arranged_by: review.arrangedBy,
      reviewed_on: review.reviewedOn,
      next_on: review.nextOn,
      ended_because: review.endedBecause,
    })
    .execute();
};

/** Keeps somebody who matters to a child, with the first look at the link. */
export const insertLink = async (
  tx: Transaction,
  link: Pick<KeptLink, 'who' | 'whatTheyAre'> & { readonly review: Omit<LinkReview, 'recordedBy'> },
  about: About,
): Promise<void> => {
  const row = signed(about);
  await tx
    .insertInto('kept_link')
    .values({ ...row, child_id: about.childId, who: link.who, what_they_are: link.whatTheyAre })
    .execute();
  await insertReview(tx, link.review, { ...about, linkId: row.id });
};
