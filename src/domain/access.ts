import { type CaseRecord, holdersOf } from './case.ts';

/** Everything a route can ask leave for. A route without one of these, or one of the open ones, does not start. */
export type Act =
  | 'see-what-needs-doing'
  | 'record-disruption'
  | 'see-disruption'
  | 'correct-disruption'
  | 'state-duty-done'
  | 'decide-not-needed'
  | 'decide-on-meeting'
  | 'review-decision'
  | 'pause-case'
  | 'record-outcome'
  | 'change-version'
  | 'convene-meeting'
  | 'record-views'
  | 'write-minutes'
  | 'agree-minutes'
  | 'prepare-copies'
  | 'release-copies'
  | 'record-action'
  | 'complete-action'
  | 'see-outbox'
  | 'retry-message';

/** The capacities in which a manager is on a case. */
const managers = ['team-manager', 'service-manager', 'head-of-service'] as const;

/** Whether somebody is on a case as a manager, in the capacities they hold there. */
export const isManager = (capacities: readonly string[]): boolean =>
  managers.some((manager) => capacities.includes(manager));

/** The managers on a case. */
export const managersOf = (record: Pick<CaseRecord, 'placement' | 'meeting'>): ReturnType<typeof holdersOf> =>
  managers.flatMap((capacity) => holdersOf(record, capacity));

/** Those who have duties of their own on a case, and so may say how these went. */
const dutyHolders: readonly string[] = [
  'child-social-worker',
  ...managers,
  'adopters-social-worker',
  'supervising-social-worker',
  'personal-adviser',
  'iro',
  'panel-advisor',
  'agency-decision-maker',
  'learning-lead',
];

/** The capacities in which somebody on a case may record that its placement ended, or is at risk. */
export const mayRecordAs: readonly string[] = ['child-social-worker', ...managers];

/** In which capacities somebody may do an act on a case. A capacity that is not named may not. */
const capacitiesFor: Partial<Record<Act, readonly string[]>> = {
  'record-disruption': mayRecordAs,
  'correct-disruption': ['child-social-worker', ...managers],
  'state-duty-done': dutyHolders,
  'decide-not-needed': dutyHolders,
  // Who of them decides in a case is for its procedure to say: see decision.ts.
  'decide-on-meeting': dutyHolders,
  'review-decision': managers,
  'pause-case': ['child-social-worker', ...managers],
  'record-outcome': ['child-social-worker', ...managers],
  'change-version': managers,
  'convene-meeting': ['child-social-worker', ...managers],
  'record-views': ['child-social-worker', 'team-manager', 'iro', 'chair', 'minute-taker'],
  'write-minutes': ['chair', 'minute-taker', 'child-social-worker'],
  'agree-minutes': ['chair'],
  'prepare-copies': ['chair', 'minute-taker', 'child-social-worker', ...managers],
  'release-copies': ['chair', 'child-social-worker', ...managers],
  'record-action': ['chair', 'minute-taker', 'child-social-worker', 'team-manager'],
  'retry-message': ['child-social-worker', 'team-manager', 'chair', 'minute-taker'],
};

/** Posts that may record that a placement has ended. */
const recorders: ReadonlySet<string> = new Set(['social-worker', 'team-manager', 'service-manager']);

export const mayRecordDisruptions = (person: { readonly post: string }): boolean =>
  recorders.has(person.post);

/** What anybody on the case may do: work is handed to all of them, and closes with evidence. */
const everybodyMay: ReadonlySet<Act> = new Set<Act>(['see-disruption', 'complete-action']);

/**
 * Whether a person on a case, in the capacities they hold there, may do an act. Seeing the case takes any capacity;
 * somebody with none is not on the case, and to them it does not exist.
 */
export const mayDo = (act: Act, capacities: readonly string[]): boolean => {
  if (capacities.length === 0) return false;
  if (everybodyMay.has(act)) return true;
  return capacitiesFor[act]?.some((capacity) => capacities.includes(capacity)) ?? false;
};

/** Whether the writing of the minutes still stands open: before they are agreed. */
export const minutesAreOpen = (record: Pick<CaseRecord, 'meeting'>): boolean =>
  record.meeting?.minutesStatus === 'draft';

/** What goes on once a case is closed: what was agreed is written up, circulated and done. */
const goesOnOnceClosed: ReadonlySet<Act> = new Set<Act>([
  'write-minutes',
  'agree-minutes',
  'prepare-copies',
  'release-copies',
  'record-action',
  'complete-action',
  'retry-message',
]);

/** Whether a case still takes forms of an act: all of them while it is open. */
export const takes = (record: Pick<CaseRecord, 'status'>, act: Act): boolean =>
  record.status === 'open' || goesOnOnceClosed.has(act);
