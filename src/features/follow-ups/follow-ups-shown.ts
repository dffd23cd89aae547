import { lastDecisionOn, loadFollowUps, loadResourceDecisions } from '../../database/follow-ups.ts';
import { mayDo } from '../../domain/access.ts';
import { dutyAnsweredBy, followUpsOf, isThoughtOf } from '../../domain/follow-ups-of.ts';
import type { OpenCase } from '../case-door.ts';

/** What the page of the follow-ups of a case shows. */
export const shownOf = async ({ tx, record, plan, capacities }: OpenCase) => {
  const { placement } = record;
  const about = { organisationId: placement.organisationId, name: placement.agencyName };
  return {
    record,
    kinds: followUpsOf(record, plan.duties).map((kind) => ({
      kind,
      duty: dutyAnsweredBy(kind, plan.duties),
    })),
    recorded: await loadFollowUps(tx, record.id),
    resource: isThoughtOf('resource-use', record, plan.duties)
      ? {
          duty: dutyAnsweredBy('resource-use', plan.duties),
          decided: await loadResourceDecisions(tx, record.id),
          last: await lastDecisionOn(tx, about),
        }
      : null,
    mayRecord: mayDo('record-follow-up', capacities),
    mayDecide: mayDo('decide-on-resource', capacities),
  };
};
export type FollowUpsShown = Awaited<ReturnType<typeof shownOf>>;
