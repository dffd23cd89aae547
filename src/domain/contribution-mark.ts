import type { Capacity } from './capacity.ts';
import type { CaseRecord, Invitation, Share } from './case.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** With whom something that was written to a meeting is shared. */
export const shareInWords: Readonly<Record<Share, string>> = {
  everyone: 'everyone at the meeting',
  'chair-and-social-workers': 'the chair and the social workers alone',
};
export const isShare = (text: string): text is Share => Object.hasOwn(shareInWords, text);

/** What the author chose, and the chair after them; null while the chair has chosen nothing. */
export type Marks = { readonly share: Share; readonly chairShare: Share | null };

const marksOf = (invitation: Pick<Invitation, 'contributionShare' | 'contributionChairShare'>): Marks => ({
  share: invitation.contributionShare,
  chairShare: invitation.contributionChairShare,
});

/** Whether one is for fewer people than the other. */
const isNarrower = (one: Share, other: Share): boolean => one !== other && other === 'everyone';

/** With whom it is shared in the end. */
export const sharedWith = ({ share, chairShare }: Marks): Share => chairShare ?? share;

/** The same, of what somebody wrote who was invited. */
export const isShared = (
  invitation: Pick<Invitation, 'contributionShare' | 'contributionChairShare'>,
): boolean => sharedWith(marksOf(invitation)) === 'everyone';

/**
 * The chair and the social workers, to whom an author can keep what they write. The guidance names a personal adviser and
 * the team manager in one breath with the social worker (PG-5): the one does that work, the other answers for it. Nobody
 * else is among them: no minute taker, reviewing officer, panel, or manager higher up.
 */
export const readersOfKept: readonly Capacity[] = [
  'chair',
  'child-social-worker',
  'adopters-social-worker',
  'supervising-social-worker',
  'personal-adviser',
  'team-manager',
];

/** Who wants to read on a case: in which capacities, and whether it is theirs. */
export type ContributionReader = { readonly capacities: readonly string[]; readonly isAuthor: boolean };

/**
 * Whether somebody who is on a case reads what was written to its meeting: its author always, the chair and the social
 * workers always, and others on the case when it is shared with everyone (docs/domain.md, 4.7 and 6).
 */
export const mayReadContribution = ({ capacities, isAuthor }: ContributionReader, marks: Marks): boolean => {
  if (isAuthor || readersOfKept.some((capacity) => capacities.includes(capacity))) return true;
  return capacities.length > 0 && sharedWith(marks) === 'everyone';
};

/** What stands where somebody may know that it was written, and not what. */
export const keptFromYou = 'They wrote this for the chair and the social workers alone.';

type Written = Pick<
  Invitation,
  | 'personId'
  | 'contribution'
  | 'contributionAnswers'
  | 'contributionFiles'
  | 'contributionRecorded'
  | 'contributionShare'
  | 'contributionChairShare'
>;

/** Who reads a case: the capacities in which they came to it, and who they are. */
export type CaseReader = { readonly capacities: readonly string[]; readonly personId: string };

/** An invitation with what was written to the meeting as far as this reader may read it. */
export const asReadBy = <T extends Written>(invitation: T, { capacities, personId }: CaseReader): T =>
  invitation.contribution === '' ||
  mayReadContribution({ capacities, isAuthor: invitation.personId === personId }, marksOf(invitation))
    ? invitation
    : {
        ...invitation,
        contribution: keptFromYou,
        contributionAnswers: [],
        contributionFiles: [],
        contributionRecorded: null,
      };

/** A case as somebody on it may read it. */
export const caseAsReadBy = (record: CaseRecord, reader: CaseReader): CaseRecord => {
  const { meeting } = record;
  if (meeting === null) return record;
  const invitations = meeting.invitations.map((invitation) => asReadBy(invitation, reader));
  return { ...record, meeting: { ...meeting, invitations } };
};

/**
 * What is left of the chair's mark when the author gives their words again. The chair's narrower mark stays: they had a
 * reason. A wider one rested on what the author had agreed to, and ends when the author now wants fewer readers.
 */
export const chairShareAfterGiving = (share: Share, chairShare: Share | null): Share | null =>
  chairShare !== null && isNarrower(share, chairShare) ? null : chairShare;

/**
 * The chair's mark on what somebody wrote. It may be narrower than the author's; a wider one needs the author's agreement,
 * with how they gave it in words (docs/domain.md, 6: never widened silently).
 */
export const markContribution = (
  proposal: { readonly share: string; readonly agreement: string },
  author: Share,
): Result<{ readonly chairShare: Share; readonly agreement: string }> => {
  const { share, agreement } = proposal;
  if (!isShare(share)) return refused([{ field: 'share', message: 'Choose who may read it' }]);
  if (!isNarrower(author, share)) return allowed({ chairShare: share, agreement: '' });
  return agreement === ''
    ? refused([
        {
          field: 'agreement',
          message: 'Say how and when they agreed that everyone may read it',
        } satisfies Problem,
      ])
    : allowed({ chairShare: share, agreement });
};
