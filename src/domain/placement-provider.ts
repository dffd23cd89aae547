import { capacityInWords } from './capacity.ts';
import type { Contact, Staff } from './case.ts';
import { type NameAndEmail, personProblems, unchosen } from './placement-people.ts';
import { type PlacementFacts, type PlacementOfKind, placementQuestions } from './placement-proposal.ts';
import type { Problem } from './result.ts';

type TheirWorker = 'adopters-social-worker' | 'supervising-social-worker';

/** Who provides a placement, and who works with those the child lives with, there or here. */
type Provided = {
  readonly problems: readonly Problem[];
  readonly agencyName: string;
  readonly contacts: readonly Omit<Contact, 'id'>[];
  readonly staff: readonly (readonly [TheirWorker, Staff | null | undefined])[];
};

const nobody: Provided = { problems: [], agencyName: '', contacts: [], staff: [] };
const missing = (field: string, message: string): Provided => ({ ...nobody, problems: [{ field, message }] });

const contact = (kind: Contact['kind'], { name, email }: NameAndEmail) => ({ kind, name, email });
const nameMissing = (name: string, what: string): readonly Problem[] =>
  name === '' ? [{ field: 'agencyName', message: `Enter the name of ${what}` }] : [];

const anAgency = (
  { agencyName, theirWorker }: PlacementOfKind,
  what: string,
  worker: TheirWorker | undefined,
): Provided => ({
  ...nobody,
  agencyName,
  problems: [
    ...nameMissing(agencyName, what),
    ...(worker ? personProblems('theirWorker', `the ${capacityInWords[worker]}`, theirWorker) : []),
  ],
  contacts: worker ? [contact(worker, theirWorker)] : [],
});

const aHome = ({ provider, agencyName, homeManager, keyworker }: PlacementOfKind): Provided => {
  const keyworkers = keyworker.name === '' && keyworker.email === '' ? [] : [keyworker];
  return {
    ...nobody,
    agencyName,
    problems: [
      ...(provider === null ? providerMissing.problems : []),
      ...nameMissing(agencyName, 'the home'),
      ...personProblems('homeManager', 'the home manager', homeManager),
      ...keyworkers.flatMap((one) => personProblems('keyworker', 'the link worker or keyworker', one)),
    ],
    contacts: [contact('home-manager', homeManager), ...keyworkers.map((one) => contact('keyworker', one))],
  };
};
const providerMissing = missing('provider', 'Choose who provides the placement');

const adoptionAgency = (placement: PlacementOfKind, { adoptersSocialWorker }: PlacementFacts): Provided => {
  if (placement.familySource === null)
    return missing('familySource', 'Choose the agency that approved the adopters');
  if (placement.familySource === 'inter-agency')
    return anAgency(placement, 'the adopters’ agency', 'adopters-social-worker');
  return {
    ...nobody,
    agencyName: adoptersSocialWorker?.organisation ?? '',
    problems: unchosen('adoptersSocialWorkerId', adoptersSocialWorker, 'Choose the adopters’ social worker'),
    staff: [['adopters-social-worker', adoptersSocialWorker]],
  };
};

/**
 * Finds who provides a placement by its kind (an adoption agency, a home, another agency, the council itself, nobody) and
 * what is still missing about that.
 */
export const whoProvides = (placement: PlacementOfKind, facts: PlacementFacts): Provided => {
  const { kind, provider } = placement;
  const { provider: asked, supervisor } = placementQuestions[kind];
  if (kind === 'adoptive') return adoptionAgency(placement, facts);
  if (kind === 'residential') return aHome(placement);
  if (provider === null) return asked === undefined ? nobody : providerMissing;
  const worker = supervisor && 'supervising-social-worker';
  if (provider === 'external') return anAgency(placement, 'the agency or provider', worker);
  const { supervisingSocialWorker: chosen } = facts;
  return {
    ...nobody,
    agencyName: facts.socialWorker?.organisation ?? '',
    problems:
      supervisor === 'always'
        ? unchosen('supervisingSocialWorkerId', chosen, 'Choose the supervising social worker')
        : [],
    staff: worker ? [[worker, chosen]] : [],
  };
};
