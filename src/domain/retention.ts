import { addPeriod, ageOn, inWords, type PlainDate } from './dates.ts';
import type { PlacementKind } from './facts.ts';
import type { LifeEvent } from './life-event.ts';

/**
 * How long a case is kept, and what says so. Which kinds of record a case is made of is decided here; from which day and for
 * how long each is kept is data (reference/retention.yaml). One case is one record: it stays until the last of them.
 */

/** Every kind of record, and whether it is part of a case or of the service as a whole. */
export const recordClasses = {
  'looked-after': 'case',
  adoption: 'case',
  'prospective-adopters': 'case',
  'foster-carer': 'case',
  residential: 'case',
  messages: 'case',
  'subject-access': 'case',
  lessons: 'service',
  audit: 'service',
  'sign-in': 'service',
} as const;
export type RecordClass = keyof typeof recordClasses;

/** From which day a record is kept. */
export const startInWords = {
  'death-under-18': 'the child’s death, before they were 18',
  birth: 'the child’s birth',
  order: 'the adoption order',
  'approval-ended': 'the end of the carers’ approval',
  'last-entry': 'the last entry',
  'last-message': 'the last message',
  'request-closed': 'the end of the request',
  'signed-in': 'signing in',
  never: 'no day: it is kept for good',
} as const;
export type RetentionStart = keyof typeof startInWords;

export const bindingInWords = {
  law: 'the law asks for it: a council can keep it longer, and never shorter',
  council: 'no law asks for it: it is for the council to decide',
} as const;

export type Source = { readonly text: string; readonly says: string };

export type RetentionRule = {
  readonly from: RetentionStart;
  /** Null while it is for the council, which has not decided. */
  readonly years: number | null;
  readonly binding: keyof typeof bindingInWords;
  readonly source: Source;
};

export type ScheduledClass = {
  readonly class: RecordClass;
  readonly title: string;
  readonly rules: readonly RetentionRule[];
};

export type CouncilRule = Pick<RetentionRule, 'from' | 'source'> & {
  readonly class: RecordClass;
  readonly years: number;
};

/** The schedule, as its file has it. */
export type Schedule = {
  readonly version: string;
  readonly classes: readonly ScheduledClass[];
  readonly councils: readonly { readonly council: string; readonly keeps: readonly CouncilRule[] }[];
};

/** The classes as one council keeps them: what it decided takes the place of the rule it is longer than. */
export const classesOf = (schedule: Schedule, council: string): readonly ScheduledClass[] => {
  const decided = schedule.councils.find((one) => one.council === council)?.keeps ?? [];
  return schedule.classes.map((each) => ({
    ...each,
    rules: each.rules.map((rule) => {
      const own = decided.find(({ class: of, from }) => of === each.class && from === rule.from);
      const isLonger = own !== undefined && (rule.years === null || own.years > rule.years);
      return isLonger ? { ...rule, years: own.years, source: own.source } : rule;
    }),
  }));
};

/** What of a case says how long it is kept. */
export type RetentionFacts = {
  readonly kind: PlacementKind;
  readonly children: readonly { readonly id: string; readonly bornOn: PlainDate }[];
  readonly orderMadeOn: PlainDate | null;
  readonly lastEntryOn: PlainDate;
  readonly lastMessageOn: PlainDate | null;
  /** The last request to see what is held that was closed. */
  readonly requestClosedOn: PlainDate | null;
  readonly events: readonly LifeEvent[];
};

/** One record that a case is part of. `until` is the day from which it may go; null while that is open. */
export type KeptRecord = {
  readonly class: RecordClass;
  readonly title: string;
  /** Whose it is, by place among the children; null for what is of the case. */
  readonly child: number | null;
  readonly until: PlainDate | null;
  readonly why: string;
  readonly source: Source;
};

const later = (...days: readonly (PlainDate | null)[]): PlainDate | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);

const eventsOf = ({ events }: RetentionFacts, kind: LifeEvent['kind'], childId: string | null = null) =>
  events.filter((event) => event.kind === kind && (childId === null || event.childId === childId));

const lastOf = (facts: RetentionFacts, kind: LifeEvent['kind'], childId: string | null = null) =>
  later(...eventsOf(facts, kind, childId).map(({ on }) => on));

