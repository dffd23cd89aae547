import { inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What can happen, long after a case, that changes how long it is kept. */
export const lifeEventInWords = {
  'child-died': 'The child died',
  'adoption-order': 'An adoption order was made',
  'order-revoked': 'An adoption order was revoked',
  'placed-again': 'The child was placed again',
  'approval-ended': 'The approval of the carers ended',
  'birth-date-corrected': 'The child’s date of birth was wrong',
  'inquiry-began': 'An inquiry, review or court case began',
  'inquiry-ended': 'That inquiry, review or court case ended',
} as const;
export type LifeEventKind = keyof typeof lifeEventInWords;
const isLifeEvent = (text: string): text is LifeEventKind => Object.hasOwn(lifeEventInWords, text);

/** What happened, on which day: of a corrected date of birth, the day itself. */
export type LifeEvent = {
  readonly kind: LifeEventKind;
  /** Of one child; null where it is about the case. */
  readonly childId: string | null;
  readonly on: PlainDate;
};

const ofOneChild: ReadonlySet<LifeEventKind> = new Set<LifeEventKind>(['child-died', 'birth-date-corrected']);

/** Whether an inquiry goes on: more of them began than ended. */
const isInquiryOpen = (events: readonly LifeEvent[]): boolean =>
  events.filter(({ kind }) => kind === 'inquiry-began').length >
  events.filter(({ kind }) => kind === 'inquiry-ended').length;

export type LifeEventProposal = {
  readonly kind: string;
  readonly childId: string;
  readonly on: PlainDate | null;
  readonly evidence: string;
};

/**
 * Takes down that something happened, with what shows it. Refused: a day that has not come, a death before the birth, the
 * child left out of what is about one, the end of an inquiry that did not begin, and nothing that shows it.
 */
export const recordLifeEvent = (
  { kind, childId, on, evidence }: LifeEventProposal,
  facts: {
    readonly children: readonly { readonly id: string; readonly bornOn: PlainDate }[];
    readonly events: readonly LifeEvent[];
    readonly today: PlainDate;
  },
): Result<LifeEvent & { readonly evidence: string }> => {
  if (!isLifeEvent(kind)) return refused([{ field: 'kind', message: 'Choose what happened' }]);
  const problems: Problem[] = [];
  const [only] = facts.children;
  const child =
    facts.children.find(({ id }) => id === childId) ?? (facts.children.length === 1 ? only : undefined);
  if (ofOneChild.has(kind) && child === undefined)
    problems.push({ field: 'childId', message: 'Choose which child this is about' });
  if (on === null) problems.push({ field: 'on', message: 'Enter the day' });
  else if (on > facts.today) problems.push({ field: 'on', message: 'The date must be today or in the past' });
  else if (kind === 'child-died' && child !== undefined && on < child.bornOn)
    problems.push({ field: 'on', message: `The child was born on ${inWords(child.bornOn)}. Check the date` });
  if (kind === 'inquiry-ended' && !isInquiryOpen(facts.events))
    problems.push({ field: 'kind', message: 'No inquiry is recorded that goes on' });
  if (evidence === '') problems.push({ field: 'evidence', message: 'Enter what shows it' });
  if (problems.length > 0 || on === null) return refused(problems);
  return allowed({ kind, childId: ofOneChild.has(kind) ? (child?.id ?? null) : null, on, evidence });
};

/** What says how long a case is kept: what happened to people in it, and legal holds. */
export type KeptFile = {
  readonly events: readonly {
    readonly id: string;
    readonly kind: LifeEventKind;
    readonly childId: string | null;
    readonly on: PlainDate;
    readonly evidence: string;
    readonly recordedAt: Date;
  }[];
  readonly holds: readonly {
    readonly id: string;
    readonly reason: string;
    readonly placedAt: Date;
    readonly liftedBecause: string;
  }[];
};
