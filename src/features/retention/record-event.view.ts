import { lifeEventInWords } from '../../domain/life-event.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { PageOnCase } from '../case-door.ts';

export const recordEventView = (shell: Shell, { record, typed, problems }: PageOnCase): string => {
  const at = `/disruptions/${record.id}/kept`;
  const { children } = record.placement;
  return page(shell, {
    title: 'Record something that happened',
    problems,
    back: { href: at, text: 'How long this is kept' },
    body: html`
      <h1 class="govuk-heading-l">Record something that happened</h1>
      <p class="govuk-body">What happens to the people in a case, also years later, changes how long it has to be kept.</p>
      ${form(shell, {
        action: `${at}/events/new`,
        button: 'Record it',
        body: html`
          ${radiosField({
            ...{ name: 'kind', label: 'What happened?', typed, problems },
            choices: Object.entries(lifeEventInWords).map(([value, text]) => ({ value, text })),
          })}
          ${
            children.length > 1 &&
            radiosField({
              ...{ name: 'childId', label: 'Which child is it about?', typed, problems },
              hint: 'If a child died, or their date of birth was wrong.',
              choices: children.map(({ id, givenName }) => ({ value: id, text: givenName })),
            })
          }
          ${dateField({ name: 'on', label: 'On which day?', hint: 'If the date of birth was wrong, enter the right one.', typed, problems })}
          ${areaField({ name: 'evidence', label: 'What shows it?', hint: 'For example a certificate, or an order of a court.', rows: 3, typed, problems })}`,
      })}`,
  });
};
