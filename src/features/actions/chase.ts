import type { TaskList } from 'graphile-worker';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { isOpen } from '../../domain/action.ts';
import {
  type ChaseStep,
  chaseSteps,
  reviewNoticeDay,
  rungInWords,
  stepsToTake,
  takenKey,
} from '../../domain/action-chase.ts';
import type { Action, CaseRecord } from '../../domain/case.ts';
import { dateInLondon, inWords, type PlainDate } from '../../domain/dates.ts';
import { listInWords } from '../../domain/words.ts';
import type { Service } from '../service.ts';
import {
  addStepTaken,
  casesWithOpenActions,
  holdCaseToChase,
  peopleOn,
  recorderOf,
  reviewsToCome,
  stepsTaken,
  tellOfAction,
} from './chase-store.ts';

type Step = ChaseStep & { readonly due: PlainDate };

const pathOf = ({ id }: Pick<CaseRecord, 'id'>, action: Pick<Action, 'id'>): string =>
  `/disruptions/${id}/actions/${action.id}`;

/** Takes one step about an action: tells those on its rung, and writes down who they were, or that there was nobody. */
const take = async (
  tx: Transaction,
  { record, action, at }: { readonly record: CaseRecord; readonly action: Action; readonly at: Date },
  step: Step,
): Promise<void> => {
  const key = takenKey(step, step.due);
  const isOutside = step.to === 'owner' && action.ownerId === null;
  const people = isOutside
    ? [await recorderOf(tx, action.id)]
    : await peopleOn(tx, step.to, { ...action, placementId: record.placement.id });
  for (const { id } of people)
    await tellOfAction(tx, {
      ...{ personId: id, kind: step.when === 'before' ? 'action-due' : 'action-overdue' },
      ...{ reference: record.reference, path: pathOf(record, action), once: [action.id, key] },
    });
  const names = listInWords(people.map(({ name }) => name));
  const told =
    names === ''
      ? `There is nobody to tell: ${rungInWords[step.to]}`
      : `Told ${names}${isOutside ? `, who speaks with ${action.ownerName}` : `: ${rungInWords[step.to]}`}`;
  await addStepTaken(tx, {
    ...{ disruptionId: record.id, actionId: action.id, kind: step.is, step: key, at },
    words: `${told}. To be done by ${inWords(step.due)}.`,
  });
};

/** Tells whoever has an action again that it was handed back, once for each time. */
const tellOfHandedBack = async (
  tx: Transaction,
  record: CaseRecord,
  events: Awaited<ReturnType<typeof stepsTaken>>,
): Promise<void> => {
  for (const action of record.actions.filter((one) => isOpen(one) && one.answer === 'handed-back')) {
    const last = events.findLast(({ actionId, kind }) => actionId === action.id && kind === 'handed-back');
    if (last === undefined || action.ownerId === null) continue;
    await tellOfAction(tx, {
      ...{ personId: action.ownerId, kind: 'action-handed-back', reference: record.reference },
      ...{ path: pathOf(record, action), once: [last.id] },
    });
  }
};

/** Chases the open actions of one case, in a transaction that holds it. */
const chaseCase = (service: Service, disruptionId: string): Promise<void> =>
  asService(service, async (tx) => {
    await holdCaseToChase(tx, disruptionId);
    const record = await loadCase(tx, disruptionId);
    if (record === undefined) return;
    const at = service.clock();
    const events = await stepsTaken(tx, record.id);
    await tellOfHandedBack(tx, record, events);
    const chase = service.procedures.version(record.procedureId, record.procedureVersion).actions;
    if (chase === undefined) return;
    let isChased = false;
    for (const action of record.actions) {
      const taken = new Set(
        events.flatMap(({ actionId, step }) => (actionId === action.id && step !== null ? [step] : [])),
      );
      const facts = { today: dateInLondon(at), bankHolidays: service.bankHolidays, taken };
      for (const step of stepsToTake(chaseSteps(chase), { action, all: record.actions }, facts)) {
        await take(tx, { record, action, at }, step);
        isChased = true;
      }
    }
    if (!isChased) return;
    await audit(tx, {
      ...{ act: 'chase-actions', rule: 'procedure', outcome: 'allowed', intent: 'change' },
      subject: { kind: 'disruption', id: record.id },
      organisationId: record.placement.organisationId,
    });
  });

/** Tells the reviewing officer of a child what is still open before the review, once for each day that it is set to. */
const tellBeforeReview = (
  service: Service,
  { id, on }: { readonly id: string; readonly on: PlainDate },
): Promise<void> =>
  asService(service, async (tx) => {
    const record = await loadCase(tx, id);
    if (!record?.actions.some(isOpen)) return;
    const chase = service.procedures.version(record.procedureId, record.procedureVersion).actions;
    const from = chase && reviewNoticeDay(chase, on, service.bankHolidays);
    if (!from || dateInLondon(service.clock()) < from) return;
    const about = { placementId: record.placement.id, ownerId: null, ownerName: '' };
    for (const { id: personId } of await peopleOn(tx, 'iro', about))
      await tellOfAction(tx, {
        ...{ personId, kind: 'actions-before-review', reference: record.reference },
        ...{ path: `/disruptions/${id}/actions`, once: [id, 'review', on] },
      });
  });

/** Chases every open action, each case in a transaction of its own, so that one that fails stops no other. */
const chaseActions = async (service: Service): Promise<void> => {
  const today = dateInLondon(service.clock());
  const { cases, reviews } = await asService(service, async (tx) => ({
    cases: await casesWithOpenActions(tx),
    reviews: await reviewsToCome(tx, today),
  }));
  const failures: unknown[] = [];
  const keep = (error: unknown) => failures.push(error);
  for (const id of cases) await chaseCase(service, id).catch(keep);
  for (const review of reviews) await tellBeforeReview(service, review).catch(keep);
  if (failures.length > 0) throw new AggregateError(failures, 'Not every action could be chased');
};

/** Once a morning; the queue counts in UTC. What came due while nothing ran is for the rules to say. */
export const actionSchedule = '10 7 * * * chase-actions ?fill=1d';

export const actionJobs = (service: Service): TaskList => ({
  'chase-actions': () => chaseActions(service),
});
