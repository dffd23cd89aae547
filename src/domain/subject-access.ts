import { addDays, addPeriod, inWords, notAWorkingDay, type PlainDate } from './dates.ts';
import { looksLikeEmail } from './email.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/**
 * A request to see what is held about somebody (UK GDPR, article 15). What is said of the law here helps whoever deals
 * with it, and is no legal advice.
 */
export const askerInWords = {
  child: 'The child or young person',
  parent: 'A parent or somebody in the family',
  carer: 'A carer or adopter, now or before',
  professional: 'A professional from elsewhere',
  staff: 'Somebody who works here, or did',
} as const;
export type Asker = keyof typeof askerInWords;

/** Whose information is asked for, by how they are found. */
export const aboutInWords = {
  child: 'A child',
  other: 'Somebody in the family, a carer or a professional from elsewhere',
  staff: 'Somebody who works here, or did',
} as const;
export type AboutWhom = keyof typeof aboutInWords;

/** Why the time to answer stands still. */
export const pauseInWords = {
  identity: 'It is not clear who asks',
  scope: 'It is not clear what is asked for',
} as const;
export type RequestPauseReason = keyof typeof pauseInWords;

export type RequestPause = {
  readonly id: string;
  readonly reason: RequestPauseReason;
  readonly note: string;
  readonly fromOn: PlainDate;
  /** The day on which it became clear; null while it is not. */
  readonly untilOn: PlainDate | null;
};

export type SubjectRequest = {
  readonly id: string;
  readonly reference: string;
  readonly asker: Asker;
  readonly about: AboutWhom;
  readonly name: string;
  readonly caseNumber: string;
  readonly bornOn: PlainDate | null;
  readonly email: string;
  /** Of somebody who asks for another, what lets them. */
  readonly authority: string;
  /** How it was made sure who asks; empty while that is not clear. */
  readonly identityProof: string;
  readonly receivedOn: PlainDate;
  readonly pauses: readonly RequestPause[];
};

const isKey = <Key extends string>(words: Readonly<Record<Key, string>>, text: string): text is Key =>
  Object.hasOwn(words, text);

export type RequestProposal = { readonly asker: string; readonly about: string } & Pick<
  SubjectRequest,
  'name' | 'caseNumber' | 'bornOn' | 'email' | 'authority' | 'identityProof'
> & { readonly receivedOn: PlainDate | null };

const wrongWithWhom = ({ about, name, caseNumber, bornOn, email }: RequestProposal): readonly Problem[] => {
  if (about === 'child')
    return [
      ...(name === '' ? [{ field: 'name', message: 'Enter the child’s full name' }] : []),
      ...(caseNumber === '' ? [{ field: 'caseNumber', message: 'Enter the child’s case number' }] : []),
      ...(bornOn === null ? [{ field: 'bornOn', message: 'Enter when the child was born' }] : []),
    ];
  const isWrong = email !== '' && !looksLikeEmail(email);
  return [
    ...(about === 'other' && name === '' && email === ''
      ? [{ field: 'name', message: 'Enter their full name or their e-mail address' }]
      : []),
    ...(isWrong || (about === 'staff' && email === '')
      ? [{ field: 'email', message: 'Enter an e-mail address, such as name@example.com' }]
      : []),
  ];
};

/**
 * Takes down a request: who asks, about whom, when it came, and how it was made sure who asks. Without that the time
 * stands still from the first day.
 */
export const recordRequest = (
  proposal: RequestProposal,
  { today }: { readonly today: PlainDate },
): Result<Omit<SubjectRequest, 'id' | 'reference' | 'pauses'>> => {
  const { asker, about, receivedOn } = proposal;
  const problems: Problem[] = [];
  if (!isKey(askerInWords, asker)) problems.push({ field: 'asker', message: 'Choose who asks' });
  if (!isKey(aboutInWords, about))
    problems.push({ field: 'about', message: 'Choose whose information is asked for' });
  problems.push(...wrongWithWhom(proposal));
  if (about === 'child' && asker !== 'child' && proposal.authority === '')
    problems.push({
      field: 'authority',
      message: 'Enter what lets them ask for the child, and what the child thinks of it',
    });
  if (receivedOn === null) problems.push({ field: 'receivedOn', message: 'Enter when the request came' });
  else if (receivedOn > today)
    problems.push({ field: 'receivedOn', message: 'The date must be today or in the past' });
  if (
    problems.length > 0 ||
    !isKey(askerInWords, asker) ||
    !isKey(aboutInWords, about) ||
    receivedOn === null
  )
    return refused(problems);
  return allowed({ ...proposal, asker, about, receivedOn });
};

