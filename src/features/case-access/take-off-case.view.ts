import type { CaseRecord } from '../../domain/case.ts';
import { type OnCase, opensCase } from '../../domain/case-access.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { capacityTitle } from './see-people.view.ts';

export const takeOffCaseView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly part: OnCase;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, part, typed, problems } = shown;
  const people = `/disruptions/${record.id}/people`;
  return page(shell, {
    title: 'End a colleague’s part in the case',
    problems,
    back: { href: people, text: 'Who may open this case' },
    body: html`
      <h1 class="govuk-heading-l">End the part of ${part.name}</h1>
      <p class="govuk-body">${part.name} is on this case as ${capacityTitle(part.capacity).toLowerCase()}.
        ${opensCase(part.capacity) ? 'From the moment you save this, they do not open it in that capacity, and nothing in it is theirs to do.' : 'From the moment you save this, nothing more of it is sent to them.'}</p>
      ${form(shell, {
        action: `${people}/${part.personId}/${part.capacity}/end`,
        button: 'End their part',
        body: areaField({
          name: 'reason',
          label: 'Why does it end?',
          hint: 'For example: they moved to another team.',
          rows: 3,
          typed,
          problems,
        }),
      })}`,
  });
};
