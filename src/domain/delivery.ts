import type { Invitation, Meeting } from './case.ts';
import type { Channel } from './contact-channel.ts';
import type { Need } from './contribution.ts';
import type { PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import type { MessageKind } from './message.ts';
import { allowed, type Result, refused } from './result.ts';
import type { SendAt } from './sending-hours.ts';

/** What a message is called on the pages for professionals. */
export const messageInWords: Record<MessageKind, string> = {
  invitation: 'Invitation',
  change: 'News of the change',
  reminder: 'Reminder',
  cancellation: 'News that the meeting is off',
  withdrawal: 'News that they are not expected any more',
  code: 'One-time code',
  copy: 'Link to their copy of the minutes',
  pack: 'Link to what to read before the meeting',
  feedback: 'Question how the meeting was for them',
  times: 'Question which times they can',
  'times-changed': 'Question about other times',
  'times-over': 'News that no time is to be chosen any more',
};

export type SentMessage = {
  readonly id: string;
  readonly kind: MessageKind;
  /** Waiting until somebody confirms how to reach them; to be posted or handed over by a person. */
  readonly status: 'queued' | 'waiting' | 'to-do' | 'sent' | 'failed' | 'not-needed';
  readonly channel: Channel | null;
  readonly attempts: number;
  readonly lastError: string;
  /** Whether it went to an address that was put right since. */
  readonly toEarlierAddress: boolean;
  readonly sentAt: Date | null;
  /** The procedure's rule that a reminder comes of, and the day the meeting was then set to; null of every other. */
  readonly reminderRule: string | null;
  readonly reminderDay: PlainDate | null;
  /** Why it waits, and until when; null when it does not wait for its hours. */
  readonly held: SendAt | null;
};

/** How far a meeting has come; `proposed` while people are asked which times they can. */
export type MeetingStatus = 'proposed' | 'taken-back' | 'convened' | 'held' | 'cancelled';

/** Somebody who is or was invited, with every message to them. */
export type Invited = Pick<
  Invitation,
  | 'id'
  | 'source'
  | 'personId'
  | 'capacity'
  | 'name'
  | 'email'
  | 'mode'
  | 'mayKnowPlace'
  | 'status'
  | 'withdrawnReason'
  | 'reply'
  | 'replyNote'
  | 'personId'
  | 'contribution'
  | 'contributionAnswers'
  | 'contributionFiles'
  | 'contributionRecorded'
  | 'contributionShare'
  | 'contributionChairShare'
  | 'leftOn'
  | 'ownWay'
> & {
  readonly needs: readonly Need[];
  /** Whether nothing is sent to them any more: see Stopped in contact-channel.ts. */
  readonly isStopped: boolean;
  readonly meeting: Pick<Meeting, 'id' | 'heldOn'> & { readonly status: MeetingStatus };
  readonly messages: readonly SentMessage[];
};

/**
 * Whether a message that has waited may still leave. It is asked as the message is sent: whoever was withdrawn in the
 * meantime hears nothing of the meeting, and a code or a copy that is no longer theirs stays here.
 */
export const mayStillBeSent = (
  kind: MessageKind,
  standing: {
    readonly isInvited: boolean;
    readonly meetingStatus: MeetingStatus;
    readonly linkIsOpen: boolean;
    readonly codeIsOpen: boolean;
    readonly hasCopy: boolean;
    /** Nothing is sent to them any more: see Stopped in contact-channel.ts. */
    readonly isStopped: boolean;
    /** Of the question how it was: whether they have not said so. Of a word about a draft: whether it is being checked, and, of a second one, they have said nothing of it yet. */
    readonly isStillAsked: boolean;
    /** Of a reminder or a pack: whether the meeting is still to come, and what it reminds of still missing. */
    readonly isStillDue: boolean;
  },
): boolean => {
  if (standing.isStopped) return false;
  switch (kind) {
    case 'cancellation':
      return standing.meetingStatus === 'cancelled';
    case 'withdrawal':
      return !standing.isInvited;
    case 'invitation':
    case 'change':
    case 'reminder':
    case 'pack':
      return (
        standing.isInvited &&
        standing.meetingStatus === 'convened' &&
        standing.linkIsOpen &&
        ((kind !== 'reminder' && kind !== 'pack') || standing.isStillDue)
      );
    case 'times':
    case 'times-changed':
      return standing.isInvited && standing.meetingStatus === 'proposed' && standing.linkIsOpen;
    case 'times-over':
      return !standing.isInvited || standing.meetingStatus === 'taken-back';
    case 'feedback':
      return (
        standing.isInvited &&
        standing.meetingStatus === 'held' &&
        standing.linkIsOpen &&
        standing.isStillAsked
      );
    case 'code':
      return standing.isInvited && standing.codeIsOpen;
    case 'copy':
      return standing.isInvited && standing.hasCopy && standing.linkIsOpen && standing.isStillAsked;
  }
};

/**
 * An address for somebody's messages in place of the one there was. Never one that belongs to a reader of another kind:
 * what is written for the one would reach the other. `owners` are those whose address it is already.
 */
export const correctAddress = (
  email: string,
  invitation: Pick<Invitation, 'id' | 'reader'>,
  owners: readonly Pick<Invitation, 'id' | 'reader' | 'name'>[],
): Result<string> => {
  if (!looksLikeEmail(email))
    return refused([{ field: 'email', message: 'Enter an e-mail address, such as name@example.com' }]);
  const owner = owners.find(({ id, reader }) => id !== invitation.id && reader !== invitation.reader);
  return owner === undefined
    ? allowed(email)
    : refused([
        { field: 'email', message: `This is the address of ${owner.name}, who gets messages of their own` },
      ]);
};

/** The bare address in "Derby City Council <no-reply@derby.example>", or in an address that stands alone. */
export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
