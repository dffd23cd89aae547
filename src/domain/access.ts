import type { CaseRecord } from './case.ts';

/** Everything a route can ask leave for. A route without one of these, or one of the open ones, does not start. */
export type Act =
  | 'see-what-needs-doing'
  | 'record-disruption'
  | 'see-disruption'
  | 'correct-disruption'
  | 'state-duty-done'
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

/** In which capacities somebody may do an act on a case. A capacity that is not named may not. */
const capacitiesFor: Partial<Record<Act, readonly string[]>> = {
  'correct-disruption': ['child-social-worker', 'team-manager'],
  'state-duty-done': [
    'child-social-worker',
    'team-manager',
    'service-manager',
    'adopters-social-worker',
    'panel-advisor',
  ],
  'convene-meeting': ['child-social-worker', 'team-manager'],
  'record-views': ['child-social-worker', 'team-manager', 'iro', 'chair', 'minute-taker'],
  'write-minutes': ['chair', 'minute-taker', 'child-social-worker'],
  'agree-minutes': ['chair'],
  'prepare-copies': ['chair', 'minute-taker', 'child-social-worker', 'team-manager', 'service-manager'],
  'release-copies': ['chair', 'child-social-worker', 'team-manager', 'service-manager'],
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
