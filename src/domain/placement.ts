import type { Adopter, Child, Contact, PlacementRecord, Staff } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import type { Capacity } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

type NameAndEmail = Pick<Contact, 'name' | 'email'>;

/** A placement as it was typed: nothing is left out, but anything may be empty. */
export type PlacementProposal = Pick<PlacementRecord, 'introductionsOn' | 'startedOn' | 'orderMadeOn'> & {
  readonly children: readonly (Omit<Child, 'id' | 'bornOn'> & { readonly bornOn: PlainDate | null })[];
  readonly adopters: readonly Omit<Adopter, 'id'>[];
  readonly familySource: string;
  /** Of an inter-agency family alone: who approved the adopters, and who works with them there. */
  readonly agencyName: string;
  readonly theirWorker: NameAndEmail;
  readonly carers: readonly NameAndEmail[];
  readonly family: readonly NameAndEmail[];
};

/** The staff chosen on the form; null when nobody was, or somebody who may not be. */
export type PlacementFacts = Readonly<
  Record<'socialWorker' | 'adoptersSocialWorker' | 'iro' | 'panelAdvisor', Staff | null>
> & {
  /** Those above the child's social worker today, each by their post. */
  readonly managers: readonly { readonly personId: string; readonly capacity: Capacity }[];
  readonly today: PlainDate;
};

type Role = 'child-social-worker' | 'adopters-social-worker' | 'iro' | 'panel-advisor';

/** A placement that can be kept, with everybody who is then on the case and who may open it. */
export type AddedPlacement = Pick<
  PlacementRecord,
  'agencyName' | 'familySource' | 'introductionsOn' | 'startedOn' | 'orderMadeOn'
> & {
  readonly children: readonly Omit<Child, 'id'>[];
  readonly adopters: readonly Omit<Adopter, 'id'>[];
  readonly contacts: readonly Omit<Contact, 'id'>[];
  readonly roles: readonly { readonly personId: string; readonly role: Role; readonly fromOn: PlainDate }[];
  readonly access: readonly { readonly personId: string; readonly capacity: Capacity }[];
};

const looksLikeEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

const nameAndEmailProblems = (prefix: string, who: string, { name, email }: NameAndEmail): Problem[] => [
  ...(name === '' ? [{ field: `${prefix}name`, message: `Enter the name of ${who}` }] : []),
  ...(looksLikeEmail(email)
    ? []
    : [
        { field: `${prefix}email`, message: `Enter the e-mail address of ${who}, such as name@post.example` },
      ]),
];

const childrenProblems = ({ children }: PlacementProposal, began: PlainDate | null, today: PlainDate) =>
  children.flatMap(({ givenName, familyName, bornOn, caseNumber }, row): Problem[] => {
    const field = (name: string) => `children-${row}-${name}`;
    const problems: Problem[] = [];
    if (givenName === '')
      problems.push({ field: field('givenName'), message: 'Enter the child’s given name' });
    if (familyName === '')
      problems.push({ field: field('familyName'), message: 'Enter the child’s family name' });
    if (bornOn === null)
      problems.push({ field: field('bornOn'), message: 'Enter the child’s date of birth' });
    else if (bornOn > today)
      problems.push({ field: field('bornOn'), message: 'The date of birth must be today or in the past' });
    else if (began !== null && bornOn >= began)
      problems.push({
        field: field('bornOn'),
        message: `The date of birth must be before ${inWords(began)}, when the placement or its introductions began`,
      });
    if (caseNumber === '')
      problems.push({ field: field('caseNumber'), message: 'Enter the child’s case number' });
    else if (children.findIndex((child) => child.caseNumber === caseNumber) < row)
      problems.push({ field: field('caseNumber'), message: 'Two children cannot have the same case number' });
    return problems;
  });

const dateProblems = ({ introductionsOn, startedOn, orderMadeOn }: PlacementProposal, today: PlainDate) => {
  const problems: Problem[] = [];
  if (introductionsOn === null && startedOn === null)
    problems.push({
      field: 'startedOn',
      message: 'Enter the date the child moved in, or the date introductions began',
    });
  for (const [field, date, what] of [
    ['introductionsOn', introductionsOn, 'introductions began'],
    ['startedOn', startedOn, 'the child moved in'],
    ['orderMadeOn', orderMadeOn, 'the Adoption Order was made'],
  ] as const)
    if (date !== null && date > today)
      problems.push({ field, message: `The date ${what} must be today or in the past, or left empty` });
  if (introductionsOn !== null && startedOn !== null && startedOn < introductionsOn)
    problems.push({
      field: 'startedOn',
      message: `The child cannot have moved in before ${inWords(introductionsOn)}, when introductions began`,
    });
  if (orderMadeOn !== null && (startedOn === null || orderMadeOn < startedOn))
    problems.push({
      field: 'orderMadeOn',
      message: 'An Adoption Order is made after the child moved in. Check both dates',
    });
  return problems;
};

