import { dateInLondon, inWords } from '../../domain/dates.ts';
import {
  type Certificate,
  certificateDocument,
  decisionInWords,
  disposalReasonInWords,
  heldUpInWords,
} from '../../domain/disposal.ts';
import type { Problem } from '../../domain/result.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { button, summaryList, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { CaseStanding } from './facts-store.ts';
import { keptList } from './kept.view.ts';
import { disposalTag } from './records-due.view.ts';
import { keepsPart } from './see-record.view.ts';
import type { StoredDisposal } from './store.ts';

const back = { href: '/retention', text: 'Records that are kept' };
const childInWords = (child: number): string => `child ${child + 1}`;

const facts = (disposal: StoredDisposal): Html =>
  summaryList({
    rows: [
      ['Why', disposalReasonInWords[disposal.because]],
      ['Kept until', inWords(disposal.dueOn)],
      ['Proposed', `By ${disposal.proposer} on ${inWords(dateInLondon(disposal.proposedAt))}`],
      ...(disposal.note === '' ? [] : [['What to know', disposal.note]]),
      ...(disposal.outcome === null || disposal.decidedAt === null
        ? []
        : [
            [
              decisionInWords[disposal.outcome],
              `${disposal.decider}, on ${inWords(dateInLondon(disposal.decidedAt))}. ${disposal.decisionNote}`,
            ],
          ]),
    ].map(([key = '', value = '']) => ({
      key: { text: key },
      value: { html: html`<span class="app-words">${value}</span>` },
    })),
  });

const heldUpPart = (shell: Shell, disposal: StoredDisposal, mayPropose: boolean): Html | false => {
  const why = heldUpInWords(disposal.heldUp);
  return (
    disposal.outcome === 'approved' &&
    (why.length === 0
      ? html`<p class="govuk-body">It goes within a minute. The certificate then stands here.</p>`
      : html`
        ${warningText({ iconFallbackText: 'Warning', text: 'Nothing was deleted: something keeps it after all.' })}
        <ul class="govuk-list govuk-list--bullet">${why.map((each) => html`<li>${each}</li>`)}</ul>
        ${
          mayPropose &&
          form(shell, {
            action: `/retention/disposals/${disposal.id}/again`,
            body: html`<p class="govuk-body">Once nothing keeps it any more, it can be tried again.</p>`,
            button: 'Try again',
          })
        }`)
  );
};

/** A disposal on its way, or the certificate of one that was carried out. */
export const seeDisposalView = (
  shell: Shell,
  shown: {
    readonly disposal: StoredDisposal;
    /** Once it was carried out. */
    readonly certificate: Certificate | null;
    readonly mayDecide: boolean;
    readonly mayPropose: boolean;
    readonly isProposer: boolean;
  },
): string => {
  const { disposal, certificate, mayDecide, mayPropose, isProposer } = shown;
  const at = `/retention/disposals/${disposal.id}`;
  if (certificate !== null) {
    const document = certificateDocument(certificate);
    return page(shell, {
      title: document.title,
      current: '/retention',
      back,
      body: html`
        <h1 class="govuk-heading-l">${document.title}</h1>
        <p class="govuk-body"><a class="govuk-link" href="${at}.pdf">The certificate as a PDF</a></p>
        ${documentBody(document)}`,
    });
  }
  return page(shell, {
    title: `Whether ${disposal.reference} goes`,
    current: '/retention',
    back,
    body: html`
      <h1 class="govuk-heading-l">Whether ${disposal.reference} goes ${disposalTag(disposal)}</h1>
      ${facts(disposal)}
      ${heldUpPart(shell, disposal, mayPropose)}
      ${keptList(disposal.kept, childInWords)}
      ${
        disposal.outcome === null &&
        mayDecide &&
        (isProposer
          ? html`<p class="govuk-body">You proposed it, so somebody else decides. You can still say <a class="govuk-link" href="${at}/decide">that it stays</a>.</p>`
          : button({ text: 'Decide', href: `${at}/decide` }))
      }
      ${disposal.outcome === 'approved' && mayDecide && html`<p class="govuk-body"><a class="govuk-link" href="${at}/decide">Say that it stays after all</a></p>`}`,
  });
};

/** Asks whether a case goes. */
export const decideView = (
  shell: Shell,
  shown: {
    readonly disposal: StoredDisposal;
    /** How it stands today; undefined once it is gone. */
    readonly standing: CaseStanding | undefined;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { disposal, standing, typed, problems } = shown;
  const at = `/retention/disposals/${disposal.id}`;
  return page(shell, {
    title: `Decide whether ${disposal.reference} goes`,
    problems,
    current: '/retention',
    back: { href: at, text: `Whether ${disposal.reference} goes` },
    body: html`
      <h1 class="govuk-heading-l">Decide whether ${disposal.reference} goes</h1>
      ${facts(disposal)}
      ${keptList(disposal.kept, childInWords)}
      ${standing && keepsPart(standing)}
      ${form(shell, {
        action: `${at}/decide`,
        button: 'Save the decision',
        body: html`
          ${radiosField({
            ...{ name: 'outcome', label: 'Can it go?', typed, problems },
            hint: 'If it can, everything of the case is deleted within a minute. That cannot be undone.',
            choices: Object.entries(decisionInWords).map(([value, text]) => ({ value, text })),
          })}
          ${areaField({ name: 'note', label: 'If it stays: why?', rows: 3, typed, problems })}`,
      })}`,
  });
};
