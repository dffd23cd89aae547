import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

export const accessibilityStatementView = (shell: Shell): string =>
  page(shell, {
    title: 'Accessibility statement',
    body: html`
      <h1 class="govuk-heading-l">Accessibility statement</h1>
      <p class="govuk-body">This statement is about the placement disruption service. We want as many people as possible to be able to use it. You should be able to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>zoom in up to 400% without text going off the screen</li>
        <li>use every page with a keyboard alone</li>
        <li>use every page with a screen reader</li>
        <li>use every page with JavaScript switched off</li>
      </ul>
      <h2 class="govuk-heading-m">How accessible it is</h2>
      <p class="govuk-body">Pages are checked by automatic tools against the Web Content Accessibility Guidelines version 2.2 level AA each time the service is changed, and have been walked through by keyboard. Such tools find only part of the problems. The service has not been tested by disabled people or audited by somebody outside the team, so we do not claim that it meets the guidelines in full.</p>
      <h2 class="govuk-heading-m">What we know is not accessible enough</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Documents in PDF are tagged with headings, lists and tables, but have not been checked by people who use screen readers.</li>
        <li>The service is in English only.</li>
      </ul>
      <h2 class="govuk-heading-m">If you need something in another way</h2>
      <p class="govuk-body">Ask the person at the council who invited you or works with you. They can give you large print, easy read, audio or a conversation instead, and can report a problem with the service.</p>
      <h2 class="govuk-heading-m">If you are not content with the answer</h2>
      <p class="govuk-body">The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. You can contact the Equality Advisory and Support Service.</p>`,
  });
