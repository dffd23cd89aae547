import type { CaseRecord, ChildView, Sharing } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { sharingInWords } from '../../domain/view-sharing.ts';
import { childWords } from '../../web/child-words.ts';
import { dateField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { sharingFields } from './sharing-fields.view.ts';

export const confirmSharingView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly view: ChildView;
    readonly earlier: readonly Sharing[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, view, earlier, typed, problems } = shown;
  const { children } = record.placement;
  const givenName = children.find(({ id }) => id === view.childId)?.givenName ?? '';
  const before = earlier.slice(1);
  return page(shell, {
    title: `Who may know what ${givenName} said`,
    problems,
    back: { href: `/disruptions/${record.id}/child-voice`, text: 'How each child is heard and answered' },
    body: html`
      <h1 class="govuk-heading-l">Who may know what ${givenName} said</h1>
      ${childWords(view, { children, mayRead: true, disruptionId: record.id })}
      ${
        before.length === 0
          ? null
          : html`<h2 class="govuk-heading-s">Before that</h2>
            <ul class="govuk-list">${before.map((sharing) => html`<li>${sharingInWords(sharing, givenName)}</li>`)}</ul>`
      }
      <p class="govuk-body">The words stay as they are. Copies of the minutes that are not released yet are prepared again; copies that people have are not called back by this.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/views/${view.id}/sharing`,
        button: 'Save',
        body: html`
          ${sharingFields({ typed, problems, isOptional: false })}
          ${dateField({ name: 'agreedOn', label: `When did ${givenName} say so?`, typed, problems })}`,
      })}`,
  });
};
