import { isManager, managersOf } from './access.ts';
import type { CaseRecord, Staff } from './case.ts';
import type { ChairDuty, Eligibility } from './chair.ts';
import { citing } from './duty.ts';
import { allowed, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';
import { listInWords } from './words.ts';

/** What the procedure says of the chair in a case, apart from what somebody decided is not needed in it. */
export const chairDuties = (duties: readonly PlannedDuty[]): readonly (PlannedDuty & ChairDuty)[] =>
  duties.flatMap((planned) =>
    'chair' in planned.asks && planned.standing.is !== 'not-needed'
      ? [{ ...planned, chair: planned.asks.chair }]
      : [],
  );

/** Whether a manager had to agree to the chair, and whether they agreed before or do so now. */
export type ChairAgreement =
  | { readonly is: 'not-needed' | 'stands' }
  | { readonly is: 'given'; readonly reason: string };

export type ChairChoice = {
  readonly record: CaseRecord;
  /** What the procedure asks in this case. */
  readonly duties: readonly PlannedDuty[];
  readonly chair: { readonly person: Staff; readonly eligibility: Eligibility } | null;
  /** In which capacities the person who chooses is on the case. */
  readonly capacities: readonly string[];
};

/** The managers on a case, who can agree to what its procedure would rather not have: "Ann Lee or Bo Hart". */
export const managersInWords = (record: CaseRecord): string =>
  listInWords(
    managersOf(record).map(({ name }) => name),
    'or',
  ) || 'a manager';

/**
 * Checks that the person chosen may chair: somebody whom the procedure would rather not have takes a manager on the case
 * and a reason. An agreement to the chair there is stands until another is given.
 */
export const agreeToChair = (reason: string, facts: ChairChoice): Result<ChairAgreement> => {
  const { record, duties, capacities, chair } = facts;
  if (chair === null) return refused([{ field: 'chairId', message: 'Choose a chair' }]);
  const { person, eligibility } = chair;
  if (eligibility.is === 'eligible') return allowed({ is: 'not-needed' });
  const because = citing(
    duties.find(
      ({ asks, duty }) => 'chair' in asks && (duty === 'must') === (eligibility.is === 'not-eligible'),
    ),
  );
  const reasons = listInWords(eligibility.reasons);
  if (eligibility.is === 'not-eligible')
    return refused([{ field: 'chairId', message: `${person.name} cannot chair: ${reasons}`, ...because }]);
  const standing = record.meeting?.chair.id === person.id ? record.meeting.chairAgreement : null;
  if (isManager(capacities) && reason !== '' && reason !== standing?.reason)
    return allowed({ is: 'given', reason });
  if (standing !== null) return allowed({ is: 'stands' });
  return refused([
    isManager(capacities)
      ? {
          field: 'chairAgreementReason',
          message: `Enter why you agree that ${person.name} chairs: ${reasons}`,
          ...because,
        }
      : {
          field: 'chairId',
          message: `Only a manager can agree that ${person.name} chairs: ${reasons}. Ask ${managersInWords(record)}, or choose another chair`,
          ...because,
        },
  ]);
};
