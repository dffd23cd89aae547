import { capacityInWords } from '../../domain/capacity.ts';
import { dateInLondon, instantInWords, inWords, type PlainDate } from '../../domain/dates.ts';
import { conclusionInWords, type TrayState, trayInWords } from '../../domain/panel-item.ts';
import { papersStand } from '../../domain/panel-report.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { button, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { stepInWords } from './see-report.view.ts';
import type { OpenTrayCase, TrayCase } from './store.ts';

const colours: Readonly<Record<TrayState, string>> = {
  received: 'govuk-tag--yellow',
  'on-agenda': 'govuk-tag--blue',
  considered: 'govuk-tag--green',
};

const stateTag = (state: TrayState): Html => tag({ text: trayInWords[state], classes: colours[state] });

const trayItem = ({ disruptionId, reference, council, receivedAt, state, panelOn }: TrayCase): Html => html`
  <li><a class="govuk-link" href="/panel/reports/${disruptionId}">Report on ${reference}</a> ${stateTag(state)}
    <span class="app-secondary">${council}, came on ${inWords(dateInLondon(receivedAt))}${panelOn !== null && html`, panel on ${inWords(panelOn)}`}</span></li>`;

const order: readonly TrayState[] = ['received', 'on-agenda', 'considered'];

/** The reports that were sent to the panel, those first with which something is to be done. */
export const trayPart = (tray: readonly TrayCase[]): Html => html`
  <h2 class="govuk-heading-m">Reports</h2>
  ${
    tray.length === 0
      ? html`<p class="govuk-body">No report has been sent to the panel yet.</p>`
      : html`<ul class="govuk-list govuk-list--spaced">${order.flatMap((state) => tray.filter((one) => one.state === state).map(trayItem))}</ul>`
  }`;

const address = ({ disruptionId }: TrayCase): string => `/panel/reports/${disruptionId}`;

const sentOnBy = ({ sendings }: OpenTrayCase, author: string): PlainDate | null => {
  const sent = sendings.findLast(({ capacity }) => capacity === author);
  return sent === undefined ? null : dateInLondon(sent.sentAt);
};

/** How the papers of each author stand: there in time, late, or still to come. */
const papersPart = (one: OpenTrayCase): Html | null => {
  const { dueOn, authors, today } = one;
  if (dueOn === null || authors.length === 0) return null;
  return html`
    <h2 class="govuk-heading-m">Papers</h2>
    <p class="govuk-body">They are due by ${inWords(dueOn)}.</p>
    ${summaryList({
      rows: authors.map((author) => {
        const { isLate, words } = papersStand(dueOn, { sentOn: sentOnBy(one, author), today });
        return {
          key: { text: capitalised(capacityInWords[author]) },
          value: { html: html`${words} ${isLate && tag({ text: 'Late', classes: 'govuk-tag--red' })}` },
        };
      }),
    })}`;
};

const nextPart = (one: OpenTrayCase): Html => {
  const to = (path: string, text: string, isSecondary = false): Html =>
    button({
      text,
      href: `${address(one)}/${path}`,
      ...(isSecondary && { classes: 'govuk-button--secondary' }),
    });
  if (one.state === 'received') return to('agenda', 'Put it on an agenda');
  return one.state === 'on-agenda'
    ? html`${to('considered', 'Record that it was considered')} ${to('agenda', 'Move it to another day', true)}`
    : html`${to('conclusions', 'Record a conclusion')} ${to('agenda', 'Put it on an agenda again', true)}`;
};

/** One case in the tray: its reports, how the papers stand, what is to be done next, and what was done. */
export const trayCaseView = (shell: Shell, one: OpenTrayCase): string =>
  page(shell, {
    title: `Report on ${one.reference}`,
    back: { href: '/panel', text: 'Sent to the panel' },
    body: html`
      <span class="govuk-caption-l">${one.council}</span>
      <h1 class="govuk-heading-l">Report on ${one.reference}</h1>
      <p class="govuk-body">${stateTag(one.state)} ${one.panelOn !== null && html`Panel on ${inWords(one.panelOn)}`}</p>
      <p class="govuk-body">The case itself stays with the council.</p>
      ${nextPart(one)}
      <h2 class="govuk-heading-m">What was sent</h2>
      <ul class="govuk-list govuk-list--spaced">
        ${one.sendings.map(({ id, capacity, sentBy, sentAt }) => html`<li><a class="govuk-link" href="${address(one)}/${id}">Report of the ${capacityInWords[capacity]}</a> <span class="app-secondary">${sentBy}, ${instantInWords(sentAt)}</span></li>`)}
      </ul>
      ${papersPart(one)}
      ${one.steps.length > 0 && html`<h2 class="govuk-heading-m">At the panel</h2><ul class="govuk-list govuk-list--bullet">${one.steps.map((step) => html`<li>${stepInWords(step)}</li>`)}</ul>`}`,
  });

type Shown = { readonly loaded: OpenTrayCase; readonly typed: Typed; readonly problems: readonly Problem[] };

/** A form of the tray: its question is its h1. */
const trayFormPage = (
  shell: Shell,
  { loaded, problems }: Shown,
  {
    title,
    path,
    button: pressed,
    body,
  }: { readonly title: string; readonly path: string; readonly button: string; readonly body: Html },
): string =>
  page(shell, {
    title,
    problems,
    back: { href: address(loaded), text: `Report on ${loaded.reference}` },
    body: html`
      <span class="govuk-caption-l">${loaded.reference}, ${loaded.council}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(shell, { action: `${address(loaded)}/${path}`, button: pressed, body })}`,
  });

export const agendaView = (shell: Shell, shown: Shown): string =>
  trayFormPage(shell, shown, {
    ...{ title: 'Put it on the agenda of a panel', path: 'agenda', button: 'Put it on the agenda' },
    body: dateField({
      ...{ name: 'on', label: 'On which day is the panel?', typed: shown.typed, problems: shown.problems },
      hint: 'Those who work on the case are shown the day, and by when the papers are due.',
    }),
  });

export const consideredView = (shell: Shell, shown: Shown): string =>
  trayFormPage(shell, shown, {
    ...{ title: 'Record that the panel has considered it', path: 'considered', button: 'Save' },
    body: areaField({
      ...{ name: 'words', label: 'What did the panel think?', typed: shown.typed, problems: shown.problems },
      hint: 'Those who work on the case read it. Leave names out. What is to be done is recorded next.',
    }),
  });

export const conclusionView = (shell: Shell, shown: Shown): string => {
  const { typed, problems, loaded } = shown;
  return trayFormPage(shell, shown, {
    ...{ title: 'Record what the panel concluded', path: 'conclusions', button: 'Save' },
    body: html`
      <p class="govuk-body">It becomes a piece of work on the case, with somebody who does it and a day.</p>
      ${radiosField({
        ...{ name: 'kind', label: 'What did the panel conclude?', typed, problems },
        choices: Object.entries(conclusionInWords).map(([value, text]) => ({ value, text })),
      })}
      ${areaField({ name: 'words', label: 'What is to be done?', rows: 3, typed, problems })}
      ${radiosField({
        ...{ name: 'owner', label: 'Who will do it?', typed, problems },
        choices: loaded.owners.map(({ choice, name, capacity }) => ({
          ...{ value: choice, text: name, hint: capitalised(capacityInWords[capacity]) },
        })),
      })}
      ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}`,
  });
};
