import { inWords, type PlainDate } from './dates.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Whether a council goes on using a home or another provider from outside (PG-11). */
export const resourceUseInWords = {
  use: 'Use it again',
  'use-with-conditions': 'Use it again with conditions',
  'not-use': 'Do not use it again',
} as const;
export type ResourceUse = keyof typeof resourceUseInWords;
const isResourceUse = (text: string): text is ResourceUse => Object.hasOwn(resourceUseInWords, text);

/** What was decided of a resource, by whom in which post, and when it is looked at again. */
export type ResourceDecision = {
  readonly id: string;
  readonly resource: string;
  /** Its number at Ofsted; empty where nobody gave it. */
  readonly urn: string;
  readonly decision: ResourceUse;
  readonly conditions: string;
  readonly because: string;
  readonly decidedOn: PlainDate;
  readonly reviewOn: PlainDate | null;
  readonly byName: string;
  readonly byPost: string;
};

/**
 * A name as resources are compared by it: however it is spaced, capitalised and punctuated, it is the same one. Answers the
 * empty text for what names nothing.
 */
export const resourceKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\bltd\b|\blimited\b/g, ' ')
    .replace(/&/g, ' and ')
    .replace(/['’‘]/g, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

type Proposed = Pick<ResourceDecision, 'urn' | 'conditions' | 'because' | 'reviewOn'> & {
  readonly decision: string;
  readonly decidedOn: PlainDate | null;
  /** Whether something was typed as the day of the review, be it a day or not. */
  readonly hasReviewDay: boolean;
};
type Decided = Pick<
  ResourceDecision,
  'urn' | 'decision' | 'conditions' | 'because' | 'decidedOn' | 'reviewOn'
>;

const reviewProblems = ({ decision, decidedOn, reviewOn, hasReviewDay }: Proposed): readonly Problem[] => {
  if (reviewOn === null)
    return hasReviewDay || decision === 'use-with-conditions' || decision === 'not-use'
      ? [{ field: 'reviewOn', message: 'Enter the date on which it is looked at again' }]
      : [];
  return decidedOn !== null && reviewOn < decidedOn
    ? [{ field: 'reviewOn', message: `The date must be on or after ${inWords(decidedOn)}` }]
    : [];
};

/**
 * Checks a decision whether a resource is used again (PG-11): with its reason; conditions where there are some; and a day on
 * which it is looked at again, which only the plain use can do without. Answers it, or every problem at once.
 */
export const decideOnResource = (
  proposal: Proposed,
  facts: { readonly brokeDownOn: PlainDate; readonly today: PlainDate },
): Result<Decided> => {
  const { decision, conditions, because, decidedOn, reviewOn } = proposal;
  const urn = proposal.urn.replaceAll(' ', '').toUpperCase();
  const problems: Problem[] = [];
  if (!isResourceUse(decision)) problems.push({ field: 'decision', message: 'Choose what was decided' });
  if (decision === 'use-with-conditions' && conditions === '')
    problems.push({ field: 'conditions', message: 'Enter the conditions' });
  if (because === '') problems.push({ field: 'because', message: 'Enter why' });
  if (!/^([A-Z]{0,2}\d{5,8})?$/.test(urn))
    problems.push({
      field: 'urn',
      message: 'Enter the number as Ofsted has it, such as SC012345, or leave it empty',
    });
  for (const field of ['conditions', 'because'] as const)
    if (proposal[field].length > 2_000) problems.push({ field, message: 'Shorten it to 2,000 characters' });
  problems.push(
    ...pastDayProblems('decidedOn', decidedOn, { ...sinceCase(facts), today: facts.today }),
    ...reviewProblems(proposal),
  );
  if (problems.length > 0 || decidedOn === null || !isResourceUse(decision)) return refused(problems);
  const kept = decision === 'use-with-conditions' ? conditions : '';
  return allowed({ urn, decision, conditions: kept, because, decidedOn, reviewOn });
};

/** What is said where the same resource comes up again: what, when, who and under which conditions; nothing of the case. */
export const resourceNotice = ({
  resource,
  decision,
  conditions,
  decidedOn,
  reviewOn,
  byName,
  byPost,
}: ResourceDecision): string =>
  [
    `${resource}: ${resourceUseInWords[decision].toLowerCase()}. ${byName} (${byPost}) decided this on ${inWords(decidedOn)}.`,
    ...(conditions === '' ? [] : [`Conditions: ${conditions}`]),
    ...(reviewOn === null ? [] : [`It is looked at again on ${inWords(reviewOn)}.`]),
  ].join(' ');
