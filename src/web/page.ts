import { type PageLanguage, pageLanguages, type Wording, wordingIn } from '../domain/language.ts';
import { councilStylesheet } from './council-colour.ts';
import {
  backLink,
  errorSummary,
  exitThisPage,
  genericHeader,
  languageNavigation,
  serviceNavigation,
  skipLink,
} from './govuk.ts';
import { type Html, html } from './html.ts';
import { asText, type ShownProblem } from './said.ts';

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
  /** What the page is in; staff have English alone. */
  readonly language: PageLanguage;
  /** Whether the page can be asked for in another language. */
  readonly offersLanguages: boolean;
};

/** One page. `body` has the only h1; problems are listed above it, each linked to the field it names. */
export type Page = {
  readonly title: string;
  readonly body: Html;
  readonly problems?: readonly ShownProblem[];
  readonly back?: { readonly href: string; readonly text?: string };
  /** What the body is in, where that is not what the page was asked for in. */
  readonly writtenIn?: PageLanguage;
  /** The whole width, for tables; text is easier to read in two thirds of it. */
  readonly wide?: boolean;
  /** Files of assets/ that this page uses, such as autosave.mjs. */
  readonly scripts?: readonly string[];
};

/** A whole document for staff, with the navigation; `current` is the address of the navigation link it is under. */
export const page = (shell: Shell, content: Page & { readonly current?: string }): string =>
  document(shell, content, staffService, serviceNavigation(navigation(shell, content.current)));

/** A whole document for a guest, such as a family: no navigation; `exit` adds a way to leave at once for that address; `home` is where the name on top leads. */
export const plainPage = (
  shell: Shell,
  { home = guestService.home, ...content }: Page & { readonly exit?: string; readonly home?: string },
): string => {
  const name = wordingIn(shell.language).say(guestService.name);
  const bar = serviceNavigation({ serviceName: name, navigation: [] });
  return document(shell, content, { name, home }, bar, content.exit);
};

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
  const {
    title,
    body,
    problems = [],
    back,
    wide = false,
    scripts = [],
    writtenIn = shell.language,
  } = content;
  const { organisation, language } = shell;
  const wording = wordingIn(language);
  const { say } = wording;
  const isOther = writtenIn !== language;
  const assets = `/assets/${shell.assetsVersion}`;
  const colour = organisation && councilStylesheet(organisation.colour);
  const names = [title, service.name, ...(organisation ? [organisation.name] : [])];
  return String(html`<!DOCTYPE html>
<html lang="${language}" class="govuk-template">
<head>
  <meta charset="utf-8">
  <title>${problems.length > 0 && `${say('Error:')} `}${names.join(' – ')}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
  <link rel="icon" href="${assets}/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${assets}/application.css">
  ${colour && html`<link rel="stylesheet" href="${colour}">`}
  ${['init.mjs', ...scripts].map((script) => html`<script type="module" src="${assets}/${script}"></script>`)}
</head>
<body class="govuk-template__body">
  ${skipLink({ href: '#main-content', text: say('Skip to main content') })}
  <header class="govuk-template__header">
    ${exit && exitSkipLink(wording, exit)}
    ${shell.isDemonstration && html`<p class="app-demonstration">${say('Demonstration: everybody here is invented')}</p>`}
    ${genericHeader({ logoText: organisation?.name ?? service.name, url: service.home })}
    ${serviceBar}
  </header>
  <div class="govuk-width-container">
    ${exit && exitButton(wording, exit)}
    ${shell.offersLanguages && languages(wording)}
    ${back && html`<nav aria-label="${say('Back')}">${backLink({ text: back.text ?? say('Back'), href: back.href })}</nav>`}
    <main class="govuk-main-wrapper" id="main-content"${isOther && html` lang="${writtenIn}"`}>
      <div class="govuk-grid-row">
        <div class="${wide ? 'govuk-grid-column-full' : 'govuk-grid-column-two-thirds'}">
          ${isOther && html`<p class="govuk-body" lang="${language}">${say('This page is only in English for now.')}</p>`}
          ${problems.length > 0 && summary(wording, problems)}
          ${body}
        </div>
      </div>
    </main>
  </div>
  ${footer(wording, service)}
</body>
</html>
`);
};

/** Every field's first control has the field's name as its id, so a link to it needs no more than the name. */
const summary = ({ say }: Wording, problems: readonly ShownProblem[]): Html =>
  errorSummary({
    titleText: say('There is a problem'),
    errorList: problems.map(({ field, message, because }) =>
      field
        ? { ...asText(message), href: `#${field}` }
        : { html: html`${message}${because && html` <span class="app-because">${because}</span>`}` },
    ),
  });

const nameOfLanguage: Readonly<Record<PageLanguage, string>> = { en: 'English', cy: 'Cymraeg' };

/** The same page in each language; each language by its own name. */
const languages = ({ say, language }: Wording): Html =>
  languageNavigation({
    ariaLabel: say('Language'),
    items: pageLanguages.map((each) => ({
      text: nameOfLanguage[each],
      lang: each,
      href: `?language=${each}`,
      current: each === language,
    })),
  });

/** A landmark, like all else on a page, so that it is found by those who move from one to the next. */
const exitButton = ({ say, language }: Wording, redirectUrl: string): Html =>
  exitThisPage({
    redirectUrl,
    attributes: { role: 'region', 'aria-label': say('Leave at once') },
    ...(language !== 'en' && {
      text: say('Exit this page'),
      activatedText: say('Loading.'),
      timedOutText: say('Exit this page expired.'),
      pressTwoMoreTimesText: say('Shift, press 2 more times to exit.'),
      pressOneMoreTimeText: say('Shift, press 1 more time to exit.'),
    }),
  });

const exitSkipLink = ({ say }: Wording, href: string): Html =>
  skipLink({
    text: say('Exit this page quickly'),
    href,
    classes: 'govuk-js-exit-this-page-skiplink',
    attributes: { rel: 'nofollow noreferrer' },
  });

const footerLink = (href: string, text: string): Html =>
  html`<li class="govuk-footer__inline-list-item"><a class="govuk-footer__link" href="${href}">${text}</a></li>`;

// Not govuk-frontend's own footer, which has the crown and Crown copyright in it.
const footer = ({ say }: Wording, service: Service): Html => html`<footer class="govuk-template__footer">
  <div class="govuk-footer">
    <div class="govuk-width-container">
      <ul class="govuk-footer__inline-list">
        ${service === staffService && footerLink('/procedures', 'Try a procedure')}
        ${footerLink('/accessibility-statement', say('Accessibility'))}
      </ul>
    </div>
  </div>
</footer>`;
