import type { CarerIdentity } from './carer-identity.ts';
import type { Child, Contact, PlacementRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { childrenProblems, peopleProblems, unchosen } from './placement-people.ts';
import {
  asItsKindHasIt,
  type PlacementFacts,
  type PlacementOfKind,
  type PlacementProposal,
  placementQuestions,
} from './placement-proposal.ts';
import { whoProvides } from './placement-provider.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

type Role =
  | PlacementFacts['managers'][number]['role']
  | 'child-social-worker'
  | 'adopters-social-worker'
  | 'supervising-social-worker'
  | 'iro'
  | 'panel-advisor'
  | 'personal-adviser';

/** A placement that can be kept, with everybody who is then on the case: those with a role may open it. */
export type AddedPlacement = Pick<
  PlacementRecord,
  'kind' | 'provider' | 'agencyName' | 'familySource' | 'introductionsOn' | 'startedOn' | 'orderMadeOn'
> & {
  readonly children: readonly Omit<Child, 'id'>[];
  readonly carers: readonly CarerIdentity[];
  readonly contacts: readonly Omit<Contact, 'id'>[];
  readonly roles: readonly { readonly personId: string; readonly role: Role; readonly fromOn: PlainDate }[];
};

const dateProblems = (placement: PlacementOfKind, today: PlainDate): readonly Problem[] => {
  const { kind, introductionsOn, startedOn, orderMadeOn } = placement;
  const problems: Problem[] = [];
  if (introductionsOn === null && startedOn === null)
    problems.push({
      field: 'startedOn',
      message: `Enter the date the child moved in${kind === 'adoptive' ? ', or the date introductions began' : ''}`,
    });
  for (const [field, date, what] of [
    ['introductionsOn', introductionsOn, 'introductions began'],
    ['startedOn', startedOn, 'the child moved in'],
    ['orderMadeOn', orderMadeOn, `the ${placementQuestions[kind].order} was made`],
  ] as const)
    if (date !== null && date > today)
      problems.push({ field, message: `The date ${what} must be today or in the past` });
  if (introductionsOn !== null && startedOn !== null && startedOn < introductionsOn)
    problems.push({
      field: 'startedOn',
      message: `The child cannot have moved in before ${inWords(introductionsOn)}, when introductions began`,
    });
  // A court may make a special guardianship order before the child moves; adopters apply once the child lives with them.
  if (kind === 'adoptive' && orderMadeOn !== null && (startedOn === null || orderMadeOn < startedOn))
    problems.push({
      field: 'orderMadeOn',
      message: 'An Adoption Order is made after the child moved in. Check both dates',
    });
  return problems;
};

/** What is missing about those with whom the child lived: of parents, the family itself. */
const carersProblems = ({ kind, carers, family }: PlacementOfKind): readonly Problem[] => {
  const { carer } = placementQuestions[kind];
  if (kind === 'parents') return peopleProblems('family', 'the parent', family, 'at least one');
  return carer === undefined ? [] : peopleProblems('carers', `the ${carer}`, carers, 'at least one');
};

/** Everything to mend, in the order of the form. */
const problemsOf = (
  placement: PlacementOfKind,
  facts: PlacementFacts,
  ofProvider: readonly Problem[],
): readonly Problem[] => {
  const { kind, introductionsOn, startedOn, family } = placement;
  return [
    ...childrenProblems(placement.children, introductionsOn ?? startedOn, facts.today),
    ...unchosen('socialWorkerId', facts.socialWorker, 'Choose the child’s social worker'),
    ...dateProblems(placement, facts.today),
    ...carersProblems(placement),
    ...ofProvider,
    ...peopleProblems('currentCarers', 'the current carer', placement.currentCarers),
    ...(kind === 'parents' ? [] : peopleProblems('family', 'the parent or family member', family)),
    ...(placementQuestions[kind].iro === 'always'
      ? unchosen('iroId', facts.iro, 'Choose the child’s Independent Reviewing Officer')
      : []),
    ...(kind === 'adoptive'
      ? unchosen('panelAdvisorId', facts.panelAdvisor, 'Choose the panel advisor')
      : []),
  ];
};

/**
 * Checks a placement of any kind, or introductions to an adoptive one, before it is kept: each child born by the day it
 * began, dates in their order and none in the future, somebody at the other end of each address that people will be
 * invited by (DC-2a, PG-5). Says who is then on the case: the staff chosen, and the managers above the child's social worker.
 */
export const addPlacement = (proposal: PlacementProposal, facts: PlacementFacts): Result<AddedPlacement> => {
  const placement = asItsKindHasIt(proposal);
  const provided = whoProvides(placement, facts);
  const problems = problemsOf(placement, facts, provided.problems);
  const { kind, provider, familySource, introductionsOn, startedOn, orderMadeOn, carers } = placement;
  const began = introductionsOn ?? startedOn;
  if (problems.length > 0 || began === null) return refused(problems);
  const staff = [
    ['child-social-worker', facts.socialWorker],
    ...provided.staff,
    ['iro', facts.iro],
    ['panel-advisor', kind === 'adoptive' ? facts.panelAdvisor : null],
    ['personal-adviser', facts.personalAdviser],
  ] as const;
  const roles = [
    ...staff.flatMap(([role, person]) => (person ? [{ personId: person.id, role }] : [])),
    ...facts.managers,
  ];
  return allowed({
    kind,
    provider,
    familySource,
    agencyName: provided.agencyName,
    introductionsOn,
    startedOn,
    orderMadeOn,
    children: placement.children.flatMap(({ bornOn, ...child }) =>
      bornOn === null ? [] : [{ ...child, bornOn }],
    ),
    carers,
    contacts: [
      ...placement.currentCarers.map((person) => ({ kind: 'current-carer' as const, ...person })),
      ...placement.family.map((person) => ({ kind: 'birth-family' as const, ...person })),
      ...provided.contacts,
    ],
    roles: roles.map((held) => ({ ...held, fromOn: began })),
  });
};
