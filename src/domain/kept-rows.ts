import { dateInLondon, inWords } from './dates.ts';
import { type KeptFile, lifeEventInWords } from './life-event.ts';
import { type FoundRow, typed } from './subject-case-file.ts';

/** The same as things that are held about people, each in the words of whoever wrote them. */
export const keptRows = ({ events, holds }: KeptFile): readonly FoundRow[] => [
  ...events.flatMap(({ id, kind, childId, on, evidence, recordedAt }) =>
    typed({
      ...{ key: `life-event-${id}`, category: 'history', on: dateInLondon(recordedAt) },
      of: childId === null ? [] : [`child-${childId}`],
      text: `${lifeEventInWords[kind]}: ${inWords(on)}. ${evidence}`,
    }),
  ),
  ...holds.flatMap(({ id, reason, placedAt, liftedBecause }) =>
    typed({
      ...{ key: `legal-hold-${id}`, category: 'history', on: dateInLondon(placedAt) },
      text: ['Nothing of the case may go:', reason, liftedBecause].join(' ').trim(),
    }),
  ),
];