/** The day of birth as it was last corrected. */
const bornOn = (
  facts: RetentionFacts,
  { id, bornOn: recorded }: RetentionFacts['children'][number],
): PlainDate => eventsOf(facts, 'birth-date-corrected', id).at(-1)?.on ?? recorded;

const orderOn = (facts: RetentionFacts): PlainDate | null =>
  later(facts.kind === 'adoptive' ? facts.orderMadeOn : null, lastOf(facts, 'adoption-order'));

const ofFosterCarers: ReadonlySet<PlacementKind> = new Set<PlacementKind>([
  'foster-short-term',
  'foster-long-term',
  'foster-permanent',
  'connected-person',
]);

/** Whether a case is, among others, a record of a class. Once an order was made that stays so, whatever became of it. */
const isOf = (facts: RetentionFacts, of: RecordClass): boolean => {
  switch (of) {
    case 'looked-after':
      return true;
    case 'adoption':
      return orderOn(facts) !== null;
    case 'prospective-adopters':
      return (
        facts.kind === 'adoptive' && (orderOn(facts) === null || lastOf(facts, 'order-revoked') !== null)
      );
    case 'foster-carer':
      return ofFosterCarers.has(facts.kind);
    case 'residential':
      return facts.kind === 'residential';
    case 'messages':
      return facts.lastMessageOn !== null;
    case 'subject-access':
      return facts.requestClosedOn !== null;
    default:
      return false;
  }
};

const isOfEachChild = (of: RecordClass): boolean => of === 'looked-after' || of === 'residential';

/** The day something began to be kept from; null while it has not come about. */
const startOf = (
  facts: RetentionFacts,
  from: RetentionStart,
  child: RetentionFacts['children'][number] | null,
): PlainDate | null => {
  const { lastEntryOn, lastMessageOn, requestClosedOn } = facts;
  if (child !== null && from === 'birth') return bornOn(facts, child);
  if (child !== null && from === 'death-under-18') {
    const diedOn = lastOf(facts, 'child-died', child.id);
    return diedOn !== null && ageOn(bornOn(facts, child), diedOn) < 18 ? diedOn : null;
  }
  switch (from) {
    case 'order':
      return orderOn(facts);
    case 'approval-ended':
      return lastOf(facts, 'approval-ended');
    case 'last-entry':
      return later(lastEntryOn, lastOf(facts, 'placed-again'));
    case 'last-message':
      return lastMessageOn;
    case 'request-closed':
      return requestClosedOn;
    default:
      return null;
  }
};

const yearsInWords = (years: number): string => (years === 1 ? 'One year' : `${years} years`);

const keptAs = (
  facts: RetentionFacts,
  { class: of, title, rules }: ScheduledClass,
  child: number | null,
): KeptRecord => {
  const whose = child === null ? null : (facts.children[child] ?? null);
  const begun = rules.flatMap((rule) => {
    const on = startOf(facts, rule.from, whose);
    return on === null ? [] : [{ ...rule, on }];
  });
  const [rule] = begun;
  const [first] = rules;
  if (first === undefined) throw new Error(`Nothing says how long ${of} is kept`);
  const record = { class: of, title, child };
  if (rule === undefined)
    return {
      ...{ ...record, until: null, source: first.source },
      why: `It is not recorded yet when it began to count: ${startInWords[first.from]}`,
    };
  if (rule.years === null)
    return {
      ...{ ...record, until: null, source: rule.source },
      why: 'Your council has not decided yet how long this is kept',
    };
  return {
    ...{ ...record, until: addPeriod(rule.on, { years: rule.years }), source: rule.source },
    why: `${yearsInWords(rule.years)} from ${startInWords[rule.from]}: ${inWords(rule.on)}`,
  };
};

/** Every record that a case is part of, with the day of each, why and what says so. */
export const keptRecords = (
  classes: readonly ScheduledClass[],
  facts: RetentionFacts,
): readonly KeptRecord[] =>
  classes
    .filter((each) => isOf(facts, each.class))
    .flatMap((each) =>
      isOfEachChild(each.class)
        ? facts.children.map((_, place) => keptAs(facts, each, place))
        : [keptAs(facts, each, null)],
    );

/**
 * The day from which a case may go: the last of its records' days, since it is one record. Null while one of them is open,
 * and for a case that is no record at all.
 */
export const caseKeptUntil = (records: readonly KeptRecord[]): PlainDate | null =>
  records.some(({ until }) => until === null) ? null : later(...records.map(({ until }) => until));
