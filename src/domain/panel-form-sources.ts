import { carerInWords } from './carer-identity.ts';
import type { CaseRecord, ChildView } from './case.ts';
import { ageOn, inWords, type PlainDate } from './dates.ts';
import { meetingDuty } from './duty.ts';
import type { Factor } from './factor.ts';
import type { Finding } from './finding.ts';
import type { KeptLink } from './kept-link.ts';
import type { HeldForForm, PanelForm } from './panel-form.ts';
import { type Participation, participationInWords } from './participation.ts';
import type { PlannedDuty } from './standing.ts';
import { isSharedWith } from './view-sharing.ts';
import { listInWords } from './words.ts';

/** What of a case a form is filled from, besides its record. */
export type FormFacts = {
  readonly record: CaseRecord;
  readonly duties: readonly PlannedDuty[];
  readonly findings: readonly Finding[];
  readonly participations: readonly (Pick<Participation, 'code'> & { readonly childId: string })[];
  readonly links: readonly KeptLink[];
  readonly author: { readonly name: string; readonly role: string };
  readonly today: PlainDate;
};

const years = (age: number): string => `${age} ${age === 1 ? 'year' : 'years'}`;

const whoseWords: Readonly<Record<ChildView['whoseWords'], string>> = {
  child: 'in their own words',
  worker: 'as a worker told it',
  advocate: 'as an advocate told it',
  carer: 'as a carer told it',
};

const childrenHeld = ({ placement, brokeDownOn }: CaseRecord): HeldForForm => {
  const { children } = placement;
  const isOne = children.length === 1;
  const ages = children.map(({ caseNumber, bornOn }) => {
    const age = years(ageOn(bornOn, brokeDownOn));
    return isOne ? age : `${caseNumber}: ${age}`;
  });
  return {
    'child-references': children.map(({ caseNumber }) => caseNumber).join(', '),
    'child-ages': ages.join(', '),
    // Of an only child the case does not know whether there are brothers and sisters elsewhere.
    'brothers-and-sisters': isOne
      ? ''
      : `${listInWords(children.map(({ caseNumber }) => caseNumber))} were placed together`,
  };
};

const placementHeld = ({
  placement,
  reference,
  brokeDownOn,
  stage,
  ending,
  account,
}: CaseRecord): HeldForForm => ({
  adopters:
    placement.carers.length === 0
      ? ''
      : `${listInWords(placement.carers.map((_, index) => carerInWords(placement.kind, index)))} of ${reference}`,
  'approving-agency': placement.agencyName,
  'family-source': placement.familySource ?? '',
  'introductions-on': placement.introductionsOn ?? '',
  'placed-on': placement.startedOn ?? '',
  'ended-on': brokeDownOn,
  ...{ stage, ending: ending ?? '', account },
});

const viewsHeld = ({ views, placement }: CaseRecord): string =>
  views
    .filter((view) => isSharedWith(view, 'professionals') && view.words !== '')
    .map(({ childId, words, whoseWords: whose, saidOn }) => {
      const child = placement.children.find(({ id }) => id === childId);
      const of = placement.children.length > 1 && child ? `${child.caseNumber}, ` : '';
      return `“${words}” (${of}${whoseWords[whose]}, ${inWords(saidOn)})`;
    })
    .join('\n\n');

const participationHeld = ({ record, participations }: FormFacts): string => {
  const { children } = record.placement;
  return children
    .flatMap(({ id, caseNumber }) => {
      const latest = participations.find(({ childId }) => childId === id);
      if (latest === undefined) return [];
      const of = children.length > 1 ? `${caseNumber}: ` : '';
      return [`${of}${latest.code}, ${participationInWords[latest.code]}`];
    })
    .join('\n');
};

const linksHeld = (links: readonly KeptLink[]): string =>
  links
    .flatMap(({ who, whatTheyAre, reviews: [latest] }) =>
      latest === undefined || latest.arranged === '' ? [] : [`${who} (${whatTheyAre}): ${latest.arranged}`],
    )
    .join('\n');

const meetingHeld = ({ record, duties }: FormFacts): HeldForForm => {
  const { meeting, decision } = record;
  if (meeting?.status === 'held') return { 'meeting-held': 'yes', 'meeting-on': meeting.heldOn };
  if (decision !== null && !decision.toMeet && decision.review?.agrees !== false)
    return { 'meeting-held': 'no', 'no-meeting-because': decision.why };
  const instead = duties.find(({ asks }) => 'report' in asks && asks.report.form !== undefined);
  return meetingDuty(duties) === undefined && instead !== undefined
    ? { 'meeting-held': 'no', 'no-meeting-because': instead.because.says }
    : {};
};

/** What a finding keeps from professionals is not for a panel either. What went well is no reason that it ended. */
const factorsHeld = (findings: readonly Finding[]): string =>
  [
    ...new Set(
      findings
        .filter(({ withheldFrom, group }) => !withheldFrom.includes('professionals') && group !== 'strengths')
        .map(({ factor }) => factor),
    ),
  ]
    .toSorted()
    .join(',');

/** What a case holds for a panel’s form: nobody by name but its author, and of a child what they agreed to share. */
export const heldForForm = (facts: FormFacts): HeldForForm => {
  const held: HeldForForm = {
    ...childrenHeld(facts.record),
    ...placementHeld(facts.record),
    ...meetingHeld(facts),
    factors: factorsHeld(facts.findings),
    'child-views': viewsHeld(facts.record),
    participation: participationHeld(facts),
    'kept-links': linksHeld(facts.links),
    author: facts.author.name,
    'author-role': facts.author.role,
    'written-on': facts.today,
  };
  return Object.fromEntries(
    Object.entries(held).flatMap(([source, value]) => (value.trim() === '' ? [] : [[source, value.trim()]])),
  );
};

/** A form whose fields for what played a part have the factors as their choices: those in force, and those that were picked. */
export const withFactors = (
  form: PanelForm,
  factors: readonly Factor[],
  picked: readonly Pick<Finding, 'factor' | 'title'>[],
): PanelForm => {
  const choices = Object.fromEntries([
    ...factors.filter(({ group }) => group !== 'strengths').map(({ key, title }) => [key, title]),
    ...picked.map(({ factor, title }) => [factor, title]),
  ]);
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => (field.type === 'factors' ? { ...field, choices } : field)),
    })),
  };
};
