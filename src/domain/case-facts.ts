import type { CaseRecord, MeetingDecision, PlacementRecord } from './case.ts';
import { ageOn } from './dates.ts';
import { type Facts, type PlacementKind, withDefaults } from './facts.ts';

/** What an ending, or a risk of one, adds to the facts of its placement. */
export type EndingFacts = Pick<CaseRecord, 'stage' | 'brokeDownOn' | 'ending' | 'isComplex' | 'returnedOn'> &
  Partial<Pick<CaseRecord, 'panelOn' | 'decision' | 'pauses' | 'meeting' | 'unplannedEndings'>>;

/** Whether an ending comes with an order that makes the placement permanent: an adoption or a guardianship order. */
export const hasOrder = (kind: PlacementKind): boolean =>
  kind === 'adoptive' || kind === 'special-guardianship';

const decisionFact = (
  decision: MeetingDecision | null | undefined,
): Pick<Facts, 'decision' | 'decided-on'> =>
  decision == null || decision.review?.agrees === false
    ? {}
    : { decision: decision.toMeet ? 'to-meet' : 'not-to-meet', 'decided-on': decision.decidedOn };

/**
 * The facts a procedure's rules are matched against. Of brothers and sisters it is the eldest whose age counts; a
 * decision that the manager did not agree with is none.
 */
export const factsOf = (
  placement: Pick<PlacementRecord, 'kind' | 'provider' | 'familySource' | 'orderMadeOn' | 'children'>,
  ending: EndingFacts,
): Facts => {
  const { orderMadeOn } = placement;
  const endings = (whose: 'child' | 'carer') =>
    (ending.unplannedEndings ?? []).filter((one) => one.whose === whose).map(({ on }) => on);
  const eldest = placement.children.map(({ bornOn }) => bornOn).toSorted()[0];
  return withDefaults({
    kind: placement.kind,
    ...(placement.provider === null ? {} : { provider: placement.provider }),
    stage: ending.stage,
    ...(ending.ending === null ? {} : { ending: ending.ending }),
    ...(hasOrder(placement.kind)
      ? { 'order-made': orderMadeOn === null || orderMadeOn > ending.brokeDownOn ? 'no' : 'yes' }
      : {}),
    ...(orderMadeOn === null ? {} : { 'order-made-on': orderMadeOn }),
    ...(placement.familySource === null ? {} : { 'family-source': placement.familySource }),
    complex: ending.isComplex ? 'yes' : 'no',
    ...decisionFact(ending.decision),
    ...(eldest === undefined ? {} : { 'child-age': ageOn(eldest, ending.brokeDownOn) }),
    'unplanned-endings-of-child': endings('child'),
    'unplanned-endings-with-carer': endings('carer'),
    [ending.stage === 'at-risk' ? 'at-risk-since' : 'broke-down-on']: ending.brokeDownOn,
    ...(ending.returnedOn === null ? {} : { 'returned-on': ending.returnedOn }),
    ...(ending.panelOn == null ? {} : { 'panel-on': ending.panelOn }),
    ...(ending.meeting == null ? {} : { 'meeting-on': ending.meeting.heldOn }),
    ...(ending.pauses === undefined ? {} : { pauses: ending.pauses }),
  });
};
