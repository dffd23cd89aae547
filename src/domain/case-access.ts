import { managers, mayRecordAs, opensNoCase, type Restriction, workers } from './access.ts';
import { capacityInWords } from './capacity.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

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

export const isCapacityToGive = (text: string): text is CapacityToGive =>
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
    readonly colleague: { readonly id: string; readonly name: string } | null;
    readonly capacity: string;
    readonly reason: string;
  },
  { people, now }: { readonly people: readonly OnCase[]; readonly now: Date },
): Result<{
  readonly colleague: { readonly id: string; readonly name: string };
  readonly capacity: CapacityToGive;
  readonly reason: string;
}> => {
  const { colleague, capacity, reason } = proposal;
  const problems: Problem[] = [];
  if (colleague === null)
    problems.push({
      field: 'email',
      message:
        'Enter the work e-mail address of somebody of your council or its regional agency who uses this service',
    });
  if (!isCapacityToGive(capacity))
    problems.push({ field: 'capacity', message: 'Choose in what capacity they are on the case' });
  else if (onCaseNow(people, now).some((one) => one.personId === colleague?.id && one.capacity === capacity))
    problems.push({
      field: 'email',
      message: `${colleague?.name} is on this case as ${capacityInWords[capacity]} already`,
    });
  problems.push(...asTypedBefore(reason, 'Enter why they need to open this case'));
  return problems.length > 0 || colleague === null || !isCapacityToGive(capacity)
    ? refused(problems)
    : allowed({ colleague, capacity, reason });
};

/** Checks that somebody's part in a case can end: it goes on, and somebody stays who can convene and record. */
export const takeOffCase = (
  { reason }: { readonly reason: string },
  facts: {
    readonly part: OnCase;
    readonly people: readonly OnCase[];
    readonly actorId: string;
    readonly now: Date;
  },
): Result<{ readonly reason: string }> => {
  const { part, people, actorId, now } = facts;
  if (!isOnNow(part, now))
    return refused([{ field: '', message: 'Their part in this case has ended already' }]);
  const problems = [...asTypedBefore(reason, 'Enter why their part in it ends')];
  if (part.personId === actorId)
    problems.push({ field: '', message: 'Ask a colleague on the case to end your own part in it' });
  const staying = onCaseNow(people, now).filter((one) => one !== part);
  if (!staying.some(({ capacity }) => mayRecordAs.includes(capacity)))
    problems.push({
      field: '',
      message: 'Put another social worker or manager on the case first: somebody has to carry it',
    });
  return problems.length > 0 ? refused(problems) : allowed({ reason });
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
  return problems.length > 0 || restriction === null
    ? refused(problems)
    : allowed({ restriction: restriction === 'none' ? null : restriction, reason });
};
