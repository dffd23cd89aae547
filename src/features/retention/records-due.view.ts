import { dateInLondon, inWords } from '../../domain/dates.ts';
import { heldUpInWords, whatKeeps } from '../../domain/disposal.ts';
import { bindingInWords, caseKeptUntil, type ScheduledClass, startInWords } from '../../domain/retention.ts';
import { summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { CaseStanding } from './facts-store.ts';
import type { StoredDisposal } from './store.ts';

const reachedItem = (standing: CaseStanding, disposal: StoredDisposal | undefined): Html => {
  const keeps = whatKeeps(standing);
  const until = caseKeptUntil(standing.records);
  const label = standing.reference === '' ? 'A placement without a case' : standing.reference;
  const is =
    keeps.length > 0
      ? tag({ text: 'Held', classes: 'govuk-tag--yellow' })
      : disposal === undefined
        ? tag({ text: 'Can be proposed', classes: 'govuk-tag--blue' })
        : tag({ text: 'Proposed', classes: 'govuk-tag--purple' });
  return html`
    <li class="app-duties__duty">
      <h3 class="app-duties__title"><a class="govuk-link" href="/retention/cases/${standing.placementId}">${label}</a></h3>
      <p class="app-duties__tag">${is}</p>
      <p class="app-duties__detail">${until !== null && `Kept until ${inWords(until)}.`}</p>
      ${keeps.map((why) => html`<p class="app-duties__detail">${why}.</p>`)}
    </li>`;
};

/** How far a disposal has come, in a word. */
export const disposalTag = ({ outcome, carriedOutAt, heldUp }: StoredDisposal): Html => {
  if (carriedOutAt !== null) return tag({ text: 'Gone', classes: 'govuk-tag--grey' });
  if (outcome === 'refused') return tag({ text: 'Stays', classes: 'govuk-tag--green' });
  if (heldUp !== '') return tag({ text: 'Held up', classes: 'govuk-tag--red' });
  return outcome === 'approved'
    ? tag({ text: 'Approved', classes: 'govuk-tag--turquoise' })
    : tag({ text: 'To decide', classes: 'govuk-tag--blue' });
};

const disposalItem = (disposal: StoredDisposal): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title"><a class="govuk-link" href="/retention/disposals/${disposal.id}">${disposal.reference}<span class="govuk-visually-hidden">, ${disposal.carriedOutAt === null ? 'proposal' : 'certificate'}</span></a></h3>
    <p class="app-duties__tag">${disposalTag(disposal)}</p>
    <p class="app-duties__detail">Proposed by ${disposal.proposer} on ${inWords(dateInLondon(disposal.proposedAt))}.${disposal.carriedOutAt !== null && ` Gone on ${inWords(dateInLondon(disposal.carriedOutAt))}.`}</p>
    ${disposal.carriedOutAt === null && heldUpInWords(disposal.heldUp).map((why) => html`<p class="app-duties__detail">${why}.</p>`)}
  </li>`;

const list = (items: readonly Html[], none: string): Html =>
  items.length === 0 ? html`<p class="govuk-body">${none}</p>` : html`<ol class="app-duties">${items}</ol>`;

const counted = (count: number, one: string, more: string): string =>
  count === 1 ? `One case ${one}` : `${count} cases ${more}`;

/** What has reached its day, tried first: nothing happens by looking at it. */
export const recordsDueView = (
  shell: Shell,
  shown: {
    readonly reached: readonly CaseStanding[];
    readonly staying: number;
    readonly open: number;
    readonly disposals: readonly StoredDisposal[];
  },
): string => {
  const { reached, staying, open, disposals } = shown;
  const gone = disposals.filter(({ carriedOutAt }) => carriedOutAt !== null);
  const going = disposals.filter(({ carriedOutAt }) => carriedOutAt === null);
  return page(shell, {
    title: 'Records that are kept',
    current: '/retention',
    body: html`
      <h1 class="govuk-heading-l">Records that are kept</h1>
      <p class="govuk-body">Nothing is deleted by itself, and nothing by looking at this page. One person proposes that a case goes, and another decides. Neither had a part in the case.</p>
      <p class="govuk-body"><a class="govuk-link" href="/retention/schedule">How long each kind of record is kept</a></p>
      <h2 class="govuk-heading-m">Cases whose day has come</h2>
      ${list(
        reached.map((one) =>
          reachedItem(
            one,
            going.find((each) => each.placementId === one.placementId && each.outcome !== 'refused'),
          ),
        ),
        'There are none.',
      )}
      <p class="govuk-body">${counted(staying, 'is', 'are')} kept for longer.${open > 0 && ` Of ${counted(open, 'it is', 'it is')} not known yet until when.`}</p>
      <h2 class="govuk-heading-m">Proposals</h2>
      ${list(going.map(disposalItem), 'There are none.')}
      <h2 class="govuk-heading-m">Certificates</h2>
      ${list(gone.map(disposalItem), 'No case has gone.')}`,
  });
};

/** How long each kind of record is kept by this council, from which day, and what says so. */
export const scheduleView = (
  shell: Shell,
  { version, classes }: { readonly version: string; readonly classes: readonly ScheduledClass[] },
): string =>
  page(shell, {
    title: 'How long each kind of record is kept',
    current: '/retention',
    back: { href: '/retention', text: 'Records that are kept' },
    body: html`
      <h1 class="govuk-heading-l">How long each kind of record is kept</h1>
      <p class="govuk-body">Version ${version}, with what your council decided. This is no legal advice. Of the rules of a record the first counts whose day has come about; a case stays until the last of its records.</p>
      ${classes.map(
        (each) => html`
        <h2 class="govuk-heading-s">${each.title}</h2>
        ${summaryList({
          rows: each.rules.map(({ from, years, binding, source }) => ({
            key: { text: `From ${startInWords[from]}` },
            value: {
              html: html`${from === 'never' ? 'For good' : years === null ? 'Your council has not decided' : years === 0 ? 'No longer than that' : `${years} years`}; ${bindingInWords[binding]}.<br><span class="govuk-hint">${source.text}. ${source.says}.</span>`,
            },
          })),
        })}`,
      )}`,
  });
