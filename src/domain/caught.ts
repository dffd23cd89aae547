import type { Reader } from './case.ts';
import type { RoomItem } from './meeting-room.ts';
import { type PassageKind, type Speaker, withholdableFrom } from './minutes.ts';
import type { AgendaItem } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What is caught in one line as it happens: a note of what somebody said, what was decided, found or learnt, or an action. */
export const caughtKinds = ['note', 'decision', 'finding', 'lesson', 'action'] as const;
export type CaughtKind = (typeof caughtKinds)[number];

export const caughtKindInWords: Readonly<Record<CaughtKind, string>> = {
  note: 'Said',
  decision: 'Decision',
  finding: 'Finding',
  lesson: 'Lesson',
  action: 'Action',
};

export const isCaughtKind = (text: string): text is CaughtKind =>
  (caughtKinds as readonly string[]).includes(text);

/** The words before something that was caught, where it is not what its item is there for: "Decided". */
const leads: Readonly<Partial<Record<PassageKind, string>>> = {
  decision: 'Decided',
  finding: 'Found',
  lesson: 'Learnt',
};

/** "Decided", of a decision; nothing of a note, or of what its whole item is for. */
export const leadOf = (kind: PassageKind, itemKind: AgendaItem['kind'] | undefined): string | null =>
  kind === itemKind ? null : (leads[kind] ?? null);

/** What was caught, as a passage of the minutes of its own. */
export type Caught = {
  readonly kind: PassageKind;
  readonly agendaKey: string;
  readonly text: string;
  readonly saidBy: Speaker | null;
  readonly withheldFrom: readonly Reader[];
};

/**
 * Checks a line that becomes a passage under an item, and says who may read it: whoever may read what stands under the item
 * already (`itemIsKeptFrom`), and of a child’s own words nobody but staff until somebody chooses.
 */
export const catchLine = (
  line: {
    readonly kind: PassageKind;
    readonly text: string;
    readonly agendaKey: string;
    readonly saidBy: Speaker | null;
  },
  facts: {
    readonly agenda: readonly RoomItem[];
    readonly speakers: readonly Speaker[];
    readonly itemIsKeptFrom: readonly Reader[];
  },
): Result<Caught> => {
  const problems: Problem[] = [];
  if (line.text === '') problems.push({ field: 'catch-text', message: 'Type what was said or decided' });
  if (!facts.agenda.some(({ key }) => key === line.agendaKey))
    problems.push({ field: 'catch-item', message: 'Choose the item it belongs under' });
  const { saidBy } = line;
  if (saidBy !== null && !facts.speakers.some(({ is, id }) => is === saidBy.is && id === saidBy.id))
    problems.push({ field: 'catch-said', message: 'Choose who said it' });
  return problems.length > 0
    ? refused(problems)
    : allowed({
        ...line,
        withheldFrom: saidBy?.is === 'child' ? withholdableFrom : facts.itemIsKeptFrom,
      });
};
