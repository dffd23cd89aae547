import { type Html, html } from './html.ts';

/** How much of the checklist of a case is still open, with the way there; for whoever sees that it is seen to (PG-9e). */
export const arrangementsOpen = (disruptionId: string, open: number): Html => html`
  <p class="govuk-body">${
    open === 0
      ? 'Everybody was told, and everything arranged, or it is said why not.'
      : `${open === 1 ? 'One thing is' : `${open} things are`} still open of who is told and what is arranged.`
  } <a class="govuk-link" href="/disruptions/${disruptionId}/arrangements">See who was told, and what was arranged</a></p>`;
