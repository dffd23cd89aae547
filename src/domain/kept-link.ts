import { type Identities, isNamedIn } from './carer-identity.ts';
import { inWords, type PlainDate } from './dates.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Somebody from the last home who matters to a child, and what became of the link (PG-7). */
export type KeptLink = {
  readonly id: string;
  readonly childId: string;
  /** Carers by their part, never by what the vault has: "Former carer 1". */
  readonly who: string;
  readonly whatTheyAre: string;
  /** The latest first; there is always one. */
  readonly reviews: readonly LinkReview[];
};

export type LinkReview = {
  readonly childWants: string;
  readonly theyWant: string;
  readonly arranged: string;
  readonly arrangedBy: string;
  readonly reviewedOn: PlainDate;
  /** When somebody looks at it again; null once nobody needs to, for the reason. */
  readonly nextOn: PlainDate | null;
  readonly endedBecause: string;
  readonly recordedBy: string;
};

type ReviewProposal = Omit<LinkReview, 'reviewedOn' | 'recordedBy'> & {
  readonly reviewedOn: PlainDate | null;
};
type Facts = { readonly since: PlainDate; readonly today: PlainDate; readonly identities: Identities };

/** What is read by everybody on the case names nobody who is kept in the vault. */
const named = (texts: Readonly<Record<string, string>>, identities: Identities): readonly Problem[] =>
  Object.entries(texts)
    .filter(([, text]) => isNamedIn(text, identities))
    .map(([field]) => ({
      field,
      message:
        'Say carers by their part, and leave out how they are reached: everybody on the case can read it',
    }));

/**
 * Checks what is wanted and arranged of a link: what the child wants, who arranges what is arranged, and either the next
 * look at it, after this one, or why there is none.
 */
export const reviewLink = (
  review: ReviewProposal,
  { since, today, identities }: Facts,
): Result<Omit<LinkReview, 'recordedBy'>> => {
  const { childWants, arranged, arrangedBy, reviewedOn, nextOn, endedBecause, theyWant } = review;
  const problem = (field: string, message: string): Problem => ({ field, message });
  const problems = [
    ...(childWants === ''
      ? [problem('childWants', 'Enter what the child wants, or that they do not know')]
      : []),
    ...(arranged !== '' && arrangedBy === '' ? [problem('arrangedBy', 'Enter who arranges it')] : []),
    ...pastDayProblems('reviewedOn', reviewedOn, {
      since,
      which: 'when this was last looked at, or the placement ended',
      missing: 'Enter when this was talked about',
      today,
    }),
    ...(nextOn === null && endedBecause === ''
      ? [problem('nextOn', 'Enter when somebody looks at it again, or why nobody needs to')]
      : []),
    ...(nextOn !== null && endedBecause !== ''
      ? [problem('endedBecause', 'Enter a date, or why there is none, not both')]
      : []),
    ...(nextOn !== null && nextOn <= today
      ? [problem('nextOn', `The date must be after ${inWords(today)}`)]
      : []),
    ...named({ childWants, theyWant, arranged, arrangedBy, endedBecause }, identities),
  ];
  return problems.length > 0 || reviewedOn === null ? refused(problems) : allowed({ ...review, reviewedOn });
};

/** Checks who matters to a child from the last home, with the first look at the link. */
export const keepLink = (
  { who, whatTheyAre, ...review }: Pick<KeptLink, 'who' | 'whatTheyAre'> & ReviewProposal,
  facts: Facts,
): Result<Pick<KeptLink, 'who' | 'whatTheyAre'> & { readonly review: Omit<LinkReview, 'recordedBy'> }> => {
  const reviewed = reviewLink(review, facts);
  const problems = [
    ...(who === '' ? [{ field: 'who', message: 'Enter who matters to the child' }] : []),
    ...(whatTheyAre === '' ? [{ field: 'whatTheyAre', message: 'Enter what they are to the child' }] : []),
    ...named({ who, whatTheyAre }, facts.identities),
    ...(reviewed.ok ? [] : reviewed.problems),
  ];
  return reviewed.ok && problems.length === 0
    ? allowed({ who, whatTheyAre, review: reviewed.value })
    : refused(problems);
};

/** Whether a link should have been looked at again by today. */
export const isOverdue = ({ reviews }: Pick<KeptLink, 'reviews'>, today: PlainDate): boolean => {
  const nextOn = reviews[0]?.nextOn ?? null;
  return nextOn !== null && nextOn < today;
};
