import { type FollowUpKey, keptAs } from './asks.ts';
import type { CaseRecord } from './case.ts';
import { type FollowUpKind, followUpKinds } from './follow-up.ts';
import type { PlannedDuty } from './standing.ts';

const hasCarers = ({ placement }: Pick<CaseRecord, 'placement'>): boolean =>
  placement.kind !== 'residential' && placement.kind !== 'parents';

/** By what is known of a case, whether something is thought of that no rule of its procedure names. */
const byFacts: Readonly<Record<FollowUpKey, (record: CaseRecord) => boolean>> = {
  // PG-12.
  'carer-review': ({ placement }) =>
    placement.kind === 'foster-permanent' && placement.provider === 'in-house',
  // PG-11.
  'resource-use': ({ placement }) => placement.provider === 'external',
  'plan-review': () => true,
  // A placement order ends with the adoption order, and no other placement has one.
  'order-revocation': ({ placement, brokeDownOn }) =>
    placement.kind === 'adoptive' && (placement.orderMadeOn === null || placement.orderMadeOn > brokeDownOn),
  'support-offered': hasCarers,
  debrief: () => true,
};

/** A resource without a name cannot come up again. */
const isNameless = (key: FollowUpKey, { placement }: CaseRecord): boolean =>
  key === 'resource-use' && placement.agencyName === '';

/** The duty of a case that a follow-up answers: the first whose rule says so; undefined where none does. */
export const dutyAnsweredBy = (key: FollowUpKey, duties: readonly PlannedDuty[]): PlannedDuty | undefined =>
  duties.find(({ asks }) => keptAs(asks) === key);

/** Whether something is thought of in a case: a rule of its procedure asks it there, or what is known of the case does. */
export const isThoughtOf = (key: FollowUpKey, record: CaseRecord, duties: readonly PlannedDuty[]): boolean =>
  record.stage !== 'at-risk' &&
  (dutyAnsweredBy(key, duties) !== undefined || byFacts[key](record)) &&
  !isNameless(key, record);

/** The follow-ups of a case, apart from the decision on a resource, in their order. */
export const followUpsOf = (record: CaseRecord, duties: readonly PlannedDuty[]): readonly FollowUpKind[] =>
  followUpKinds.filter((kind) => isThoughtOf(kind, record, duties));
