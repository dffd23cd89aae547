import { postInWords } from '../../domain/post.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { DemonstrationPerson } from './store.ts';

/** What somebody in this post does here, for a visitor who has to choose one. */
const whatTheyDo: Readonly<Record<string, string>> = {
  'social-worker': 'Records that a placement has ended, and convenes the meeting.',
  'senior-practitioner': 'Can chair a meeting about a child they have not worked with.',
  'team-manager': 'Sees what the team has to do, and by when.',
  'service-manager': 'Releases the copies that somebody else has prepared.',
  'adopters-social-worker': 'Supports the adopters, and comes to the meeting.',
  'supervising-social-worker': 'Supports the foster carers, and comes to the meeting.',
  'personal-adviser': 'Supports a young person who is leaving care.',
  'independent-chair': 'Chairs the meeting, and agrees its minutes.',
  iro: 'Keeps the child’s plan under review.',
  'panel-advisor': 'Takes what was learnt back to the adoption panel.',
  'minute-taker': 'Writes the minutes, and prepares a copy for each person.',
  administrator: 'Adds people, their posts and teams. Sees no case.',
  'information-governance': 'Sees who opened what, and why. Sees no case.',
  'caldicott-guardian': 'Is told when somebody opens a case that is not theirs.',
  'records-officer': 'Puts together what is held about somebody who asks.',
};

/** The sign-in page of the demonstration: one button a person. */
export const choosePerson = (shell: Shell, action: string, people: readonly DemonstrationPerson[]): string =>
  page(shell, {
    title: 'Choose who to sign in as',
    body: html`
      <h1 class="govuk-heading-l">Choose who to sign in as</h1>
      <p class="govuk-body">This is a demonstration. Everybody here is invented, and nobody has a password. In a
        council, your own work sign-in page would be here. You can also <a class="govuk-link" href="/procedures">try a
        council’s procedure</a> without signing in.</p>
      ${people.length === 0 && html`<p class="govuk-body">No example people have been loaded yet.</p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="_csrf" value="${shell.csrfToken}">
        ${[...Map.groupBy(people, ({ organisation }) => organisation)].map(organisationSection)}
      </form>`,
  });

const organisationSection = ([organisation, people]: [string, readonly DemonstrationPerson[]]): Html => html`
  <h2 class="govuk-heading-m">${organisation}</h2>
  <ul class="govuk-list">
    ${people.map(
      ({ name, email, post }) => html`
    <li>
      ${button({ text: name, name: 'person', value: email, classes: 'govuk-button--secondary govuk-!-margin-bottom-1' })}
      <p class="govuk-body"><strong>${postInWords(post)}</strong>. ${whatTheyDo[post]}</p>
    </li>`,
    )}
  </ul>`;

/** For a page of the provider that has been left open too long. */
export const outOfDate = (shell: Shell): string =>
  page(shell, {
    title: 'This sign-in page is out of date',
    body: html`
      <h1 class="govuk-heading-l">This sign-in page is out of date</h1>
      <p class="govuk-body">You are on the sign-in page of a demonstration. Please start again.</p>
      ${button({ text: 'Sign in', href: '/sign-in' })}`,
  });