/**
 * The last day to answer: one month from the day of the request, or from the day on which it became clear who asks, with
 * the days on which it was not clear what is asked for added; a month that has no such day gives its last, and a day
 * nobody works gives the next (UK GDPR, articles 12 and 12A, as the Data (Use and Access) Act 2025 has them). Null while
 * the time stands still.
 */
export const answerDueOn = (
  { receivedOn, pauses }: Pick<SubjectRequest, 'receivedOn' | 'pauses'>,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): PlainDate | null => {
  if (pauses.some(({ untilOn }) => untilOn === null)) return null;
  const clear = (which: RequestPauseReason) => pauses.filter(({ reason }) => reason === which);
  const beginsOn = clear('identity').reduce(
    (latest, { untilOn }) => (untilOn !== null && untilOn > latest ? untilOn : latest),
    receivedOn,
  );
  const standsStill = new Set(
    clear('scope').flatMap(({ fromOn, untilOn }) => {
      const days: PlainDate[] = [];
      for (let day = fromOn; untilOn !== null && day < untilOn; day = addDays(day, 1))
        if (day >= beginsOn) days.push(day);
      return days;
    }),
  );
  let due = addDays(addPeriod(beginsOn, { months: 1 }), standsStill.size);
  while (notAWorkingDay(due, bankHolidays) !== null) due = addDays(due, 1);
  return due;
};

/** Stops the time of a request, from a day on. One reason at a time. */
export const pauseRequest = (
  proposal: { readonly reason: string; readonly note: string; readonly fromOn: PlainDate | null },
  { request, today }: { readonly request: SubjectRequest; readonly today: PlainDate },
): Result<Pick<RequestPause, 'reason' | 'note' | 'fromOn'>> => {
  const { reason, note, fromOn } = proposal;
  const problems: Problem[] = [];
  if (request.pauses.some(({ untilOn }) => untilOn === null))
    problems.push({ field: 'reason', message: 'The time stands still already' });
  if (!isKey(pauseInWords, reason))
    problems.push({ field: 'reason', message: 'Choose why the time stands still' });
  if (note === '') problems.push({ field: 'note', message: 'Enter what was asked of them' });
  if (fromOn === null) problems.push({ field: 'fromOn', message: 'Enter when they were asked' });
  else if (fromOn > today || fromOn < request.receivedOn)
    problems.push({
      field: 'fromOn',
      message: `The date must be from ${inWords(request.receivedOn)} to today`,
    });
  return problems.length > 0 || !isKey(pauseInWords, reason) || fromOn === null
    ? refused(problems)
    : allowed({ reason, note, fromOn });
};

/** Lets the time of a request go on; of one that stood still because nobody knew who asks, with how that became clear. */
export const endRequestPause = (
  proposal: { readonly untilOn: PlainDate | null; readonly identityProof: string },
  { pause, today }: { readonly pause: RequestPause; readonly today: PlainDate },
): Result<{ readonly untilOn: PlainDate; readonly identityProof: string }> => {
  const { untilOn, identityProof } = proposal;
  const problems: Problem[] = [];
  if (untilOn === null) problems.push({ field: 'untilOn', message: 'Enter when it became clear' });
  else if (untilOn > today || untilOn < pause.fromOn)
    problems.push({ field: 'untilOn', message: `The date must be from ${inWords(pause.fromOn)} to today` });
  if (pause.reason === 'identity' && identityProof === '')
    problems.push({ field: 'identityProof', message: 'Enter how you made sure who asks' });
  return problems.length > 0 || untilOn === null ? refused(problems) : allowed({ untilOn, identityProof });
};

/** How somebody is known to the service: a person is found by what is exact, and never put together by guess. */
export type Subject = {
  readonly kind: 'child' | 'contact' | 'carer' | 'staff';
  readonly id: string;
};

/** Somebody found, as the one who looks tells them apart. */
export type Candidate = Subject & { readonly label: string };
