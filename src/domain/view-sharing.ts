import type { ChildView, Reader, Sharing } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { readerInWords } from './minutes.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

export const agreedInWords: Record<Sharing['agreed'], string> = {
  nobody: 'Nobody but the chair and their social worker',
  everyone: 'Everybody at the meeting',
  named: 'Some of them',
};

/** Everybody whom a child can name, from those nearest to them. */
export const sharableWith = [
  'birth-family',
  'adopters',
  'carers',
  'professionals',
  'staff',
] as const satisfies readonly Reader[];

const isAgreed = (text: string): text is Sharing['agreed'] => Object.hasOwn(agreedInWords, text);

type SharingProposal = {
  readonly agreed: string;
  readonly readers: readonly string[];
  readonly agreedOn: PlainDate | null;
};

/** Checks what the child agreed to share, with whom and when: no earlier than the words themselves. */
export const confirmSharing = (
  { agreed, readers: ticked, agreedOn }: SharingProposal,
  facts: { readonly saidOn: PlainDate; readonly today: PlainDate },
): Result<Omit<Sharing, 'recordedBy'>> => {
  const readers = agreed === 'named' ? sharableWith.filter((reader) => ticked.includes(reader)) : [];
  const problems: Problem[] = [];
  if (!isAgreed(agreed)) problems.push({ field: 'agreed', message: 'Choose what the child agreed to' });
  if (agreed === 'named' && readers.length === 0)
    problems.push({ field: 'readers', message: 'Choose who may know it' });
  problems.push(
    ...pastDayProblems('agreedOn', agreedOn, {
      since: facts.saidOn,
      which: 'when the words were given',
      missing: 'Enter when the child said so',
      today: facts.today,
    }),
  );
  return problems.length > 0 || !isAgreed(agreed) || agreedOn === null
    ? refused(problems)
    : allowed({ agreed, readers, agreedOn });
};

type SharedView = Pick<ChildView, 'sharing' | 'withheldFrom'>;

/**
 * Whether some readers may have a child's words: only once the child agreed to it, and unless a worker keeps the words
 * from them all the same.
 */
export const isSharedWith = ({ sharing, withheldFrom }: SharedView, reader: Reader): boolean =>
  sharing !== null &&
  (sharing.agreed === 'everyone' || sharing.readers.includes(reader)) &&
  !withheldFrom.includes(reader);

/** The capacities in which somebody on a case knows what a child said and has not agreed to share. */
const hearsFirst: readonly string[] = ['chair', 'child-social-worker'];

/** Whether somebody hears what a child says before the child has agreed who may know. */
export const isTrusted = (capacities: readonly string[]): boolean =>
  capacities.some((capacity) => hearsFirst.includes(capacity));

/** Whether somebody who works on the case is shown a child's words: those who hear them first, and who wrote them down. */
export const mayReadView = (
  view: SharedView & Pick<ChildView, 'recordedById'>,
  who: { readonly id: string; readonly capacities: readonly string[] },
): boolean => isTrusted(who.capacities) || view.recordedById === who.id || isSharedWith(view, 'staff');

/** "Robin agreed on 3 May 2026 that everybody at the meeting may know this." */
export const sharingInWords = (sharing: Sharing | null, givenName: string): string => {
  if (sharing === null)
    return `Nobody has asked ${givenName} yet who may know this. Until then only the chair and ${givenName}’s social worker are shown it.`;
  const who = {
    nobody: `nobody but the chair and ${givenName}’s social worker`,
    everyone: 'everybody at the meeting',
    named: listInWords(sharing.readers.map((reader) => readerInWords[reader])),
  }[sharing.agreed];
  return `${givenName} agreed on ${inWords(sharing.agreedOn)} that ${who} may know this. Recorded by ${sharing.recordedBy}.`;
};
