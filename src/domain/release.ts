import type { CaseRecord } from './case.ts';
import type { Copy } from './copy.ts';
import type { Doc } from './document.ts';
import type { Leak } from './leak-check.ts';
import { stillInvited } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** A copy of the minutes as it waits to be released, or as it was. */
export type PreparedCopy = {
  readonly id: string;
  readonly invitationId: string;
  readonly version: number;
  readonly sha256: string;
  readonly authors: readonly string[];
  /** What the check found in the finished copy, as sentences; a copy with any is never released. */
  readonly problems: readonly string[];
  /** Who let it go and until when it waits, from then on until it is taken back. */
  readonly heldBy: string | null;
  readonly heldUntil: Date | null;
  readonly releasedAt: Date | null;
  /** The moment at which it ends being readable by its private link; null before its release. */
  readonly readableUntil: Date | null;
  readonly withdrawnAt: Date | null;
};

/** How long a copy waits between its release and its way to its reader, in minutes. */
const minutesHeld = 10;

/** The instant at which a copy goes that is released now. */
export const heldUntil = (now: Date): Date => new Date(now.getTime() + minutesHeld * 60_000);

/** Whether a copy waits to go: it was released, and nobody has it yet. */
export const isHeld = ({ heldUntil, releasedAt }: Pick<PreparedCopy, 'heldUntil' | 'releasedAt'>): boolean =>
  heldUntil !== null && releasedAt === null;

/** Whether a copy is with its reader. */
export const isOut = ({
  releasedAt,
  withdrawnAt,
}: Pick<PreparedCopy, 'releasedAt' | 'withdrawnAt'>): boolean => releasedAt !== null && withdrawnAt === null;

/** Whether somebody may take back a copy that waits to go: whoever released it, or the chair. */
export const mayTakeBack = (
  { meeting }: Pick<CaseRecord, 'meeting'>,
  copy: Pick<PreparedCopy, 'heldBy'>,
  personId: string,
): boolean => copy.heldBy === personId || meeting?.chair.id === personId;

/**
 * Checks that copies can be taken back before they go. Answers those to take back: one that went or was taken back
 * meanwhile is not among them.
 */
export const takeBackCopies = (
  record: CaseRecord,
  copies: readonly PreparedCopy[],
  personId: string,
): Result<readonly PreparedCopy[]> => {
  const held = copies.filter(isHeld);
  if (held.some((copy) => !mayTakeBack(record, copy, personId)))
    return refused([
      { field: 'held', message: 'Whoever released a copy takes it back before it goes, or the chair' },
    ]);
  const gone = copies.some(isOut);
  return held.length === 0 && gone
    ? refused([
        { field: 'held', message: 'The ten minutes are over and the copy has gone. You can withdraw it' },
      ])
    : allowed(held);
};

/** A copy on paper: its number within its meeting, for whom, by whom and when it was printed. */
export type PrintedCopy = {
  readonly copyId: string;
  readonly number: number;
  readonly printedFor: string;
  readonly printedBy: string;
  readonly printedAt: Date;
};

/** A copy on paper that is out of date, whose holder nobody has told. */
export type PaperOut = {
  readonly id: string;
  readonly number: number;
  readonly printedFor: string;
  readonly version: number;
};

/** A copy with what the screens show of it. */
export type StoredCopy = PreparedCopy & {
  readonly document: Doc;
  readonly withheld: Copy['withheld'];
  readonly releasedBy: string | null;
  readonly heldByName: string | null;
  /** Why it did not go after it was held; empty when there is nothing to say. */
  readonly stoppedBecause: string;
  readonly openedAt: Date | null;
  /** When its reader was last reminded that they have not opened it. */
  readonly remindedAt: Date | null;
  /** Those who have opened its preview as it is now. */
  readonly seenBy: readonly string[];
};

/** A copy that somebody asks to release: as it was on the page they read, and as it is in the store today. */
export type AskedFor = {
  readonly copy: PreparedCopy | undefined;
  readonly readSha256: string;
  /** The fingerprint of the bytes in the store, and what reading them again found. */
  readonly storedSha256: string;
  readonly leaks: readonly Leak[];
  /** Whether the releaser has opened its preview, as it is now. */
  readonly isSeen: boolean;
};

/** What was found where, a sentence for each thing: "the phone number of prospective adopter 1, in “Findings”". */
export const leaksInWords = (leaks: readonly Leak[]): readonly string[] =>
  [...Map.groupBy(leaks, ({ label }) => label)].map(
    ([label, found]) => `${label}, in ${listInWords([...new Set(found.map(({ part }) => part))])}`,
  );

