import type { Episode } from './episode.ts';

const ADOPTIVE: ReadonlySet<string> = new Set(['A3', 'A4', 'A5', 'A6']);
const TEMPORARY: ReadonlySet<string> = new Set(['T0', 'T1', 'T2', 'T3', 'T4']);
const SHORT_BREAKS: ReadonlySet<string> = new Set(['V3', 'V4']);
const NEW_CARER: ReadonlySet<string> = new Set(['P', 'B']);
/** The plan for adoption was reversed: that is not a placement that ended. */
const REVERSED: ReadonlySet<string> = new Set(['RD1', 'RD2', 'RD3', 'RD4']);

export const isWithAdopters = ({ place }: Pick<Episode, 'place'>): boolean => ADOPTIVE.has(place);
/** T0 to T4: the child goes back when it ends, so that its end is no ending of a placement. */
export const isTemporary = ({ place }: Pick<Episode, 'place'>): boolean => TEMPORARY.has(place);
/** V3 and V4: short breaks of a child who lives at home. */
export const isShortBreak = ({ legalStatus }: Pick<Episode, 'legalStatus'>): boolean =>
  SHORT_BREAKS.has(legalStatus);
export const isPlanReversed = (reason: string): boolean => REVERSED.has(reason);

/**
 * Whether a child left adopters: an episode with them (A3 to A6) ended by X1, and the one that follows it is with another
 * carer (RNE P or B), neither with adopters nor temporary (docs/domain.md, section 8).
 */
export const leftAdopters = (
  ended: Pick<Episode, 'place' | 'ceasedBecause'>,
  next: Pick<Episode, 'place' | 'newBecause'> | undefined,
): boolean =>
  isWithAdopters(ended) &&
  ended.ceasedBecause === 'X1' &&
  next !== undefined &&
  !isWithAdopters(next) &&
  !isTemporary(next) &&
  NEW_CARER.has(next.newBecause);
