import type { Problem } from '../../domain/result.ts';
import { form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export type OrganisationRecord = {
  readonly name: string;
  readonly colour: string;
  /** The procedures it works by, in the order in which they are asked, and every one there is. */
  readonly procedures: readonly string[];
  readonly known: readonly { readonly id: string; readonly title: string }[];
};

export const organisationView = (
  shell: Shell,
  shown: {
    readonly loaded: OrganisationRecord;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { loaded: record, problems } = shown;
  const saved = {
    colour: record.colour,
    ...Object.fromEntries(
      record.known.map(({ id }, index) => [
        `place-${index}`,
        record.procedures.includes(id) ? String(record.procedures.indexOf(id) + 1) : '',
      ]),
    ),
  };
  const typed = problems.length > 0 ? shown.typed : saved;
  return page(shell, {
    title: 'Your organisation',
    problems,
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">${record.name}</h1>
      ${form(shell, {
        action: '/organisation',
        button: 'Save',
        body: html`
          ${textField({ name: 'colour', label: 'Colour at the top of your pages', hint: 'As # and six figures, such as #00583d.', width: 10, spellcheck: false, typed, problems })}
          <h2 class="govuk-heading-m">Procedures</h2>
          <p class="govuk-body">A new case goes by the first that is about it. Cases that are open keep theirs.</p>
          ${record.known.map(({ id, title }, index) =>
            textField({
              name: `place-${index}`,
              label: title,
              hint: `${id}. Its place: 1 is asked first; empty is not used.`,
              width: 2,
              inputmode: 'numeric',
              typed,
              problems,
            }),
          )}`,
      })}`,
  });
};
