import { loadCase } from '../database/case-record.ts';
import { beyondTheirSight, type Transaction } from '../database/connection.ts';
import { type FeedbackFrom, feedbackStanding, insertFeedback, markAnswered } from '../database/feedback.ts';
import { openKeptApart } from '../database/protected-details.ts';
import { isOrdinaryWord } from '../documents/ordinary-words.ts';
import { dateInLondon } from '../domain/dates.ts';
import type { Feedback, FeedbackGroup } from '../domain/feedback.ts';
import { marksIn, rulesForMarks } from '../domain/mark.ts';
import { quarterOf } from '../domain/quarter.ts';
import { isUuid, notThere } from './case-door.ts';
import type { Service } from './service.ts';

/** Whether words have in them who somebody of the case is, or where they live, or nearly so. */
const tellsOfSomebody = async (
  service: Service,
  tx: Transaction,
  disruptionId: string,
  words: string,
): Promise<boolean> => {
  const record = await loadCase(tx, disruptionId);
  if (record === undefined) throw notThere();
  const keptApart = await openKeptApart(tx, service, record, 'checks-feedback');
  const { told, near } = marksIn(words, rulesForMarks(record, keptApart, []), isOrdinaryWord);
  return told.length + near.length > 0;
};

/**
 * Keeps how a meeting was for somebody, once, and apart from that they said so: a second time changes nothing. Words that tell of
 * somebody are not kept, as the form says; whoever wrote them is not told whether they did, since that could tell them of whom.
 * Throws a 404 before the meeting was held.
 */
export const keepFeedback = async (
  service: Service,
  tx: Transaction,
  about: {
    readonly disruptionId: string;
    readonly organisationId: string;
    readonly group: FeedbackGroup;
    readonly from: FeedbackFrom;
  },
  { answers, words }: Feedback,
): Promise<void> => {
  const { disruptionId, organisationId, group, from } = about;
  if (!isUuid(disruptionId)) throw notThere();
  const { isHeld } = await feedbackStanding(tx, disruptionId, from);
  if (!isHeld) throw notThere();
  await beyondTheirSight(tx, async () => {
    if (!(await markAnswered(tx, disruptionId, from))) return;
    const isKept = words !== '' && !(await tellsOfSomebody(service, tx, disruptionId, words));
    const quarter = quarterOf(dateInLondon(service.clock())).from;
    await insertFeedback(tx, { organisationId, quarter, group }, { answers, words: isKept ? words : '' });
  });
};
