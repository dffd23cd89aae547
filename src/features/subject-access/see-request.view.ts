import { dateInLondon, fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { aboutInWords, askerInWords, pauseInWords } from '../../domain/subject-access.ts';
import { categoryInWords } from '../../domain/subject-category.ts';
import type { leftToDecide } from '../../domain/subject-decision.ts';
import { closedAsInWords, isMaker, standingOf } from '../../domain/subject-handover.ts';
import { form } from '../../web/forms.ts';
import { button, details, insetText, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { StoredBag } from './bag-store.ts';
import type { RequestCase, StoredRequest } from './store.ts';

type Dated = StoredRequest & { readonly dueOn: PlainDate | null };

const dueInWords = ({ dueOn }: Dated, today: PlainDate): string =>
  dueOn === null ? 'The time stands still' : `${inWords(dueOn)}, ${fromToday(dueOn, today)}`;

const standingTag = ({ closedAt, dueOn }: Dated, today: PlainDate): Html => {
  if (closedAt !== null) return tag({ text: 'Closed', classes: 'govuk-tag--green' });
  if (dueOn === null) return tag({ text: 'Time paused', classes: 'govuk-tag--purple' });
  return dueOn < today
    ? tag({ text: 'Overdue', classes: 'govuk-tag--red' })
    : tag({ text: 'Open', classes: 'govuk-tag--blue' });
};

export const requestsView = (
  shell: Shell,
  shown: { readonly requests: readonly Dated[]; readonly mayPrepare: boolean; readonly today: PlainDate },
): string =>
  page(shell, {
    title: 'Subject access',
    current: '/subject-access',
    body: html`
      <h1 class="govuk-heading-l">Subject access</h1>
      <p class="govuk-body">Requests by people to see what your council holds about them.</p>
      ${shown.mayPrepare && button({ text: 'Record a request', href: '/subject-access/new' })}
      ${
        shown.requests.length === 0
          ? html`<p class="govuk-body">There are no requests.</p>`
          : html`<ol class="app-duties">${shown.requests.map(
              (request) => html`
              <li class="app-duties__duty">
                <h2 class="app-duties__title"><a class="govuk-link" href="/subject-access/${request.id}">${request.reference}</a></h2>
                <p class="app-duties__tag">${standingTag(request, shown.today)}</p>
                <p class="app-duties__detail">${askerInWords[request.asker]}. Came on ${inWords(request.receivedOn)}.${request.closedAt === null && ` To answer by: ${dueInWords(request, shown.today)}.`}</p>
              </li>`,
            )}</ol>`
      }`,
  });

type Shown = {
  readonly request: Dated;
  readonly cases: readonly RequestCase[];
  readonly bags: readonly StoredBag[];
  readonly left: ReturnType<typeof leftToDecide>;
  /** How many are open, and can be given at once. */
  readonly plain: number;
  /** The first of those that are open. */
  readonly nextId: string | null;
  readonly mayPrepare: boolean;
  readonly isGuardian: boolean;
  readonly readerId: string;
  readonly today: PlainDate;
  readonly problems: readonly Problem[];
};

const row = (key: string, value: Html | string) => ({
  key: { text: key },
  value: { html: html`<span class="app-words">${value}</span>` },
});

const facts = ({ request, today }: Shown): Html =>
  summaryList({
    rows: [
      row('To answer by', request.closedAt === null ? dueInWords(request, today) : 'Closed'),
      row('Who asks', askerInWords[request.asker]),
      row('About', `${aboutInWords[request.about]}: ${request.name === '' ? request.email : request.name}`),
      row('Came', inWords(request.receivedOn)),
      ...(request.authority === '' ? [] : [row('Their authority to ask', request.authority)]),
      row('How it is known who asks', request.identityProof === '' ? 'Not clear yet' : request.identityProof),
      row('Recorded by', request.recordedBy),
      ...request.people.map(({ label }) => row('Found', label)),
    ],
  });

const pausesPart = ({ request, mayPrepare }: Shown): Html => {
  const isOpen = request.closedAt === null;
  const stands = request.pauses.some(({ untilOn }) => untilOn === null);
  return html`
    <h2 class="govuk-heading-m">The time to answer</h2>
    <p class="govuk-body">One month from the day the request came, or from the day it was clear who asks; days on which it was not clear what is asked for are added. A day nobody works gives the next (UK GDPR, articles 12 and 12A; Data (Use and Access) Act 2025). This is guidance, not legal advice.</p>
    ${
      request.pauses.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">${request.pauses.map(
        (
          pause,
        ) => html`<li>${pauseInWords[pause.reason]}, from ${inWords(pause.fromOn)} ${pause.untilOn === null ? 'on' : `to ${inWords(pause.untilOn)}`}: <span class="app-words">${pause.note}</span>
          ${pause.untilOn === null && isOpen && mayPrepare && html`<a class="govuk-link" href="/subject-access/${request.id}/pauses/${pause.id}/end">It is clear now</a>`}</li>`,
      )}</ul>`
    }
    ${isOpen && mayPrepare && !stands && html`<p class="govuk-body"><a class="govuk-link" href="/subject-access/${request.id}/pause">Stop the time to answer</a></p>`}`;
};

/** Restricted cases, by nothing but that there are some: the guardian says whether they are part of it. */
const restrictedPart = ({ request, cases, isGuardian }: Shown): Html | false => {
  const restricted = cases.filter(({ isOpen, guardianSays }) => !isOpen || guardianSays !== null);
  return (
    restricted.length > 0 &&
    html`
    <h2 class="govuk-heading-m">Restricted cases</h2>
    <ul class="govuk-list govuk-list--bullet">${restricted.map(
      (one) =>
        html`<li>${
          one.guardianSays === null
            ? html`One case is open to named people alone. ${isGuardian ? html`<a class="govuk-link" href="/subject-access/${request.id}/cases/${one.id}">Say whether it may be part of this</a>` : 'A Caldicott guardian says whether it may be part of this.'}`
            : html`The Caldicott guardian said ${one.guardianSays}: <span class="app-words">${one.guardianReason}</span>`
        }</li>`,
    )}</ul>`
  );
};

const gatherForm = (shell: Shell, { request, left }: Shown): Html => {
  const isAgain = left.length > 0;
  const gather = form(shell, {
    action: `/subject-access/${request.id}/gather`,
    body: html`<p class="govuk-body">This reads the cases of the person for you, once, and writes into the audit of each that it was read. You see what is about the person, and not the cases.</p>`,
    button: isAgain ? 'Gather again' : 'Gather what is held',
  });
  return isAgain ? details({ summaryText: 'Something was written since', html: gather }) : gather;
};

/** What is still to be decided, or putting together what is. */
const decidePart = (shell: Shell, { request, left, plain, nextId, mayPrepare }: Shown): Html | false => {
  if (request.closedAt !== null || !mayPrepare || left.length === 0) return false;
  const open = left.reduce((sum, each) => sum + each.open, 0);
  if (nextId === null)
    return form(shell, {
      action: `/subject-access/${request.id}/bag`,
      body: html`<p class="govuk-body">Everything is decided. What they get is put together, and somebody who decided nothing in it checks it.</p>`,
      button: 'Put it together',
    });
  return html`
    <p class="govuk-body">${open === 1 ? 'One thing is' : `${open} things are`} to decide: what do they get of it, and is somebody else in it?</p>
    ${
      plain > 0 &&
      form(shell, {
        action: `/subject-access/${request.id}/items/give`,
        body: html`<p class="govuk-body">${plain === 1 ? 'One of them' : `${plain} of them`} the service wrote down itself, and nobody else is found in it.</p>`,
        button: plain === 1 ? 'Give this one' : `Give these ${plain}`,
      })
    }
    ${button({
      text: 'Decide the next',
      href: `/subject-access/${request.id}/items/${nextId}`,
      classes: plain > 0 ? 'govuk-button--secondary' : '',
    })}`;
};

const day = (at: Date | null): string => (at === null ? '' : inWords(dateInLondon(at)));

/** What they get, from putting it together to handing it over; and what was found not right in it before. */
const bagPart = (shell: Shell, { request, bags, mayPrepare, readerId }: Shown): Html | false => {
  const bag = standingOf(bags);
  const at = `/subject-access/${request.id}/bag`;
  const isOpen = request.closedAt === null;
  return (
    bags.length > 0 &&
    html`
    <h2 class="govuk-heading-m">What they get</h2>
    <ul class="govuk-list govuk-list--bullet">${bags.toReversed().map(
      (one) => html`<li>Put together by ${one.proposer} on ${day(one.proposedAt)}.
        ${one.outcome !== null && html` ${one.checker} found it ${one.outcome === 'right' ? 'right' : 'not right'} on ${day(one.checkedAt)}.`}
        ${one.checkNote !== '' && html`<span class="app-words">${one.checkNote}</span>`}
        ${one.releasedAt !== null && html` Released by ${one.releaser} on ${day(one.releasedAt)}.`}</li>`,
    )}</ul>
    ${bag && html`<p class="govuk-body"><a class="govuk-link" href="${at}">Read what they get</a></p>`}
    ${
      bag?.outcome === null &&
      isOpen &&
      (isMaker(bag, readerId)
        ? html`<p class="govuk-body">You decided something in it, so somebody else checks it.</p>`
        : button({ text: 'Check what they get', href: `${at}/check` }))
    }
    ${
      bag &&
      bag.releasedAt === null &&
      isOpen &&
      html`<p class="govuk-body"><a class="govuk-link" href="${at}/check">Something in it is not right</a></p>`
    }
    ${
      bag?.outcome === 'right' &&
      bag.releasedAt === null &&
      isOpen &&
      mayPrepare &&
      (isMaker(bag, readerId)
        ? html`<p class="govuk-body">It is right. You decided something in it, so somebody else releases it.</p>`
        : form(shell, {
            action: `${at}/release`,
            body: html`<p class="govuk-body">It is right. Once it is released it can be handed over, and nothing in it can be changed.</p>`,
            button: 'Release it',
          }))
    }
    ${
      bag?.releasedAt &&
      mayPrepare &&
      html`<p class="govuk-body">Take it as <a class="govuk-link" href="${at}.pdf">a PDF</a> or <a class="govuk-link" href="${at}.json">data (JSON)</a>, or <a class="govuk-link" href="${at}.zip">all of it with the files (ZIP)</a>. The audit records who takes it.</p>`
    }`
  );
};

/** For somebody who was taken for another. */
const beginAgainPart = (shell: Shell, { id }: StoredRequest): Html =>
  details({
    summaryText: 'This is the wrong person',
    html: form(shell, {
      action: `/subject-access/${id}/begin-again`,
      body: html`<p class="govuk-body">Everything that was gathered and decided is taken out, and a Caldicott guardian is asked again. Then find the right person.</p>`,
      button: 'Begin again',
    }),
  });

const gatheredPart = (shell: Shell, shown: Shown): Html => {
  const { request, left, mayPrepare } = shown;
  const isOpen = request.closedAt === null;
  const standing = standingOf(shown.bags);
  return html`
    <h2 class="govuk-heading-m">What is held</h2>
    ${
      request.people.length === 0
        ? html`<p class="govuk-body">Nobody is found yet.</p>`
        : left.length === 0
          ? html`<p class="govuk-body">${request.gatheredAt === null ? 'Nothing is gathered yet.' : 'Nothing was found.'}</p>`
          : html`<ul class="govuk-list govuk-list--bullet">${left.map(
              ({ category, all, open }) =>
                html`<li>${mayPrepare ? html`<a class="govuk-link" href="/subject-access/${request.id}/items#${category}">${categoryInWords[category]}</a>` : categoryInWords[category]}: ${all}${open > 0 && `, ${open} to decide`}</li>`,
            )}</ul>`
    }
    ${standing === undefined && decidePart(shell, shown)}
    ${isOpen && mayPrepare && standing === undefined && html`<p class="govuk-body"><a class="govuk-link" href="/subject-access/${request.id}/people">${request.people.length === 0 ? 'Find the person' : 'Look for the person again'}</a></p>`}
    ${isOpen && mayPrepare && standing === undefined && request.people.length > 0 && gatherForm(shell, shown)}
    ${isOpen && mayPrepare && standing === undefined && request.people.length > 0 && beginAgainPart(shell, request)}`;
};

export const seeRequestView = (shell: Shell, shown: Shown): string => {
  const { request, today, problems } = shown;
  return page(shell, {
    title: `Subject access: ${request.reference}`,
    problems,
    current: '/subject-access',
    back: { href: '/subject-access', text: 'Subject access' },
    body: html`
      <span class="govuk-caption-l">${request.reference}</span>
      <h1 class="govuk-heading-l">Subject access request</h1>
      <p class="govuk-body">${standingTag(request, today)}</p>
      ${request.closedAs !== null && insetText({ html: html`${closedAsInWords[request.closedAs]}, on ${inWords(request.closedOn ?? '')}.${request.closedBecause !== '' && html` <span class="app-words">${request.closedBecause}</span>`}` })}
      ${facts(shown)}
      ${bagPart(shell, shown)}
      ${gatheredPart(shell, shown)}
      ${restrictedPart(shown)}
      ${pausesPart(shown)}
      ${
        request.closedAt === null &&
        shown.mayPrepare &&
        html`<p class="govuk-body"><a class="govuk-link" href="/subject-access/${request.id}/close">Close the request</a></p>`
      }`,
  });
};
