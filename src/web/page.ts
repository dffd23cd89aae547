import type { Problem } from '../domain/result.ts';
import { councilStylesheet } from './council-colour.ts';
import { backLink, errorSummary, exitThisPage, genericHeader, serviceNavigation, skipLink } from './govuk.ts';
import { type Html, html } from './html.ts';

type Service = { readonly name: string; readonly home: string };

const staffService: Service = { name: 'Placement disruption', home: '/' };
/** Guests' pages have a name of their own: a browser that others use remembers titles. */
const guestService: Service = { name: 'Your private page', home: '/private' };

/** What surrounds a page: whose service it is, who is signed in, and what its forms must carry back. */
export type Shell = {
  readonly organisation: { readonly name: string; readonly colour: string } | null;
  readonly person: {
    readonly name: string;
    readonly post: string;
    /** What the navigation offers: the pages that the person may use. */
    readonly places: readonly { readonly text: string; readonly href: string }[];
  } | null;
  readonly isDemonstration: boolean;
  readonly csrfToken: string;
  readonly assetsVersion: string;
};

/** One page. `body` has the only h1; problems are listed above it, each linked to the field it names. */
export type Page = {
  readonly title: string;
  readonly body: Html;
  readonly problems?: readonly Problem[];
  readonly back?: { readonly href: string; readonly text?: string };
  /** The whole width, for tables; text is easier to read in two thirds of it. */
  readonly wide?: boolean;
  /** Files of assets/ that this page uses, such as autosave.mjs. */
  readonly scripts?: readonly string[];
};

/** A whole document for staff, with the navigation; `current` is the address of the navigation link it is under. */
export const page = (shell: Shell, content: Page & { readonly current?: string }): string =>
  document(shell, content, staffService, serviceNavigation(navigation(shell, content.current)));

/** A whole document for a guest, such as a family: no navigation; `exit` adds a way to leave at once for that address. */
export const plainPage = (shell: Shell, content: Page & { readonly exit?: string }): string =>
  document(
    shell,
    content,
    guestService,
    serviceNavigation({ serviceName: guestService.name, navigation: [] }),
    content.exit,
  );

const navigation = (shell: Shell, current?: string): Parameters<typeof serviceNavigation>[0] => {
  const serviceName = staffService.name;
  if (!shell.person) return { serviceName, navigation: [] };
  const places = [
    ...shell.person.places,
    ...(shell.isDemonstration ? [{ text: 'Outbox', href: '/outbox' }] : []),
  ];
  return {
    serviceName,
    serviceUrl: staffService.home,
    navigation: places.map((place) => ({ ...place, current: place.href === current })),
    slots: { end: { html: account(shell.person, shell.csrfToken), align: 'inline' } },
  };
};

const account = (person: NonNullable<Shell['person']>, csrfToken: string): Html => html`
<div class="app-account">
  <span><a class="govuk-link govuk-link--no-visited-state" href="/account">${person.name}</a>, ${person.post}</span>
  <form method="post" action="/sign-out">
    <input type="hidden" name="_csrf" value="${csrfToken}">
    <button type="submit" class="app-link-button">Sign out</button>
  </form>
</div>`;

const document = (shell: Shell, content: Page, service: Service, serviceBar: Html, exit?: string): string => {
  const { title, body, problems = [], back, wide = false, scripts = [] } = content;
  const { organisation } = shell;
  const assets = `/assets/${shell.assetsVersion}`;
  const colour = organisation && councilStylesheet(organisation.colour);
  const names = [title, service.name, ...(organisation ? [organisation.name] : [])];
  return String(html`<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
  <meta charset="utf-8">
  <title>${problems.length > 0 && 'Error: '}${names.join(' – ')}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
  <link rel="icon" href="${assets}/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${assets}/application.css">
  ${colour && html`<link rel="stylesheet" href="${colour}">`}
  ${['init.mjs', ...scripts].map((script) => html`<script type="module" src="${assets}/${script}"></script>`)}
</head>
<body class="govuk-template__body">
  ${skipLink({ href: '#main-content', text: 'Skip to main content' })}
  <header class="govuk-template__header">
    ${exit && exitSkipLink(exit)}
    ${shell.isDemonstration && html`<p class="app-demonstration">Demonstration: everybody here is invented</p>`}
    ${genericHeader({ logoText: organisation?.name ?? service.name, url: service.home })}
    ${serviceBar}
  </header>
  <div class="govuk-width-container">
    ${exit && exitButton(exit)}
    ${back && html`<nav aria-label="Back">${backLink({ text: back.text, href: back.href })}</nav>`}
    <main class="govuk-main-wrapper" id="main-content">
      <div class="govuk-grid-row">
        <div class="${wide ? 'govuk-grid-column-full' : 'govuk-grid-column-two-thirds'}">
          ${problems.length > 0 && summary(problems)}
          ${body}
        </div>
      </div>
    </main>
  </div>
  ${footer(service)}
</body>
</html>
`);
};

/** Every field's first control has the field's name as its id, so a link to it needs no more than the name. */
const summary = (problems: readonly Problem[]): Html =>
  errorSummary({
    titleText: 'There is a problem',
    errorList: problems.map(({ field, message, because }) =>
      field
        ? { text: message, href: `#${field}` }
        : { html: html`${message}${because && html` <span class="app-because">${because}</span>`}` },
    ),
  });

/** A landmark, like all else on a page, so that it is found by those who move from one to the next. */
const exitButton = (redirectUrl: string): Html =>
  exitThisPage({ redirectUrl, attributes: { role: 'region', 'aria-label': 'Leave at once' } });

const exitSkipLink = (href: string): Html =>
  skipLink({
    text: 'Exit this page quickly',
    href,
    classes: 'govuk-js-exit-this-page-skiplink',
    attributes: { rel: 'nofollow noreferrer' },
  });

const footerLink = (href: string, text: string): Html =>
  html`<li class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="${href}">${text}</a></li>`;

// Not govuk-frontend's own footer, which has the crown and Crown copyright in it.
const footer = (service: Service): Html => html`<footer class="govuk-template__footer">
  <div class="govuk-footer">
    <div class="govuk-width-container">
      <ul class="govuk-footer__inline-list">
        ${service === staffService && footerLink('/procedures', 'Try a procedure')}
        ${footerLink('/accessibility-statement', 'Accessibility')}
      </ul>
    </div>
  </div>
</footer>`;
