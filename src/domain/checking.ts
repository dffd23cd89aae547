import type { CaseRecord, Invitation, Meeting } from './case.ts';
import { wordsLimit } from './contribution.ts';
import { addDays, inWords, type PlainDate } from './dates.ts';
import { stillInvited } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';

/** What somebody said of a passage of their copy of a draft, and what became of it. */
export type Comment = {
  readonly id: string;
  readonly passageId: string;
  readonly invitationId: string;
  /** By which their copy names the passage. */
  readonly ref: string;
  /** The version of the draft. */
  readonly version: number;
  readonly isRight: boolean;
  /** Empty where it is right. */
  readonly words: string;
  readonly saidAt: Date;
  readonly outcome: 'changed' | 'kept' | null;
  /** Why it was kept as it is. */
  readonly because: string;
  readonly settledBy: string | null;
};

/** Whether nobody has decided yet what becomes of what was said. */
export const isUnsettled = ({ isRight, outcome }: Pick<Comment, 'isRight' | 'outcome'>): boolean =>
  !isRight && outcome === null;

/** Days that people have to check a draft where the procedure names none. */
const DAYS_TO_CHECK = 7;

/** Those who came and did not write the minutes themselves: each is asked whether the draft is right. */
export const checkersOf = (meeting: Pick<Meeting, 'invitations'>): readonly Invitation[] =>
  stillInvited(meeting.invitations).filter(
    ({ attended, capacity }) => attended === true && capacity !== 'chair' && capacity !== 'minute-taker',
  );

/** Whose copies there are: of a draft, theirs who check it; of agreed minutes, everybody’s who is still invited. */
export const copyReaders = (
  meeting: Pick<Meeting, 'invitations' | 'minutesStatus'>,
): readonly Invitation[] =>
  meeting.minutesStatus === 'being-checked' ? checkersOf(meeting) : stillInvited(meeting.invitations);

/** What a procedure says of when minutes go out as a draft, are put right and are final; undefined where it says nothing. */
export const minutesDays = (
  duties: readonly Pick<PlannedDuty, 'asks' | 'window' | 'because'>[],
): Readonly<
  Record<
    'draft' | 'corrections' | 'final',
    { readonly on: PlainDate; readonly paragraph: string } | undefined
  >
> => {
  const of = (stage: 'draft' | 'corrections' | 'final') => {
    const duty = duties.find(
      ({ asks, window }) => window && 'minutes' in asks && asks.minutes.stage === stage,
    );
    return duty?.window && { on: duty.window.to, paragraph: duty.because.paragraph };
  };
  return { draft: of('draft'), corrections: of('corrections'), final: of('final') };
};

/** By which day people are asked to answer, unless somebody chooses another: the procedure’s, if that is still to come. */
export const suggestedCheckBy = (
  days: Pick<ReturnType<typeof minutesDays>, 'corrections'>,
  today: PlainDate,
): PlainDate =>
  days.corrections !== undefined && days.corrections.on > today
    ? days.corrections.on
    : addDays(today, DAYS_TO_CHECK);

/**
 * Checks that a draft can be sent to those who came, to be checked by a day: it is being written, nothing that agreed
 * minutes need is missing (`gaps`), and somebody is there to check it.
 */
export const sendToBeChecked = (
  record: Pick<CaseRecord, 'meeting'>,
  asked: { readonly by: PlainDate | null; readonly today: PlainDate; readonly gaps: readonly Problem[] },
): Result<{ readonly by: PlainDate }> => {
  const { meeting } = record;
  const stop = (message: string) => refused([{ field: '', message }]);
  if (meeting === null || meeting.status !== 'held') return stop('Record who came to the meeting first');
  if (meeting.minutesStatus === 'being-checked') return stop('The draft is being checked already');
  if (meeting.minutesStatus === 'agreed') return stop('These minutes are agreed already');
  if (checkersOf(meeting).length === 0)
    return stop('Nobody came who could check the draft. The chair agrees the minutes without');
  const problems = [...asked.gaps];
  if (asked.by === null) problems.push({ field: 'by', message: 'Enter the day by which people answer' });
  else if (asked.by <= asked.today)
    problems.push({ field: 'by', message: 'People need at least until tomorrow to read it' });
  return problems.length > 0 || asked.by === null ? refused(problems) : allowed({ by: asked.by });
};

