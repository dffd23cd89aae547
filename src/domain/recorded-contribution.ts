import type { Invitation, RecordedFor } from './case.ts';
import { type OwnContribution, readWriting, type Writing } from './contribution-answers.ts';
import { inWords } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What somebody gave to a worker by hand, a letter or a drawing, and the worker writes down for them (PG-5, PG-9). */

export const howLimit = 500;

/**
 * Whether a worker can write down what somebody gave them. Staff write themselves; what somebody gave on a page of their own
 * is theirs alone to change; and what was read in the meeting stays as it was read.
 */
export const recordingFor = ({
  personId,
  contribution,
  contributionRead,
  contributionRecorded,
}: Pick<Invitation, 'personId' | 'contribution' | 'contributionRecorded'> &
  Partial<Pick<Invitation, 'contributionRead'>>):
  | 'open'
  | 'writes-themselves'
  | 'gave-it-themselves'
  | 'was-read' => {
  if (personId !== null) return 'writes-themselves';
  if (contributionRead) return 'was-read';
  return contribution === '' || contributionRecorded ? 'open' : 'gave-it-themselves';
};

type Recording =
  | { readonly does: 'take-back' }
  | (Extract<Writing, { readonly does: 'give' }> & { readonly how: string });

const problemsOfHow = (how: string): readonly Problem[] => {
  if (how === '') return [{ field: 'how', message: 'Say how and when they gave it to you' }];
  return how.length > howLimit ? [{ field: 'how', message: `Use ${howLimit} letters or fewer` }] : [];
};

/**
 * What a form for somebody else comes to: nothing of it is kept for later, so that it is given as it is recorded, with a word
 * or a file, for whom it is, and how it was given. `read` answers what was sent under a name.
 */
export const readRecording = (
  own: Pick<OwnContribution, 'asked' | 'draft' | 'given' | 'files'>,
  read: (name: string) => string,
): Result<Recording> => {
  if (read('do') === 'take-back') return allowed({ does: 'take-back' });
  const how = read('how');
  const writing = readWriting(own, (name) => {
    if (name === 'do') return 'give';
    return name === 'take-out' ? '' : read(name);
  });
  const problems = [...(writing.ok ? [] : writing.problems), ...problemsOfHow(how)];
  return writing.ok && writing.value.does === 'give' && problems.length === 0
    ? allowed({ ...writing.value, how })
    : refused(problems);
};

/** Who recorded it, when, and how it was given. */
export const recordedInWords = ({ by, on, how }: RecordedFor): string =>
  `Written down for them by ${by} on ${inWords(on)}: ${how}`;
