import { loadLivingAction } from '../../database/actions.ts';
import { isManager, managersOf } from '../../domain/access.ts';
import type { LivingAction, StepFacts } from '../../domain/action-life.ts';
import { holdersOf } from '../../domain/case.ts';
import { isUuid, notThere, type OpenCase } from '../case-door.ts';

/** One action of a case as its pages show it. */
export type ActionOnCase = NonNullable<Awaited<ReturnType<typeof loadLivingAction>>>;

/** The action of an address. Throws a 404 where the case has none of that id. */
export const actionOn = async ({ tx, record }: OpenCase, actionId: string): Promise<ActionOnCase> => {
  const action = isUuid(actionId)
    ? await loadLivingAction(tx, { disruptionId: record.id, actionId })
    : undefined;
  if (action === undefined) throw notThere();
  return action;
};

/** To whom an action goes when it is handed back: once its recorder has left, to a manager or the social worker on the case. */
const handsBackTo = (
  { record, today }: OpenCase,
  { recordedBy, recorderLeftOn }: Pick<ActionOnCase, 'recordedBy' | 'recorderLeftOn'>,
): StepFacts['handsBackTo'] => {
  if (recorderLeftOn === null || recorderLeftOn > today) return recordedBy;
  const others = [...managersOf(record), ...holdersOf(record, 'child-social-worker')];
  const [first] = others.flatMap(({ personId, name }) => (personId === null ? [] : [{ id: personId, name }]));
  return first ?? recordedBy;
};

/** What bears on which steps whoever opened the case may take. */
export const stepFactsFor = (
  open: OpenCase,
  action: LivingAction & Pick<ActionOnCase, 'recorderLeftOn'>,
): StepFacts => ({
  isOwner: action.ownerId === open.actor.id,
  isManager: isManager(open.capacities),
  today: open.today,
  handsBackTo: handsBackTo(open, action),
});