const agencyProblems = (proposal: PlacementProposal, facts: PlacementFacts): readonly Problem[] => {
  const { familySource, agencyName, theirWorker } = proposal;
  if (familySource === 'regional-agency')
    return facts.adoptersSocialWorker === null
      ? [{ field: 'adoptersSocialWorkerId', message: 'Choose the adopters’ social worker' }]
      : [];
  if (familySource !== 'inter-agency')
    return [{ field: 'familySource', message: 'Choose the agency that approved the adopters' }];
  const noAgency = { field: 'agencyName', message: 'Enter the name of the adopters’ agency' };
  return [
    ...(agencyName === '' ? [noAgency] : []),
    ...nameAndEmailProblems('theirWorker-', 'the adopters’ social worker', theirWorker),
  ];
};

/** The first row is asked for even when nothing was typed in it. */
const atLeastOne = <T>(rows: readonly T[], empty: T): readonly T[] => (rows.length === 0 ? [empty] : rows);
const nobody = { name: '', email: '' };

const problemsOf = (proposal: PlacementProposal, facts: PlacementFacts): readonly Problem[] => {
  const began = proposal.introductionsOn ?? proposal.startedOn;
  const child = { givenName: '', familyName: '', bornOn: null, caseNumber: '' };
  const people = (prefix: string, who: string, rows: readonly NameAndEmail[]) =>
    rows.flatMap((person, row) => nameAndEmailProblems(`${prefix}-${row}-`, who, person));
  const unchosen = (field: string, person: Staff | null, message: string): Problem[] =>
    person === null ? [{ field, message }] : [];
  return [
    ...childrenProblems({ ...proposal, children: atLeastOne(proposal.children, child) }, began, facts.today),
    ...unchosen('socialWorkerId', facts.socialWorker, 'Choose the child’s social worker'),
    ...dateProblems(proposal, facts.today),
    ...people('adopters', 'the prospective adopter', atLeastOne<NameAndEmail>(proposal.adopters, nobody)),
    ...agencyProblems(proposal, facts),
    ...people('carers', 'the current carer', atLeastOne(proposal.carers, nobody)),
    ...people('family', 'the parent or family member', proposal.family),
    ...unchosen('iroId', facts.iro, 'Choose the child’s Independent Reviewing Officer'),
    ...unchosen('panelAdvisorId', facts.panelAdvisor, 'Choose the panel advisor'),
  ];
};

/**
 * Checks a placement, or introductions to one, before it is kept: each child born before it began, dates in their order
 * and none in the future, somebody at the other end of each address that people will be invited by (DC-2a). Says who is
 * then on the case: the staff chosen, and the managers above the child's social worker.
 */
export const addPlacement = (proposal: PlacementProposal, facts: PlacementFacts): Result<AddedPlacement> => {
  const problems = problemsOf(proposal, facts);
  const { introductionsOn, startedOn, orderMadeOn, familySource } = proposal;
  const began = introductionsOn ?? startedOn;
  if (problems.length > 0 || began === null) return refused(problems);
  const isOwnFamily = familySource === 'regional-agency';
  const staff: readonly (readonly [Role, Staff | null])[] = [
    ['child-social-worker', facts.socialWorker],
    ['adopters-social-worker', isOwnFamily ? facts.adoptersSocialWorker : null],
    ['iro', facts.iro],
    ['panel-advisor', facts.panelAdvisor],
  ];
  const roles = staff.flatMap(([role, person]) =>
    person === null ? [] : [{ personId: person.id, role, fromOn: began }],
  );
  const asKind = (kind: Contact['kind'], people: readonly NameAndEmail[]) =>
    people.map(({ name, email }) => ({ kind, name, email }));
  return allowed({
    introductionsOn,
    startedOn,
    orderMadeOn,
    familySource: isOwnFamily ? 'regional-agency' : 'inter-agency',
    agencyName: isOwnFamily ? (facts.adoptersSocialWorker?.organisation ?? '') : proposal.agencyName,
    children: proposal.children.flatMap(({ bornOn, ...child }) =>
      bornOn === null ? [] : [{ ...child, bornOn }],
    ),
    adopters: proposal.adopters,
    contacts: [
      ...asKind('current-carer', proposal.carers),
      ...asKind('birth-family', proposal.family),
      ...asKind('adopters-social-worker', isOwnFamily ? [] : [proposal.theirWorker]),
    ],
    roles,
    access: [...roles.map(({ personId, role }) => ({ personId, capacity: role })), ...facts.managers],
  });
};
