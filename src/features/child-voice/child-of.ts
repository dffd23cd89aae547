import type { CaseRecord, Child } from '../../domain/case.ts';
import { notThere } from '../case-door.ts';

/** The child of a case that an address names. Throws a 404 when the case has no such child. */
export const childOf = ({ record }: { readonly record: CaseRecord }, childId: string): Child => {
  const child = record.placement.children.find(({ id }) => id === childId);
  if (child === undefined) throw notThere();
  return child;
};

/** The page of a case on which everything of one child stands. */
export const voicePage = (record: Pick<CaseRecord, 'id'>, childId: string): string =>
  `/disruptions/${record.id}/child-voice#child-${childId}`;
