import type { CaseRecord, Invitation, Meeting } from './case.ts';
import { addDays, instantInLondon, type PlainDate } from './dates.ts';
import { asTheyTakePart } from './own-way.ts';
import type { TimesAsked, TimesMessage } from './times-message.ts';

export type MessageKind =
  | 'invitation'
  | 'change'
  | 'reminder'
  | 'cancellation'
  | 'withdrawal'
  | 'code'
  | 'copy'
  | 'pack'
  | 'feedback'
  | TimesMessage;

/** What a reminder by a procedure's rules is of. */
export type Reminds = 'not-answered' | 'not-written' | 'coming' | 'not-opened';

/**
 * What a message is written from. It waits in the queue and stays on the case, so it holds what its own recipient may
 * know and no more: no child, nobody else's name, no fact of the case, no link and no code.
 */
export type MessageContent = {
  readonly organisation: string;
  readonly reference: string;
  /** Empty for a carer: who they are is in the vault. */
  readonly name: string;
  readonly mode: Invitation['mode'];
  /** `place` is null for those who may not know it. */
  readonly meeting?: Pick<Meeting, 'heldOn' | 'startsAt' | 'minutesLong' | 'calendarUid' | 'sequence'> & {
    readonly place: string | null;
  };
  /** Of a message about times to choose from alone. */
  readonly times?: TimesAsked;
  readonly linkId?: string;
  readonly codeId?: string;
  /** Of a message about a copy alone: which one, and the last day on which it can be read. */
  readonly copy?: { readonly id: string; readonly lastDay: PlainDate };
  /** What a reminder by the procedure's rules is of; one that somebody sends asks for whatever is missing. */
  readonly remindsOf?: Reminds;
  /** Of a message about a draft: by which day its reader says whether it is right, and whether they are asked again. */
  readonly check?: { readonly by: PlainDate; readonly isAgain: boolean };
};

type About = {
  readonly record: Pick<CaseRecord, 'reference'> & { readonly council: { readonly name: string } };
  readonly invitee: Pick<Invitation, 'name' | 'mode' | 'reader'>;
};

/** A link to an invitation opens its page until two days after the meeting. */
export const invitationLinkUntil = (heldOn: PlainDate): Date => instantInLondon(addDays(heldOn, 3), '00:00');

/** How long a one-time code works, and how often somebody may mistype it. */
export const codeMinutes = 10;
export const codeTries = 5;

/** Whoever sees the recipient's telephone light up must not learn from it what the meeting is about. */
const saysWhatItIsAbout = /adopt|disrupt|placement/i;

/** What somebody is called in a message and on their own pages: a carer not even by their part, which others may see. */
export const calledIn = ({ name, reader }: Pick<Invitation, 'name' | 'reader'>): string =>
  reader === 'adopters' ? '' : name;

const addressedTo = ({ record, invitee }: About): MessageContent => ({
  organisation: record.council.name,
  reference: record.reference,
  name: calledIn(invitee),
  mode: invitee.mode,
});

/** A message about a meeting to one of those invited: the meeting as it now stands, its sequence counted on. */
export const meetingMessage = (
  kind: Exclude<MessageKind, 'code' | 'copy' | 'pack' | 'feedback' | TimesMessage>,
  facts: About & {
    readonly meeting: Pick<
      Meeting,
      'heldOn' | 'startsAt' | 'minutesLong' | 'place' | 'calendarUid' | 'sequence'
    >;
    /** `ownWay` as it is planned for them: they learn their own times, and of no others. */
    readonly invitee: Pick<Invitation, 'name' | 'mode' | 'reader' | 'mayKnowPlace' | 'ownWay'>;
    readonly remindsOf?: Reminds;
  },
): MessageContent => {
  const { heldOn, startsAt, minutesLong, place, calendarUid, sequence } = asTheyTakePart(
    facts.meeting,
    facts.invitee.ownWay,
  );
  const { remindsOf } = facts;
  const saysWhere = kind === 'invitation' || kind === 'change' || remindsOf === 'coming';
  const mayRead = saysWhere && facts.invitee.mayKnowPlace && !saysWhatItIsAbout.test(place);
  return {
    ...addressedTo(facts),
    meeting: { heldOn, startsAt, minutesLong, calendarUid, sequence, place: mayRead ? place : null },
    ...(remindsOf && { remindsOf }),
  };
};

/** What a message says to somebody who may not know the place, or not any more. */
export const asTheyMayKnow = (content: MessageContent, mayKnowPlace: boolean): MessageContent =>
  content.meeting === undefined || mayKnowPlace
    ? content
    : { ...content, meeting: { ...content.meeting, place: null } };

/** A message to somebody who is asked which times they can; without times, that they need not say any more. */
export const timesMessage = (facts: About & { readonly times?: TimesAsked }): MessageContent => ({
  ...addressedTo(facts),
  ...(facts.times && { times: facts.times }),
});

/** Word to people that they need not say any more which times they can. */
export const timesOver = (
  record: About['record'],
  people: readonly (About['invitee'] & Pick<Invitation, 'id'>)[],
) =>
  people.map((invitee) => ({
    invitationId: invitee.id,
    kind: 'times-over' as const,
    content: timesMessage({ record, invitee }),
    linkUntil: null,
  }));

/**
 * A message that somebody's copy of the minutes is ready; with `remindsOf`, that it is still there for them. Of a draft, by which
 * day they say whether it is right.
 */
export const copyMessage = (
  facts: About &
    Required<Pick<MessageContent, 'copy'>> & {
      readonly remindsOf?: 'not-opened';
      readonly check?: MessageContent['check'] | undefined;
    },
): MessageContent => ({
  ...addressedTo(facts),
  copy: facts.copy,
  ...(facts.remindsOf && { remindsOf: facts.remindsOf }),
  ...(facts.check && { check: facts.check }),
});

/** A message that there is something to read before the meeting. */
export const packMessage = (facts: About): MessageContent => addressedTo(facts);

/** Within how many days of a meeting people are asked how it was for them, and for how long they can say so. */
export const feedbackAskedWithin = 14;
const feedbackDays = 28;

/** Until when the link of somebody works who is asked how a meeting was for them. */
export const feedbackLinkUntil = (heldOn: PlainDate): Date =>
  instantInLondon(addDays(heldOn, feedbackDays + 1), '00:00');

/** A message that asks how the meeting was for somebody. */
export const feedbackMessage = (facts: About): MessageContent => addressedTo(facts);

/** A message with a one-time code. */
export const codeMessage = (facts: About & { readonly codeId: string }): MessageContent => ({
  ...addressedTo(facts),
  codeId: facts.codeId,
});
