import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredHold } from './store.ts';

type Shown = {
  /** The page of the case it is about, and the form's own address. */
  readonly back: string;
  readonly action: string;
  readonly reference: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const placeHoldView = (shell: Shell, { back, action, reference, typed, problems }: Shown): string =>
  page(shell, {
    title: 'Place a legal hold',
    problems,
    back: { href: back, text: 'How long this is kept' },
    body: html`
      <span class="govuk-caption-l">${reference}</span>
      <h1 class="govuk-heading-l">Place a legal hold</h1>
      <p class="govuk-body">While it stands nothing of this case goes, whatever day it is: for a claim, an investigation or a court.</p>
      ${form(shell, {
        action,
        button: 'Place the hold',
        body: areaField({
          ...{ name: 'reason', label: 'Why may nothing of it go?', rows: 3, typed, problems },
          hint: 'Without names. Everybody on the case can read this.',
        }),
      })}`,
  });

export const liftHoldView = (
  shell: Shell,
  { back, action, reference, typed, problems, hold }: Shown & { readonly hold: StoredHold },
): string =>
  page(shell, {
    title: 'Lift the legal hold',
    problems,
    back: { href: back, text: 'How long this is kept' },
    body: html`
      <span class="govuk-caption-l">${reference}</span>
      <h1 class="govuk-heading-l">Lift the legal hold</h1>
      <p class="govuk-body">It was placed by ${hold.placer}: <span class="app-words">${hold.reason}</span></p>
      ${form(shell, {
        action,
        button: 'Lift the hold',
        body: areaField({
          ...{ name: 'because', label: 'Why is it no longer needed?', rows: 3, typed, problems },
        }),
      })}`,
  });
