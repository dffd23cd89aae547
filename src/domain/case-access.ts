import { isManager, managers, mayRecordAs, opensNoCase, type Restriction, workers } from './access.ts';
import { capacityInWords } from './capacity.ts';
import { type Post, postInWords } from './post.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** Somebody on a case by name, or whose part in it has ended. */
export type OnCase = {
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly capacity: string;
  readonly since: Date;
  readonly putOnBy: string | null;
  readonly reason: string;
  readonly until: Date | null;
};

/** In what a colleague can be put on a case. The chair and the minute taker come with the meeting. */
export const capacitiesToGive = [
  ...workers,
  ...managers,
  'iro',
  'agency-decision-maker',
  'panel-advisor',
  'learning-lead',
] as const;
export type CapacityToGive = (typeof capacitiesToGive)[number];

/** The posts that a capacity takes, one of them: being on a case as a manager or IRO gives the powers of one. */
const postsFor: Readonly<Record<CapacityToGive, readonly Post[]>> = {
  'child-social-worker': ['social-worker', 'senior-practitioner', 'team-manager'],
  'adopters-social-worker': [
    'adopters-social-worker',
    'social-worker',
    'senior-practitioner',
    'team-manager',
  ],
  'supervising-social-worker': ['supervising-social-worker', 'social-worker', 'senior-practitioner'],
  'personal-adviser': ['personal-adviser', 'social-worker', 'senior-practitioner'],
  'team-manager': [...managers],
  'service-manager': ['service-manager', 'head-of-service'],
  'head-of-service': ['head-of-service'],
  iro: ['iro'],
  'agency-decision-maker': ['agency-decision-maker', 'service-manager', 'head-of-service'],
  'panel-advisor': ['panel-advisor'],
  'learning-lead': ['learning-lead'],
};

/** Somebody who can be put on a case, with every post they hold today. */
export type Colleague = { readonly id: string; readonly name: string; readonly posts: readonly string[] };

const whyUnfit = ({ name, posts }: Colleague, capacity: CapacityToGive): readonly Problem[] => {
  const wanted = postsFor[capacity];
  if (wanted.some((post) => posts.includes(post))) return [];
  const inWords = listInWords(
    wanted.map((post) => postInWords(post).toLowerCase()),
    'or',
  );
  return [{ field: 'capacity', message: `${name} cannot be that here: it takes the post of ${inWords}` }];
};

const isCapacityToGive = (text: string): text is CapacityToGive =>
  (capacitiesToGive as readonly string[]).includes(text);

/** Whether a capacity opens the case, or only what is sent to whoever has it. */
export const opensCase = (capacity: string): boolean => !opensNoCase.has(capacity);

const isOnNow = ({ until }: Pick<OnCase, 'until'>, now: Date): boolean => until === null || until > now;

/** Those on a case by name at a moment. */
export const onCaseNow = (people: readonly OnCase[], now: Date): readonly OnCase[] =>
  people.filter((one) => isOnNow(one, now));

const asTypedBefore = (reason: string, why: string): readonly Problem[] =>
  reason === '' ? [{ field: 'reason', message: why }] : [];

/** Checks that a colleague can be put on a case: somebody who is known, in a capacity they do not have there yet. */
export const putOnCase = (
  proposal: {
    readonly colleague: Colleague | null;
    readonly capacity: string;
    readonly reason: string;
  },
  { people, now }: { readonly people: readonly OnCase[]; readonly now: Date },
): Result<{
  readonly colleague: Colleague;
  readonly capacity: CapacityToGive;
  readonly reason: string;
}> => {
  const { colleague, capacity, reason } = proposal;
  const noReason = asTypedBefore(reason, 'Enter why they need to open this case');
  if (colleague === null || !isCapacityToGive(capacity))
    return refused([
      ...(colleague === null ? [nobodyKnown] : []),
      ...(isCapacityToGive(capacity) ? [] : [noCapacity]),
      ...noReason,
    ]);
  const isThere = onCaseNow(people, now).some(
    (one) => one.personId === colleague.id && one.capacity === capacity,
  );
  const already = {
    field: 'email',
    message: `${colleague.name} is on this case as ${capacityInWords[capacity]} already`,
  };
  const problems = [...(isThere ? [already] : whyUnfit(colleague, capacity)), ...noReason];
  return problems.length > 0 ? refused(problems) : allowed({ colleague, capacity, reason });
};

const nobodyKnown: Problem = {
  field: 'email',
  message:
    'Enter the work e-mail address of somebody of your council or its regional agency who uses this service',
};
const noCapacity: Problem = {
  field: 'capacity',
  message: 'Choose in what capacity they are on the case',
};

/**
 * Checks that somebody's part in a case can end: it goes on, a social worker and a manager stay if they were there, and
 * somebody who can convene and record. The chair and the minute taker of a meeting change with the meeting.
 */
export const takeOffCase = (
  { reason }: { readonly reason: string },
  facts: {
    readonly part: OnCase;
    readonly people: readonly OnCase[];
    readonly actorId: string;
    /** Whether a meeting that is not called off names them for it. */
    readonly isOfMeeting: boolean;
    readonly now: Date;
  },
): Result<{ readonly reason: string }> => {
  const { part, people, actorId, isOfMeeting, now } = facts;
  if (!isOnNow(part, now))
    return refused([{ field: '', message: 'Their part in this case has ended already' }]);
  const problems = [...asTypedBefore(reason, 'Enter why their part in it ends')];
  if (part.personId === actorId)
    problems.push({ field: '', message: 'Ask a colleague on the case to end your own part in it' });
  if (isOfMeeting)
    problems.push({
      field: '',
      message: `${part.name} is named for the meeting: change the meeting instead`,
    });
  const staying = onCaseNow(people, now).filter((one) => one !== part);
  const missed = whoIsMissed(
    part.capacity,
    staying.map(({ capacity }) => capacity),
  );
  if (missed !== undefined)
    problems.push({
      field: '',
      message: `Put another ${missed} on the case first: somebody has to carry it`,
    });
  return problems.length > 0 ? refused(problems) : allowed({ reason });
};

/** Whom a case would be without once somebody's part ends, who has to be on it. */
const whoIsMissed = (capacity: string, staying: readonly string[]): string | undefined => {
  if (capacity === 'child-social-worker' && !staying.includes(capacity)) return 'social worker';
  if (isManager([capacity]) && !isManager(staying)) return 'manager';
  return staying.some((one) => mayRecordAs.includes(one)) ? undefined : 'social worker or manager';
};

/** Checks that a case can be restricted to those on it by name, or opened to their managers again. */
export const restrictCase = (
  proposal: { readonly restriction: Restriction | 'none' | null; readonly reason: string },
  { restricted }: { readonly restricted: Restriction | null },
): Result<{ readonly restriction: Restriction | null; readonly reason: string }> => {
  const { restriction, reason } = proposal;
  const problems: Problem[] = [];
  if (restriction === null)
    problems.push({ field: 'restriction', message: 'Choose whether the case is restricted, and why' });
  else if ((restriction === 'none' ? null : restriction) === restricted)
    problems.push({ field: 'restriction', message: 'That is how it is already. Choose another answer' });
  problems.push(...asTypedBefore(reason, 'Enter the reason, without names'));
  return problems.length > 0
    ? refused(problems)
    : allowed({ restriction: restriction === 'none' ? null : restriction, reason });
};
