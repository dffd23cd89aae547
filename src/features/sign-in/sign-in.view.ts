import type { Problem } from '../../domain/result.ts';
import { form, textField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** What is in front of somebody for a moment on their way to their identity provider, or for good where nothing happens. */
export const onTheWay = (shell: Shell, address: string): string =>
  page(shell, {
    title: 'Taking you to your organisation’s sign-in page',
    body: html`
      <h1 class="govuk-heading-l">Taking you to your organisation’s sign-in page</h1>
      ${button({ text: 'Continue', href: address })}`,
  });

const notice = (shell: Shell, title: string, paragraphs: readonly (string | Html)[], link: string): string =>
  page(shell, {
    title,
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${paragraphs.map((paragraph) => html`<p class="govuk-body">${paragraph}</p>`)}
      ${button({ text: link, href: '/sign-in' })}`,
  });

/**
 * Asks for the address whose domain says where somebody signs in. `action` carries where they are going; `typed` and
 * `problems` are of the last time.
 */
export const askEmail = (
  shell: Shell,
  action: string,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): string =>
  page(shell, {
    title: 'What is your work email address?',
    problems,
    body: form(shell, {
      action,
      body: textField({
        name: 'email',
        label: 'What is your work email address?',
        labelIsHeading: true,
        hint: 'It tells us which organisation’s sign-in page to take you to. We do not ask for a password.',
        type: 'email',
        autocomplete: 'email',
        spellcheck: false,
        typed,
        problems,
      }),
      button: 'Continue',
    }),
  });

/** The identity provider does not answer. */
export const providerNotReached = (shell: Shell): string =>
  notice(
    shell,
    'You cannot sign in at the moment',
    [
      'This service could not reach the page where you sign in for work. Nothing that you saved is affected.',
      'Wait a minute and try again. If it goes on, tell your council’s IT service desk.',
    ],
    'Try again',
  );

/** What came back from the identity provider was refused. Why is in the log: it would help only an attacker. */
export const notSignedIn = (shell: Shell): string =>
  notice(
    shell,
    'You have not been signed in',
    ['You may have taken more than 10 minutes, used the Back button, or cancelled. Please start again.'],
    'Sign in',
  );

/** The identity provider knows the person; the service does not. */
export const notKnown = (shell: Shell, email: string | null): string =>
  notice(
    shell,
    'You do not have access to this service yet',
    [
      email === null
        ? 'Your council signed you in, but did not confirm a work email address that we could know you by.'
        : html`You signed in as <strong>${email}</strong>, and nobody with that address has been added.`,
      'Ask your council’s administrator of this service to add you. Then sign in again.',
    ],
    'Sign in again',
  );

/** The identity provider told of somebody with an address at a domain which is not its own. */
export const notVouchedFor = (shell: Shell, email: string): string =>
  notice(
    shell,
    'You have not been signed in',
    [
      html`You signed in as <strong>${email}</strong>, but not on the sign-in page for addresses like that one.`,
      'Sign in with the work account of the organisation whose email address it is.',
    ],
    'Sign in again',
  );

/** Somebody else signed in where this person was asked to sign in anew. */
export const notTheSame = (shell: Shell): string =>
  notice(
    shell,
    'You signed in as somebody else',
    [
      'This step asks the person who is signed in here to sign in again, and it was somebody else who did.',
      'Sign in again with your own work account. To change to another person, sign out first.',
    ],
    'Go back to the service',
  );

/** After signing out. */
export const signedOut = (shell: Shell): string =>
  notice(shell, 'You have signed out', ['If you share this computer, close the browser too.'], 'Sign in');
