import type { Invitation, Meeting } from './case.ts';
import type { WayApart } from './own-way.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What a guest sees of their own: nothing here is about anybody else. The place is empty for those who may not know it. */
export type OwnInvitation = Pick<Invitation, 'name' | 'reader' | 'email' | 'mode' | 'reply' | 'replyNote'> & {
  readonly needs: readonly Need[];
  readonly mayKnowPlace: boolean;
  /** How they take part apart from others, of which they learn nothing; null for as everybody else. */
  readonly way: WayApart | null;
  readonly meeting: Pick<
    Meeting,
    'heldOn' | 'startsAt' | 'minutesLong' | 'place' | 'videoLink' | 'calendarUid' | 'sequence' | 'status'
  >;
  /** Whether there is anything for them to read before the meeting. */
  readonly hasPack: boolean;
  readonly copies: readonly {
    readonly id: string;
    readonly releasedAt: Date;
    readonly readableUntil: Date;
  }[];
};

export type Reply = NonNullable<Invitation['reply']>;

/** What everybody who writes is asked last, whatever their procedure asks before. */
export const anythingElse = 'anything-else';

export const noteLimit = 2_000;
export const wordsLimit = 20_000;

export const replyInWords: Record<Reply, string> = {
  coming: 'coming',
  'by-video': 'joining by video',
  'not-coming': 'not coming',
  'will-write': 'will write',
};

/** What somebody needs to take part, as professionals read it. */
export const needInWords = {
  interpreter: 'an interpreter',
  access: 'help to get there or around',
  'someone-with-me': 'to bring somebody with them',
  apart: 'to arrive and leave apart from others',
} as const;
export type Need = keyof typeof needInWords;

const isNeed = (text: string): text is Need => Object.hasOwn(needInWords, text);

const isReply = (text: string): text is Reply => Object.hasOwn(replyInWords, text);

const tooLong = (field: string, text: string, limit: number): readonly Problem[] =>
  text.length > limit ? [{ field, message: `Use ${limit.toLocaleString('en-GB')} letters or fewer` }] : [];

/**
 * The answers somebody can give: whoever was asked to write was not asked to come, and whoever comes at a time of their own,
 * or by video, is not asked about what is not planned for them.
 */
export const repliesFor = ({ mode, way }: Pick<OwnInvitation, 'mode' | 'way'>): readonly Reply[] => {
  if (mode === 'contribute') return ['will-write', 'not-coming'];
  if (way === 'by-video') return ['by-video', 'will-write', 'not-coming'];
  return way === null
    ? ['coming', 'by-video', 'will-write', 'not-coming']
    : ['coming', 'will-write', 'not-coming'];
};

/** Somebody's answer to an invitation: one of those that are theirs to give. */
export const answerInvitation = (
  {
    reply,
    note,
    needs,
  }: { readonly reply: string; readonly note: string; readonly needs: readonly string[] },
  own: Pick<OwnInvitation, 'mode' | 'way'>,
): Result<{ readonly reply: Reply; readonly note: string; readonly needs: readonly Need[] }> => {
  const problems = tooLong('note', note, noteLimit);
  if (!isReply(reply) || !repliesFor(own).includes(reply))
    return refused([{ field: 'reply', message: 'Choose an answer' }, ...problems]);
  return problems.length > 0
    ? refused(problems)
    : allowed({ reply, note, needs: [...new Set(needs.filter(isNeed))] });
};

/** Answers are taken until the meeting was held, and from nobody who is no longer invited. */
export const tooLateToAnswer: Problem = {
  field: '',
  message: 'This cannot be changed now. If it is important, please tell the person who invited you',
};
