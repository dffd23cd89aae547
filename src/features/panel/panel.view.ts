import { dateInLondon, inWords } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import type { Problem } from '../../domain/result.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, form } from '../../web/forms.ts';
import { insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { PanelAction, SentCopy, TrayCase } from './store.ts';
import { trayPart } from './tray.view.ts';

const copyItem = ({ copyId, reference, council, releasedAt, version }: SentCopy): Html => html`
  <li><a class="govuk-link" href="/panel/copies/${copyId}">Minutes of ${reference}</a>
    <span class="app-secondary">${council}, sent on ${inWords(dateInLondon(releasedAt))}${version > 1 && html`, version ${version}`}</span></li>`;

const actionItem = ({ id, reference, what, dueOn, doneOn }: PanelAction): Html => html`
  <li>${doneOn === null ? html`<a class="govuk-link" href="/panel/actions/${id}">${what}</a>` : html`${what} ${tag({ text: 'Done', classes: 'govuk-tag--green' })}`}
    <span class="app-secondary">${reference}, by ${inWords(dueOn)}</span></li>`;

export const sentToPanelView = (
  shell: Shell,
  {
    copies,
    actions,
    tray,
  }: {
    readonly copies: readonly SentCopy[];
    readonly actions: readonly PanelAction[];
    readonly tray: readonly TrayCase[];
  },
): string =>
  page(shell, {
    title: 'Sent to the panel',
    current: '/panel',
    body: html`
      <h1 class="govuk-heading-l">Sent to the panel</h1>
      ${trayPart(tray)}
      <h2 class="govuk-heading-m">Minutes</h2>
      <p class="govuk-body">These are your own copies. The cases themselves stay with the councils.</p>
      ${
        copies.length === 0
          ? html`<p class="govuk-body">Nothing has been sent to you yet.</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${copies.map(copyItem)}</ul>`
      }
      ${actions.length > 0 && html`<h2 class="govuk-heading-m">Your actions</h2><ul class="govuk-list govuk-list--spaced">${actions.map(actionItem)}</ul>`}`,
  });

export const panelCopyView = (
  shell: Shell,
  { document, copyId }: { readonly document: Doc; readonly copyId: string },
): string =>
  page(shell, {
    title: 'Your copy of the minutes',
    back: { href: '/panel', text: 'Sent to the panel' },
    body: html`
      ${insetText({ html: html`This copy is yours alone. <a class="govuk-link" href="/panel/copies/${copyId}/minutes.pdf">Save it as a PDF</a>` })}
      <h1 class="govuk-heading-l">${document.title}</h1>
      ${documentBody(document)}`,
  });

export const completePanelActionView = (
  shell: Shell,
  shown: { readonly loaded: PanelAction; readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const { loaded: action, typed, problems } = shown;
  return page(shell, {
    title: 'Record an action as done',
    problems,
    back: { href: '/panel', text: 'Sent to the panel' },
    body: html`
      <h1 class="govuk-heading-l">Record an action as done</h1>
      <p class="govuk-body">${action.what}</p>
      <p class="govuk-body">${action.reference}, by ${inWords(action.dueOn)}</p>
      ${form(shell, {
        action: `/panel/actions/${action.id}`,
        button: 'Record it as done',
        body: areaField({
          name: 'evidence',
          label: 'How can somebody tell that it is done?',
          rows: 4,
          typed,
          problems,
        }),
      })}`,
  });
};
