import { type Capacity, capacityInWords } from './capacity.ts';
import { carerInWords, sourceOfCarer } from './carer-identity.ts';
import type { Action, CaseRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { capacityOfCarers } from './invitation.ts';
import { stillInvited } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** Somebody who can be asked to do a piece of work. */
export type Owner = {
  readonly choice: string;
  readonly personId: string | null;
  /** Where on the case somebody comes from who does not sign in, as an invitation has it; null of staff. */
  readonly source?: string | null;
  /** Staff by name; everybody else by what they are, since others read the actions too. */
  readonly name: string;
  readonly capacity: Capacity;
};

const isCapacity = (role: string): role is Capacity => role in capacityInWords;

/** Several of one capacity are told apart by a number, in the order of the case. */
const numbered = (owners: readonly Owner[]): readonly Owner[] =>
  owners.map((owner, index) => {
    const alike = owners.filter(({ name }) => name === owner.name);
    const place = owners.slice(0, index + 1).filter(({ name }) => name === owner.name).length;
    return alike.length === 1 ? owner : { ...owner, name: `${owner.name} ${place}` };
  });

/** Everybody on the case who can own an action: each member of staff once, then carers, family and others by what they are. */
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
      ? [{ choice: `staff:${personId}`, personId, source: null, name, capacity }]
      : [],
  );
  const carers = placement.carers.map(({ id }, index) => ({
    ...{ choice: sourceOfCarer(id), personId: null, source: sourceOfCarer(id) },
    ...{ name: carerInWords(placement.kind, index), capacity: capacityOfCarers(placement) },
  }));
  const contacts = numbered(
    placement.contacts.map(({ id, kind }) => ({
      ...{ choice: `contact-${id}`, personId: null, source: `contact-${id}` },
      ...{ name: capacityInWords[kind], capacity: kind },
    })),
  );
  return [
    ...staff.filter(({ choice }, index) => staff.findIndex((one) => one.choice === choice) === index),
    ...carers,
    ...contacts,
  ];
};

/** For whom an action is. */
export const forWhomInWords = {
  child: 'The child',
  adopters: 'The adopters',
  carers: 'The carers',
  'birth-family': 'The birth family',
  agency: 'An agency, or how people work together',
  others: 'Other children and those who care for them',
} as const;
export type ForWhom = keyof typeof forWhomInWords;
export const isForWhom = (text: string): text is ForWhom => Object.hasOwn(forWhomInWords, text);

