import type { Problem } from '../../domain/result.ts';
import { dateField, form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { type Typed, typedDate } from '../../web/typed.ts';
import type { Team } from './store.ts';

/** A team to add, or one to rename or to end. */
export const teamView = (
  shell: Shell,
  shown: { readonly loaded: Team | null; readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const { loaded: team, problems } = shown;
  const saved =
    team === null ? {} : { name: team.name, ...(team.until !== null && typedDate('until', team.until)) };
  const typed = problems.length > 0 ? shown.typed : saved;
  const title = team === null ? 'Add a team' : 'Change a team';
  return page(shell, {
    title,
    problems,
    back: { href: '/teams', text: 'Teams' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(shell, {
        action: team === null ? '/teams/new' : `/teams/${team.id}`,
        button: 'Save',
        body: html`
          ${textField({ name: 'name', label: 'Name of the team', width: 30, typed, problems })}
          ${team !== null && dateField({ name: 'until', label: 'Last day, if it ends (optional)', typed, problems })}`,
      })}`,
  });
};
