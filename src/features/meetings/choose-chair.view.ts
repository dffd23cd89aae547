import type { CaseRecord, Staff } from '../../domain/case.ts';
import type { Eligibility } from '../../domain/chair.ts';
import { chairDuties, managersInWords } from '../../domain/chair-agreement.ts';
import { citationInWords } from '../../domain/duty.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { areaField, radiosField, selectField } from '../../web/forms.ts';
import { details } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly plan: Plan;
  readonly chairs: readonly { readonly candidate: Staff; readonly eligibility: Eligibility }[];
  /** Whether whoever arranges the meeting may agree to a chair whom the procedure would rather not have. */
  readonly mayAgree: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

type Spoken = { readonly candidate: Staff; readonly reasons: readonly string[] };

const spokenAgainst = ({ chairs }: Shown, verdict: Eligibility['is']): readonly Spoken[] =>
  chairs.flatMap(({ candidate, eligibility }) =>
    eligibility.is === 'eligible' || eligibility.is !== verdict
      ? []
      : [{ candidate, reasons: eligibility.reasons }],
  );

const nameAndPlace = ({ name, organisation }: Staff): string => `${name} (${organisation})`;

const reasonsPart = (summaryText: string, people: readonly Spoken[]): Html | null =>
  people.length === 0
    ? null
    : details({
        summaryText,
        html: html`<ul class="govuk-list govuk-list--bullet">
          ${people.map(({ candidate, reasons }) => html`<li>${nameAndPlace(candidate)}: ${listInWords(reasons)}</li>`)}
        </ul>`,
      });

/** What the procedure says of the chair, with its paragraphs. */
const rulesPart = ({ plan }: Shown): Html => {
  const rules = chairDuties(plan.duties).map(({ chair, because }) => {
    const lender = chair['lent-by'];
    const form = lender?.['request-form'];
    return html`${because.says}
      ${lender && html`${lender.name} lends chairs${form && html`: ask on ${form}`}.`}
      <span class="app-because">${citationInWords(because)}.</span> `;
  });
  return html`${rules.length > 0 ? rules : 'Anybody in a post that chairs meetings.'}`;
};

const anotherPart = (others: readonly Spoken[], { record, mayAgree, typed, problems }: Shown): Html => html`
  ${selectField({
    name: 'otherChairId',
    label: 'Who?',
    typed,
    problems,
    unchosen: 'Choose',
    choices: others.map(({ candidate }) => ({ value: candidate.id, text: nameAndPlace(candidate) })),
  })}
  ${
    mayAgree
      ? areaField({
          name: 'chairAgreementReason',
          label: 'Why do you agree?',
          hint: 'The reason is kept with the case.',
          typed,
          problems,
          rows: 2,
        })
      : html`<p class="govuk-body">Only ${managersInWords(record)} can agree to this.</p>`
  }`;

/** The choice of a chair: those the procedure wants, those a manager can agree to, and why each of the others cannot. */
export const chairPart = (shown: Shown): Html => {
  const { chairs, typed, problems } = shown;
  const others = spokenAgainst(shown, 'needs-agreement');
  return html`
    ${radiosField({
      name: 'chairId',
      label: 'Who will chair?',
      hint: rulesPart(shown),
      typed,
      problems,
      choices: [
        ...chairs
          .filter(({ eligibility }) => eligibility.is === 'eligible')
          .map(({ candidate }) => ({
            value: candidate.id,
            text: candidate.name,
            hint: candidate.organisation,
          })),
        ...(others.length === 0
          ? []
          : [
              {
                value: 'other',
                text: 'Somebody else, with a manager’s agreement',
                reveals: anotherPart(others, shown),
              },
            ]),
      ],
    })}
    ${reasonsPart('Who needs a manager’s agreement, and why', others)}
    ${reasonsPart('Who cannot chair, and why', spokenAgainst(shown, 'not-eligible'))}`;
};