/** How often an action comes again, from its first day until a day, or until it is not needed. */
export type Recurrence = {
  readonly number: number;
  readonly unit: 'weeks' | 'months';
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** "Every 2 weeks until 4 May 2026". */
export const recurrenceInWords = ({ number, unit, until }: Omit<Recurrence, 'from'>): string =>
  `Every ${number === 1 ? unit.slice(0, -1) : `${number} ${unit}`}${until === null ? '' : ` until ${inWords(until)}`}`;

type AskedOwner = Pick<Owner, 'personId' | 'name' | 'source'>;

export type ActionProposal = {
  readonly what: string;
  readonly owner: AskedOwner | null;
  readonly dueOn: PlainDate | null;
  /** The finding of the meeting that it answers. */
  readonly why?: string | null;
  readonly forWhom?: ForWhom | null;
  /** The action that has to have ended before. */
  readonly dependsOn?: Pick<Action, 'id' | 'dueOn'> | null;
  readonly recurs?: Omit<Recurrence, 'from'> | null;
};

export type RecordedAction = {
  readonly what: string;
  readonly owner: AskedOwner;
  readonly dueOn: PlainDate;
  readonly why?: string | null;
  readonly forWhom?: ForWhom | null;
  readonly dependsOn?: string | null;
  readonly recurs?: Recurrence | null;
};

/** The longest time between two actions of a series, in its unit. */
const MOST_BETWEEN = 52;

const recurrenceProblems = ({ recurs, dueOn }: ActionProposal): readonly Problem[] => {
  if (recurs == null) return [];
  const isWhole = Number.isInteger(recurs.number) && recurs.number >= 1 && recurs.number <= MOST_BETWEEN;
  return [
    ...(isWhole
      ? []
      : [{ field: 'everyNumber', message: `Enter how often, as a number from 1 to ${MOST_BETWEEN}` }]),
    ...(recurs.until !== null && dueOn !== null && recurs.until < dueOn
      ? [{ field: 'everyUntil', message: `The last day must be on or after ${inWords(dueOn)}` }]
      : []),
  ];
};

const dayProblems = ({ dueOn, dependsOn }: ActionProposal, askedOn: PlainDate): readonly Problem[] => {
  if (dueOn === null) return [{ field: 'dueOn', message: 'Enter the date it is to be done by' }];
  if (dueOn < askedOn)
    return [{ field: 'dueOn', message: `The date must be on or after ${inWords(askedOn)}` }];
  return dependsOn != null && dueOn < dependsOn.dueOn
    ? [
        {
          field: 'dueOn',
          message: `What it waits for is to be done by ${inWords(dependsOn.dueOn)}: enter that date or a later one`,
        },
      ]
    : [];
};

/**
 * Checks a piece of work the meeting asks for: what, who, and by when, on or after the day it was asked; and, where they are
 * given, why, for whom, what it waits for and how often it comes again (PG-9d). Answers it, or every problem at once.
 */
export const recordAction = (proposal: ActionProposal, askedOn: PlainDate): Result<RecordedAction> => {
  const { what, owner, dueOn, dependsOn, recurs, ...others } = proposal;
  const problems: Problem[] = [];
  if (what === '') problems.push({ field: 'what', message: 'Enter what is to be done' });
  if (owner === null) problems.push({ field: 'owner', message: 'Choose who will do it' });
  else if (owner.name === '') problems.push({ field: 'ownerName', message: 'Enter who will do it' });
  problems.push(...dayProblems(proposal, askedOn), ...recurrenceProblems(proposal));
  return problems.length > 0 || owner === null || dueOn === null
    ? refused(problems)
    : allowed({
        ...{ what, owner, dueOn, ...others },
        ...(dependsOn === undefined ? {} : { dependsOn: dependsOn?.id ?? null }),
        ...(recurs === undefined ? {} : { recurs: recurs && { ...recurs, from: dueOn } }),
      });
};

/** Whether something is still to be done: it is neither done nor found not to be needed. */
export const isOpen = ({ doneOn, notNeededOn }: Pick<Action, 'doneOn' | 'notNeededOn'>): boolean =>
  doneOn === null && notNeededOn === null;

type Timed = Pick<Action, 'id' | 'dueOn' | 'dependsOn' | 'doneOn' | 'notNeededOn'>;

/**
 * The day by which an action is due now: never before what it waits for has ended; null while that is open. What it waits
 * for has a day of its own, so that nothing is without one.
 */
export const dueDay = (action: Timed, all: readonly Timed[]): PlainDate | null => {
  const before = all.find(({ id }) => id === action.dependsOn);
  if (before === undefined) return action.dueOn;
  const ended = before.doneOn ?? before.notNeededOn;
  if (ended === null) return null;
  const wasLate = ended > action.dueOn;
  return wasLate ? ended : action.dueOn;
};

/** How an action stands on a day. */
export type ActionStanding = 'done' | 'not-needed' | 'overdue' | 'waiting' | Action['answer'];

/** How an open action stands, whose due day is known: overdue goes before whatever its owner has answered (PG-9d). */
export const standingOfListed = (
  { answer, due }: Pick<Action, 'answer'> & { readonly due: PlainDate | null },
  today: PlainDate,
): ActionStanding => {
  if (due !== null && due < today) return 'overdue';
  if (answer === 'handed-back') return 'handed-back';
  return due === null ? 'waiting' : answer;
};

/** How an action stands on a day among all of its case. */
export const standingOf = (
  action: Timed & Pick<Action, 'answer'>,
  all: readonly Timed[],
  today: PlainDate,
): ActionStanding => {
  if (action.doneOn !== null) return 'done';
  if (action.notNeededOn !== null) return 'not-needed';
  return standingOfListed({ answer: action.answer, due: dueDay(action, all) }, today);
};

export const standingInWords: Readonly<Record<ActionStanding, string>> = {
  done: 'Done',
  'not-needed': 'Not needed',
  overdue: 'Overdue',
  waiting: 'Waiting',
  asked: 'Not accepted yet',
  accepted: 'Accepted',
  'handed-back': 'Handed back',
};