const whatIsWrong = ({ copy, ...asked }: AskedFor, record: CaseRecord): string | null => {
  const { meeting } = record;
  const reader = stillInvited(meeting?.invitations ?? []).find(({ id }) => id === copy?.invitationId);
  if (copy === undefined || reader === undefined || copy.version !== meeting?.minutesVersion)
    return 'One of the copies is not of these minutes any more. Read the copies as they are now';
  const whose = `${reader.name}’s copy`;
  if (copy.withdrawnAt !== null) return `${whose} was withdrawn. Prepare it again`;
  if (copy.sha256 !== asked.readSha256) return `${whose} has changed since you read it. Read it again`;
  if (copy.problems.length > 0) return `${whose} holds ${listInWords(copy.problems)}`;
  if (copy.sha256 !== asked.storedSha256) return `${whose} was damaged in the store. Prepare it again`;
  if (asked.leaks.length > 0)
    return `${whose} holds ${listInWords(leaksInWords(asked.leaks))}. Prepare it again`;
  if (!asked.isSeen) return `Open the preview of ${whose} before you release it`;
  return null;
};

/** Who may still release copies, in words, when somebody may not because they wrote in the minutes. */
export const otherReleasers = (record: CaseRecord, authors: readonly string[]): string => {
  const chair = record.meeting?.chair;
  const named = [
    ...(chair === undefined ? [] : [chair]),
    ...record.placement.roles
      .filter(({ role, untilOn }) => role === 'child-social-worker' && untilOn === null)
      .map(({ person }) => person),
  ].filter(({ id }) => !authors.includes(id));
  const list = [...named.map(({ name }) => name), 'the team manager', 'the service manager'];
  return `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`;
};

/**
 * Checks that copies can leave: of minutes that are locked, each seen by the releaser as its reader will, clean, as they were
 * prepared, and released by somebody who had no hand in the minutes. Answers those to release; a copy that is out already,
 * or waits to go, is not among them, so that releasing twice is releasing once.
 */
export const releaseCopies = (
  record: CaseRecord,
  asked: readonly AskedFor[],
  by: {
    readonly releaserId: string;
    readonly authors: readonly string[];
    readonly confirmed: boolean;
    /** What nobody has looked at yet, as sentences: see release-doubt.ts. */
    readonly doubts: readonly string[];
  },
): Result<readonly PreparedCopy[]> => {
  if (record.meeting === null || record.meeting.minutesStatus === 'draft')
    return refused([
      {
        field: 'copies',
        message: 'The minutes are sent to be checked, or agreed, before copies are released',
      },
    ]);
  const problems: Problem[] = [];
  const authors = [...by.authors, ...asked.flatMap(({ copy }) => copy?.authors ?? [])];
  if (authors.includes(by.releaserId))
    problems.push({
      field: 'copies',
      message: `You wrote in these minutes, so somebody else releases the copies: ${otherReleasers(record, authors)}`,
      because: 'Nobody checks their own words before they leave',
    });
  const isReleased = ({ copy, readSha256 }: AskedFor): boolean =>
    copy !== undefined && (isOut(copy) || isHeld(copy)) && copy.sha256 === readSha256;
  const waiting = asked.filter((one) => !isReleased(one));
  if (asked.length === 0) problems.push({ field: 'copies', message: 'Choose whose copies are released' });
  for (const one of waiting) {
    const message = whatIsWrong(one, record);
    if (message !== null) problems.push({ field: 'copies', message });
  }
  if (waiting.length > 0)
    for (const doubt of by.doubts)
      problems.push({
        field: 'look',
        message: `Look at this first: ${doubt}`,
        because: 'docs/domain.md, 4.6',
      });
  if (!by.confirmed)
    problems.push({ field: 'confirmed', message: 'Confirm that you have read what each person will get' });
  if (problems.length > 0) return refused(problems);
  return allowed(waiting.flatMap(({ copy }) => (copy === undefined ? [] : [copy])));
};

/** Checks what was checked when a copy was released once more as it goes. Answers why it does not, or null. */
export const whyHeldCopyStays = (
  record: CaseRecord,
  asked: AskedFor,
  by: { readonly authors: readonly string[]; readonly doubts: readonly string[] },
): string | null => {
  const { copy } = asked;
  if (copy?.heldBy == null) return 'It is not held any more';
  const decision = releaseCopies(record, [{ ...asked, copy: { ...copy, heldUntil: null } }], {
    ...{ releaserId: copy.heldBy, ...by, confirmed: true },
  });
  return decision.ok ? null : decision.problems.map(({ message }) => message).join('. ');
};

/** Checks that agreed minutes can be opened again, as the next version. Every copy of the version before is recalled. */
export const reopenMinutes = (
  record: CaseRecord,
  reason: string,
): Result<{ readonly version: number; readonly reason: string }> => {
  if (record.meeting?.minutesStatus !== 'agreed')
    return refused([{ field: 'reason', message: 'The minutes are open already' }]);
  if (reason === '') return refused([{ field: 'reason', message: 'Enter why the minutes are opened again' }]);
  return allowed({ version: record.meeting.minutesVersion + 1, reason });
};
