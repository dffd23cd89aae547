import { inWords } from '../../domain/dates.ts';
import { citationInWords } from '../../domain/duty.ts';
import { type FollowUp, followUpOf, outcomeInWords } from '../../domain/follow-up.ts';
import { type ResourceDecision, resourceNotice, resourceUseInWords } from '../../domain/resource-use.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { FollowUpsShown } from './follow-ups-shown.ts';

const cited = (duty: PlannedDuty | undefined): Html | null =>
  duty === undefined
    ? null
    : html`<span class="app-because">${duty.because.says} ${citationInWords(duty.because)}.</span>`;

const recordedPart = (one: FollowUp): Html => html`
  <p class="app-duties__detail app-words">${outcomeInWords(one)}${one.whom !== '' && `. ${one.whom}`}${one.words !== '' && `. ${one.words}`}
    <span class="app-secondary">Recorded by ${one.byName}, ${one.byPost}</span></p>`;

const kindPart = ({ kind, duty }: FollowUpsShown['kinds'][number], shown: FollowUpsShown): Html => {
  const { record, mayRecord } = shown;
  const { title, explains } = followUpOf(kind);
  const recorded = shown.recorded.filter((one) => one.kind === kind);
  const [latest] = recorded;
  const address = `/disruptions/${record.id}/follow-ups/${kind}`;
  const isReferred = kind === 'carer-review' && latest?.outcome === 'yes';
  return html`
    <li class="app-duties__duty">
      <h2 class="app-duties__title">${title}</h2>
      <p class="app-duties__tag">${latest === undefined ? tag({ text: 'Open', classes: 'govuk-tag--yellow' }) : tag({ text: 'Recorded', classes: 'govuk-tag--green' })}</p>
      <p class="app-duties__detail">${explains} ${cited(duty)}</p>
      ${recorded.map(recordedPart)}
      ${isReferred && mayRecord && html`<p class="app-duties__detail">The referral to the fostering service: <a class="govuk-link" href="${address}/referral.pdf">PDF</a>, <a class="govuk-link" href="${address}/referral.docx">Word file</a></p>`}
      ${mayRecord && html`<p class="app-duties__detail"><a class="govuk-link" href="${address}">${latest === undefined ? 'Record what came of it' : 'Record something later'}<span class="govuk-visually-hidden">: ${title}</span></a></p>`}
    </li>`;
};

const decisionPart = (one: ResourceDecision): Html => html`
  <p class="app-duties__detail app-words">${resourceUseInWords[one.decision]}, ${inWords(one.decidedOn)}. ${one.because}${one.conditions !== '' && ` Conditions: ${one.conditions}`}${one.reviewOn !== null && ` Looked at again on ${inWords(one.reviewOn)}.`}
    <span class="app-secondary">Decided by ${one.byName}, ${one.byPost}</span></p>`;

const resourcePart = ({ record, resource, mayDecide }: FollowUpsShown): Html | null => {
  if (resource === null) return null;
  const { duty, decided, last } = resource;
  const isFromElsewhere = last !== undefined && !decided.some(({ id }) => id === last.id);
  return html`
    <li class="app-duties__duty">
      <h2 class="app-duties__title">Whether ${record.placement.agencyName} is used again</h2>
      <p class="app-duties__tag">${decided.length === 0 ? tag({ text: 'Open', classes: 'govuk-tag--yellow' }) : tag({ text: 'Decided', classes: 'govuk-tag--green' })}</p>
      <p class="app-duties__detail">After a placement with somebody outside the council has ended, a manager decides whether the council goes on using it. ${cited(duty)}</p>
      ${isFromElsewhere && insetText({ text: `It was decided before. ${resourceNotice(last)}` })}
      ${decided.map(decisionPart)}
      ${mayDecide && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/follow-ups/resource">${decided.length === 0 ? 'Record the decision' : 'Record another decision'}</a></p>`}
    </li>`;
};

/** What is thought of once a placement has ended: each with where that comes from and what came of it (PG-11, PG-12). */
export const seeFollowUpsView = (shell: Shell, shown: FollowUpsShown): string => {
  const { record, kinds, resource } = shown;
  const isEmpty = kinds.length === 0 && resource === null;
  return page(shell, {
    title: 'What follows from the ending',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">What follows from the ending</h1>
      ${isEmpty ? html`<p class="govuk-body">The placement goes on: nothing follows yet.</p>` : html`<ul class="app-duties">${resourcePart(shown)}${kinds.map((one) => kindPart(one, shown))}</ul>`}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/arrangements">Who was told, and what was arranged</a></p>`,
  });
};
