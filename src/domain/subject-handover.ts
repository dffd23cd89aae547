import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { SubjectRequest } from './subject-access.ts';

/** A bag that was put together, and how far it has come. */
export type ProposedBag = {
  readonly makers: readonly string[];
  readonly proposedBy: string;
  readonly outcome: 'right' | 'not-right' | null;
  readonly checkedAt: Date | null;
  readonly releasedAt: Date | null;
};

/** The bag of a request that stands: the one that nobody found not right. */
export const standingOf = <One extends Pick<ProposedBag, 'outcome'>>(bags: readonly One[]): One | undefined =>
  bags.find(({ outcome }) => outcome !== 'not-right');

export const checkInWords = {
  right: 'It is right: they can have it as it is',
  'not-right': 'It is not right yet',
} as const;

/** Whether somebody made a bag: they decided something in it, or put it together. */
export const isMaker = (
  { makers, proposedBy }: Pick<ProposedBag, 'makers' | 'proposedBy'>,
  id: string,
): boolean => proposedBy === id || makers.includes(id);

/**
 * Says whether a bag is right: somebody who made nothing of it, and where a restricted case is part of it the guardian.
 * That it is not right anybody who deals with it may say, until it is released: it then can be changed again.
 */
export const checkBag = (
  proposal: { readonly outcome: string; readonly note: string },
  about: {
    readonly bag: ProposedBag;
    readonly by: { readonly id: string; readonly posts: readonly string[] };
    readonly holdsRestricted: boolean;
  },
): Result<{ readonly outcome: 'right' | 'not-right'; readonly note: string }> => {
  const { bag, by, holdsRestricted } = about;
  const { outcome, note } = proposal;
  if (bag.releasedAt !== null) return refused([{ field: '', message: 'It is released already' }]);
  if (bag.outcome === 'right' && outcome !== 'not-right')
    return refused([{ field: '', message: 'Somebody has found it right already' }]);
  if (outcome === 'not-right' && note !== '') return allowed({ outcome, note });
  if (isMaker(bag, by.id))
    return refused([{ field: '', message: 'You decided something in it, so somebody else checks it' }]);
  if (holdsRestricted && !by.posts.includes('caldicott-guardian'))
    return refused([
      { field: '', message: 'A restricted case is part of it, so a Caldicott guardian checks it' },
    ]);
  if (outcome !== 'right' && outcome !== 'not-right')
    return refused([{ field: 'outcome', message: 'Choose whether it is right' }]);
  return outcome === 'not-right'
    ? refused([{ field: 'note', message: 'Enter what is not right' }])
    : allowed({ outcome, note });
};

/** Whether a bag may be released: it is clear who asks, it is right, and whoever releases it made nothing of it. */
export const releaseBag = (
  bag: ProposedBag,
  about: {
    readonly by: { readonly id: string };
    readonly request: Pick<SubjectRequest, 'identityProof' | 'pauses'>;
    /** When a guardian said whether a restricted case may be part of it. */
    readonly guardianAnsweredAt: readonly Date[];
  },
): Result<ProposedBag> => {
  const { by, request, guardianAnsweredAt } = about;
  const { checkedAt } = bag;
  const no = (message: string) => refused([{ field: '', message }]);
  if (bag.releasedAt !== null) return no('It is released already');
  if (bag.outcome !== 'right' || checkedAt === null) return no('Nobody has found it right yet');
  if (isMaker(bag, by.id)) return no('You decided something in it, so somebody else releases it');
  if (guardianAnsweredAt.some((at) => at > checkedAt))
    return no(
      'A restricted case became part of it after it was checked. Say that it is not right, so that a Caldicott guardian checks it',
    );
  return request.identityProof === '' ||
    request.pauses.some(({ reason, untilOn }) => reason === 'identity' && untilOn === null)
    ? no('It is not clear yet who asks: record how you made sure before it is released')
    : allowed(bag);
};

/** How a request ended. */
export const closedAsInWords = {
  'handed-over': 'They have what they asked for',
  'nothing-held': 'Nothing is held about them',
  refused: 'The request was refused',
  'taken-back': 'They took the request back',
} as const;
export type ClosedAs = keyof typeof closedAsInWords;

/** Closes a request: how it ended, on which day, and why where that is not plain. */
export const closeRequest = (
  proposal: { readonly closedAs: string; readonly closedOn: PlainDate | null; readonly note: string },
  about: {
    readonly receivedOn: PlainDate;
    readonly today: PlainDate;
    readonly releasedOn: PlainDate | null;
    readonly isGathered: boolean;
    /** Things gathered, and restricted cases of which nothing is gathered. */
    readonly held: number;
  },
): Result<{ readonly closedAs: ClosedAs; readonly closedOn: PlainDate; readonly note: string }> => {
  const { closedAs, closedOn, note } = proposal;
  const { today } = about;
  const from = (closedAs === 'handed-over' && about.releasedOn) || about.receivedOn;
  const isEnd = (text: string): text is ClosedAs => Object.hasOwn(closedAsInWords, text);
  const problems: Problem[] = [];
  if (!isEnd(closedAs)) problems.push({ field: 'closedAs', message: 'Choose how it ended' });
  if (closedAs === 'handed-over' && about.releasedOn === null)
    problems.push({ field: 'closedAs', message: 'What they get is not released yet' });
  if (closedAs === 'nothing-held' && about.held > 0)
    problems.push({ field: 'closedAs', message: 'Something is held about them' });
  if ((closedAs === 'refused' || closedAs === 'taken-back') && note === '')
    problems.push({ field: 'note', message: 'Enter why, and how they were told' });
  if (closedAs === 'nothing-held' && !about.isGathered && note === '')
    problems.push({ field: 'note', message: 'Enter where you looked, and how they were told' });
  if (closedOn === null) problems.push({ field: 'closedOn', message: 'Enter when it ended' });
  else if (closedOn > today || closedOn < from)
    problems.push({ field: 'closedOn', message: `The date must be from ${inWords(from)} to today` });
  return problems.length > 0 || !isEnd(closedAs) || closedOn === null
    ? refused(problems)
    : allowed({ closedAs, closedOn, note });
};
