import type { MinutesStatus } from './case.ts';
import type { Passage } from './minutes.ts';

/** The minutes as they stood when they were sent to be checked, or agreed. Nobody changes it. */
export type MinutesVersion = {
  readonly version: number;
  readonly stage: Exclude<MinutesStatus, 'draft'>;
  readonly lockedAt: Date;
  readonly lockedBy: string | null;
  readonly passages: readonly KeptPassage[];
};

/** A passage as a version keeps it. */
export type KeptPassage = Pick<
  Passage,
  'id' | 'agendaKey' | 'text' | 'whose' | 'aboutChildId' | 'withheldFrom'
>;

export const stageInWords: Readonly<Record<MinutesVersion['stage'], string>> = {
  'being-checked': 'Sent to be checked',
  agreed: 'Agreed',
};

/** One passage in two versions; null in the one that does not have it. Those that are the same in both are left out. */
export type PassageChange = {
  readonly agendaKey: string;
  readonly before: KeptPassage | null;
  readonly after: KeptPassage | null;
  /** Whether something else than its words changed: whose information it is, or who may read it. */
  readonly readersChanged: boolean;
};

const readersOf = ({ whose, aboutChildId, withheldFrom }: KeptPassage): string =>
  JSON.stringify([whose, aboutChildId, withheldFrom.toSorted()]);

/** What changed from one version to another, passage by passage, in the order of the later one; empty passages are none. */
export const changesBetween = (
  before: readonly KeptPassage[],
  after: readonly KeptPassage[],
): readonly PassageChange[] => {
  const written = (passages: readonly KeptPassage[]) => passages.filter(({ text }) => text !== '');
  const [was, is] = [written(before), written(after)];
  const gone = was.filter(({ id }) => !is.some((one) => one.id === id));
  return [
    ...is.map((passage) => ({ before: was.find(({ id }) => id === passage.id) ?? null, after: passage })),
    ...gone.map((passage) => ({ before: passage, after: null })),
  ]
    .map((change) => ({
      ...change,
      agendaKey: (change.after ?? change.before)?.agendaKey ?? '',
      readersChanged:
        change.before !== null &&
        change.after !== null &&
        readersOf(change.before) !== readersOf(change.after),
    }))
    .filter(({ before, after, readersChanged }) => before?.text !== after?.text || readersChanged);
};
