import { factDefinitions } from '../../domain/facts.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { form, radiosField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const { question, values } = factDefinitions.kind;

/** What the form asks anew when the kind is chosen, or gives each time it is written. */
const notCarried: ReadonlySet<string> = new Set(['_csrf', '_key', 'kind', 'go']);

/** The question before the form; what was typed in the form already is carried along. */
export const chooseKindView = (
  shell: Shell,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const carried = Object.entries(typed)
    .filter(([name]) => !notCarried.has(name))
    .flatMap(([name, value = '']) => [value].flat().map((text) => ({ name, text })));
  const body = html`
    ${carried.map(({ name, text }) => html`<input type="hidden" name="${name}" value="${text}">`)}
    ${radiosField({
      typed,
      problems,
      name: 'kind',
      label: question,
      labelIsHeading: true,
      choices: Object.entries(values).map(([value, words]) => ({
        value,
        text: capitalised(words),
        hint: hints.get(value),
      })),
    })}
    <input type="hidden" name="go" value="kind">`;
  return page(shell, {
    title: question,
    problems,
    current: '/disruptions/new',
    back: { href: '/disruptions/new', text: 'Record a breakdown or a risk' },
    body:
      carried.length > 0
        ? form(shell, { action: '/placements/new', button: 'Continue', body })
        : html`<form method="get" action="/placements/new" novalidate>${body}${button({ text: 'Continue' })}</form>`,
  });
};

const hints = new Map([
  ['adoptive', 'Or introductions to one'],
  ['connected-person', 'A relative or friend who is approved as a foster carer for this child'],
  ['special-guardianship', 'Before or after the order was made'],
]);
