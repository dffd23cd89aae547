import type { CaseRecord, Instead, Invitation } from './case.ts';
import { type PlainDate, type PlainTime, timeInWords } from './dates.ts';
import { type Attendance, recordAttendance, stillInvited } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What can be noted of how one person took part, besides that they came. */
export const partsNoted = ['late', 'left', 'apologies', 'sent', 'nothing'] as const;
export type PartNoted = (typeof partsNoted)[number];

export const partNotedInWords: Readonly<Record<PartNoted, string>> = {
  late: 'came late, at',
  left: 'left early, at',
  apologies: 'sent apologies',
  sent: 'sent somebody instead',
  nothing: 'none of this: take it back',
};

export const isPartNoted = (text: string): text is PartNoted =>
  (partsNoted as readonly string[]).includes(text);

/** How one person took part, as it will stand, with everybody's attendance. */
export type NotedPart = {
  readonly attendance: Attendance;
  readonly arrivedAt: PlainTime | null;
  readonly leftAt: PlainTime | null;
  readonly instead: Instead | null;
};

const wrong = (field: string, message: string): readonly Problem[] => [{ field, message }];

/**
 * Checks what is noted of one person: when they came, if late, or left, if early; that they sent apologies, or whom they sent.
 * Whoever came late or left early came; whoever sent apologies or somebody did not. Somebody only asked to write can have come
 * all the same, and is never absent (PG-5).
 */
export const notePart = (
  noted: {
    readonly of: Invitation | undefined;
    readonly is: PartNoted | null;
    readonly at: PlainTime | null;
    readonly name: string;
    readonly as: string;
  },
  record: Pick<CaseRecord, 'meeting'>,
  today: PlainDate,
): Result<NotedPart> => {
  const { of, is, at, name, as } = noted;
  if (of === undefined) return refused(wrong('part-who', 'Choose whom it is about'));
  if (is === null) return refused(wrong('part-is', 'Choose what to note'));
  const arrivedAt = is === 'late' ? at : (of.arrivedAt ?? null);
  const leftAt = is === 'left' ? at : (of.leftAt ?? null);
  const problems: Problem[] = [];
  if ((is === 'late' || is === 'left') && at === null)
    problems.push(
      ...wrong('part-at', `Enter when ${of.name} ${is === 'late' ? 'came' : 'left'}, such as 10:20`),
    );
  else if ((is === 'late' || is === 'left') && arrivedAt !== null && leftAt !== null && leftAt <= arrivedAt)
    problems.push(
      ...wrong('part-at', `${of.name} came at ${timeInWords(arrivedAt)} and cannot have left before`),
    );
  if (is === 'sent' && name === '') problems.push(...wrong('part-name', 'Enter the name of who was sent'));
  if (is === 'sent' && as === '') problems.push(...wrong('part-as', 'Enter what they are'));
  if (problems.length > 0) return refused(problems);

  const people = stillInvited(record.meeting?.invitations ?? []);
  const others = people.filter(({ attended, id }) => attended === true && id !== of.id).map(({ id }) => id);
  const came = is === 'late' || is === 'left' || (is === 'nothing' && of.attended === true);
  const attendance = recordAttendance(
    record,
    {
      came: came ? [...others, of.id] : others,
      read: people.filter(({ contributionRead }) => contributionRead).map(({ id }) => id),
    },
    today,
  );
  if (!attendance.ok) return attendance;
  return allowed({
    attendance: attendance.value,
    arrivedAt: came && is !== 'nothing' ? arrivedAt : null,
    leftAt: came && is !== 'nothing' ? leftAt : null,
    instead: is === 'apologies' ? { is } : is === 'sent' ? { is, name, as } : null,
  });
};

/** "came late, at 10:20am, left early, at 11:30am", "sent apologies", "sent Kim Li, deputy head"; empty when nothing is noted. */
export const partInWords = ({
  arrivedAt,
  leftAt,
  instead,
}: Pick<Invitation, 'arrivedAt' | 'leftAt' | 'instead'>): string => {
  if (instead?.is === 'apologies') return 'sent apologies';
  if (instead?.is === 'sent') return `sent ${instead.name}, ${instead.as}`;
  return [
    ...(arrivedAt == null ? [] : [`came late, at ${timeInWords(arrivedAt)}`]),
    ...(leftAt == null ? [] : [`left early, at ${timeInWords(leftAt)}`]),
  ].join(', ');
};