/** Checks that minutes which are being checked can be written in again. Whoever has a copy of the draft loses it. */
export const takeBackDraft = (record: Pick<CaseRecord, 'meeting'>): Result<{ readonly version: number }> =>
  record.meeting?.minutesStatus === 'being-checked'
    ? allowed({ version: record.meeting.minutesVersion + 1 })
    : refused([{ field: '', message: 'The draft is not being checked any more' }]);

/** Of one passage, what somebody says: that it is right, or what is not. */
export type Saying = { readonly ref: string; readonly isRight: boolean; readonly words: string };

/**
 * Checks what somebody says of passages of their copy of a draft. Nobody says anything of a passage that their copy does
 * not hold (`held`). Answers what they said, without what they have said before in the same words (`already`).
 */
export const sayOfDraft = (
  said: readonly { readonly ref: string; readonly is: string; readonly words: string }[],
  held: readonly string[],
  already: readonly Pick<Comment, 'ref' | 'isRight' | 'words'>[],
): Result<readonly Saying[]> => {
  const answered = said.filter(({ is, words }) => is !== '' || words !== '');
  if (answered.some(({ ref }) => !held.includes(ref)))
    return refused([{ field: '', message: 'This part is not in your copy any more. Please read it again' }]);
  const problems = answered.flatMap(({ ref, is, words }): readonly Problem[] => {
    const field = `words-${ref}`;
    if (is === 'right' && words !== '')
      return [
        {
          field: `is-${ref}`,
          message: 'You chose that this part is right, and wrote what is not. Please choose one.',
        },
      ];
    if (is !== 'right' && words === '') return [{ field, message: 'Please write what is not right' }];
    return words.length > wordsLimit
      ? [{ field, message: `Use ${wordsLimit.toLocaleString('en-GB')} letters or fewer` }]
      : [];
  });
  if (problems.length > 0) return refused(problems);
  const fresh = answered
    .map(({ ref, is, words }): Saying => ({ ref, isRight: is === 'right', words }))
    .filter(
      ({ ref, isRight, words }) =>
        !already.some((one) => one.ref === ref && one.isRight === isRight && one.words === words),
    );
  return answered.length === 0
    ? refused([
        {
          field: held[0] === undefined ? '' : `is-${held[0]}`,
          message: 'Please choose an answer for one part or more',
        },
      ])
    : allowed(fresh);
};

/** Checks what becomes of something that is not right: it was changed, or it is kept as it is, with a reason. */
export const settleComment = (
  comment: Pick<Comment, 'id' | 'isRight'>,
  decided: { readonly outcome: string; readonly because: string },
  record: Pick<CaseRecord, 'meeting'>,
): Result<{ readonly outcome: 'changed' | 'kept'; readonly because: string }> => {
  const { outcome, because } = decided;
  const stop = (field: string, message: string) => refused([{ field, message }]);
  if (record.meeting?.minutesStatus === 'agreed')
    return stop('', 'These minutes are agreed. Open them again to change what became of it');
  if (comment.isRight) return stop('', 'They said that this is right');
  if (outcome !== 'changed' && outcome !== 'kept')
    return stop(`outcome-${comment.id}`, 'Choose whether it was changed or is kept');
  if (outcome === 'kept' && because === '')
    return stop(`because-${comment.id}`, 'Say why it is kept as it is. Whoever said it is told');
  return allowed({ outcome, because: outcome === 'kept' ? because : '' });
};

/**
 * What stands against agreeing minutes as far as checking goes: things of which nobody has decided what becomes of them;
 * and, before everybody who was asked has answered and their day has passed, a reason.
 */
export const uncheckedProblems = (
  { check }: Pick<Meeting, 'check'>,
  { today, because }: { readonly today: PlainDate; readonly because: string },
): readonly Problem[] => {
  if (check !== null && check.unsettled > 0)
    return [
      {
        field: 'unchecked-because',
        message: `People said of ${check.unsettled === 1 ? 'one thing that it is' : `${check.unsettled} things that they are`} not right. Decide what becomes of ${check.unsettled === 1 ? 'it' : 'each'} first`,
      },
    ];
  if (because !== '' || isChecked({ check }, today)) return [];
  return [
    {
      field: 'unchecked-because',
      message:
        check === null
          ? 'Send the draft to be checked, or say why you agree the minutes without'
          : `Not everybody has answered, who can until ${inWords(check.by)}. Wait, or say why you do not`,
    },
  ];
};

/** Whether everybody who was asked has answered, or could have. */
export const isChecked = ({ check }: Pick<Meeting, 'check'>, today: PlainDate): boolean =>
  check !== null && ((check.asked > 0 && check.answered >= check.asked) || today > check.by);
