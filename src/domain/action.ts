import { type Capacity, capacityInWords } from './capacity.ts';
import type { CaseRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { capacityOfCarers } from './invitation.ts';
import { stillInvited } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Somebody who can be asked to do a piece of work. */
export type Owner = {
  readonly choice: string;
  readonly personId: string | null;
  /** Staff by name; everybody else by what they are, since others read the actions too. */
  readonly name: string;
  readonly capacity: Capacity;
};

const isCapacity = (role: string): role is Capacity => role in capacityInWords;

/** Everybody on the case who can own an action: each member of staff once, then family and others by capacity. */
export const ownersOn = ({
  placement,
  meeting,
}: Pick<CaseRecord, 'placement' | 'meeting'>): readonly Owner[] => {
  const roles = placement.roles.filter(({ untilOn }) => untilOn === null);
  const staff = [
    ...roles.map(({ role, person }) => ({ capacity: role, personId: person.id, name: person.name })),
    ...stillInvited(meeting?.invitations ?? []),
  ].flatMap(({ capacity, personId, name }) =>
    personId !== null && isCapacity(capacity)
      ? [{ choice: `staff:${personId}`, personId, name, capacity }]
      : [],
  );
  const others = [
    ...placement.carers.map(() => capacityOfCarers(placement)),
    ...placement.contacts.map(({ kind }) => kind),
  ].map((capacity) => ({ choice: capacity, personId: null, name: capacityInWords[capacity], capacity }));
  const owners: readonly Owner[] = [...staff, ...others];
  return owners.filter(({ choice }, index) => owners.findIndex((one) => one.choice === choice) === index);
};

export type ActionProposal = {
  readonly what: string;
  readonly owner: Pick<Owner, 'personId' | 'name'> | null;
  readonly dueOn: PlainDate | null;
};

export type RecordedAction = {
  readonly what: string;
  readonly owner: Pick<Owner, 'personId' | 'name'>;
  readonly dueOn: PlainDate;
};

/** Checks a piece of work the meeting asks for: what, who, and by when, on or after the day it was asked (PG-9d). */
export const recordAction = (proposal: ActionProposal, askedOn: PlainDate): Result<RecordedAction> => {
  const { what, owner, dueOn } = proposal;
  const problems: Problem[] = [];
  if (what === '') problems.push({ field: 'what', message: 'Enter what is to be done' });
  if (owner === null) problems.push({ field: 'owner', message: 'Choose who will do it' });
  else if (owner.name === '') problems.push({ field: 'ownerName', message: 'Enter who will do it' });
  if (dueOn === null) problems.push({ field: 'dueOn', message: 'Enter the date it is to be done by' });
  else if (dueOn < askedOn)
    problems.push({ field: 'dueOn', message: `The date must be on or after ${inWords(askedOn)}` });
  return problems.length > 0 || owner === null || dueOn === null
    ? refused(problems)
    : allowed({ what, owner, dueOn });
};

/** An action closes with evidence: what was done, in a sentence somebody can check later (PG-9d). */
export const completeAction = (
  action: { readonly doneOn: PlainDate | null },
  evidence: string,
  today: PlainDate,
): Result<{ readonly doneOn: PlainDate; readonly evidence: string }> => {
  if (action.doneOn !== null) return refused([{ field: '', message: 'This action is already done' }]);
  if (evidence === '') return refused([{ field: 'evidence', message: 'Enter what was done' }]);
  return allowed({ doneOn: today, evidence });
};
