import type { CarerIdentity } from './carer-identity.ts';
import type { PlacementRecord, Staff } from './case.ts';
import type { PlainDate } from './dates.ts';
import { factDefinitions, type PlacementKind, type Provider } from './facts.ts';
import type { ChildProposal, NameAndEmail } from './placement-people.ts';

/** What is asked about a placement of a kind, beyond what matters for every kind. */
type PlacementQuestions = {
  /** What each of those is called with whom the child lived, or was to live; of some kinds they are not asked. */
  readonly carer?: string;
  /** The order that makes it permanent. */
  readonly order?: string;
  /** Who provides it: a question, or always the same. */
  readonly provider?: Provider | 'asked';
  /** Whether the carers have a supervising social worker. */
  readonly supervisor?: 'always' | 'perhaps';
  /** Whether the child has a reviewing officer: who is looked after has one. */
  readonly iro: 'always' | 'perhaps';
};

const fosterPlacement: PlacementQuestions = {
  carer: 'foster carer',
  provider: 'asked',
  supervisor: 'always',
  iro: 'always',
};

export const placementQuestions: Readonly<Record<PlacementKind, PlacementQuestions>> = {
  adoptive: { carer: 'prospective adopter', order: 'Adoption Order', iro: 'always' },
  'foster-short-term': fosterPlacement,
  'foster-long-term': fosterPlacement,
  'foster-permanent': fosterPlacement,
  residential: { provider: 'asked', iro: 'always' },
  'connected-person': {
    carer: 'connected person',
    provider: 'in-house',
    supervisor: 'perhaps',
    iro: 'always',
  },
  'special-guardianship': { carer: 'special guardian', order: 'Special Guardianship Order', iro: 'perhaps' },
  'supported-lodgings': { carer: 'host', provider: 'asked', iro: 'perhaps' },
  parents: { iro: 'always' },
};

export const isPlacementKind = (text: string): text is PlacementKind =>
  Object.hasOwn(placementQuestions, text);

/** A placement as it was typed: nothing is left out, but anything may be empty. */
export type PlacementProposal = Pick<
  PlacementRecord,
  'kind' | 'introductionsOn' | 'startedOn' | 'orderMadeOn' | 'agencyName'
> & {
  readonly children: readonly ChildProposal[];
  /** Those with whom the child lived, or was to live. */
  readonly carers: readonly CarerIdentity[];
  readonly provider: string;
  readonly familySource: string;
  /** The social worker of the adopters or foster carers, where another agency employs them. */
  readonly theirWorker: NameAndEmail;
  readonly homeManager: NameAndEmail;
  readonly keyworker: NameAndEmail;
  /** Those with whom the child lives now; nobody while the child has not left. */
  readonly currentCarers: readonly NameAndEmail[];
  readonly family: readonly NameAndEmail[];
};

/** The staff chosen on the form; null when nobody was, or somebody who may not be. */
export type PlacementFacts = Readonly<
  Record<'socialWorker' | 'adoptersSocialWorker' | 'iro' | 'panelAdvisor' | 'personalAdviser', Staff | null>
> & {
  /** Undefined when the council has none to choose from. */
  readonly supervisingSocialWorker: Staff | null | undefined;
  /** Those above the child's social worker today, each by their post. */
  readonly managers: readonly {
    readonly personId: string;
    readonly role: 'team-manager' | 'service-manager' | 'head-of-service';
  }[];
  readonly today: PlainDate;
};

const oneOf = <Value extends string>(values: Readonly<Record<Value, string>>, text: string): Value | null =>
  Object.hasOwn(values, text) ? (text as Value) : null;

/** A placement as its kind has it: what does not matter for that is left out, however it came to be typed. */
export const asItsKindHasIt = (proposal: PlacementProposal) => {
  const { kind } = proposal;
  const { carer, order, provider } = placementQuestions[kind];
  const isAdoptive = kind === 'adoptive';
  return {
    ...proposal,
    introductionsOn: isAdoptive ? proposal.introductionsOn : null,
    orderMadeOn: order === undefined ? null : proposal.orderMadeOn,
    carers: carer === undefined ? [] : proposal.carers,
    provider:
      provider === 'asked' ? oneOf(factDefinitions.provider.values, proposal.provider) : (provider ?? null),
    familySource: isAdoptive ? oneOf(factDefinitions['family-source'].values, proposal.familySource) : null,
  };
};

export type PlacementOfKind = ReturnType<typeof asItsKindHasIt>;
