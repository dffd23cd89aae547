import type { Problem } from '../../domain/result.ts';
import { areaField, form, type Typed } from '../../web/forms.ts';
import { notificationBanner } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, type Saying, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';
import type { OwnAction } from './store.ts';

type Shown = {
  readonly actions: readonly OwnAction[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly isSaved: boolean;
};

/** The box in which somebody writes about one action. */
export const tellField = ({ id }: Pick<OwnAction, 'id'>): string => `words-${id}`;

const doButton = ({ shown }: Saying, action: OwnAction, does: string, words: string): Html =>
  html`<button type="submit" class="govuk-button govuk-button--secondary" name="do" value="${does}">${shown(words)}<span class="govuk-visually-hidden">: ${action.what}</span></button>`;

const openPart = (shell: Shell, saying: Saying, action: OwnAction, { typed, problems }: Shown): Html => {
  const { shown, day } = saying;
  return html`
    <p class="govuk-body">${shown('Please do it by {day}.', { day: day(action.dueOn) })}${action.answer === 'accepted' && html` ${shown('You said yes. Thank you.')}`}</p>
    ${form(shell, {
      action: '/private/actions',
      button: shown('Save what I wrote'),
      secondary: html`
        ${action.answer !== 'accepted' && doButton(saying, action, 'accept', 'Yes, I will do it')}
        ${doButton(saying, action, 'done', 'It is done')}
        ${doButton(saying, action, 'hand-back', 'I cannot do it')}`,
      body: html`
        <input type="hidden" name="action" value="${action.id}">
        ${areaField({
          name: tellField(action),
          label: shown('Tell us about it'),
          hint: shown('How is it going? What did you do? Or why can you not do it?'),
          rows: 4,
          typed,
          problems: problemsIn(shell.language, problems),
        })}`,
    })}`;
};

/** What somebody with a private link has to do: each of their actions with one box and the few things they can say of it. */
export const ownActionsView = (shell: Shell, content: Shown): string => {
  const { actions, problems, isSaved } = content;
  const saying = sayingIn(shell.language);
  const { say, shown } = saying;
  return guestPage(shell, {
    title: say('Things for you to do'),
    problems,
    back: { href: '/private/meeting', text: say('Back') },
    body: html`
      ${
        isSaved &&
        notificationBanner({
          type: 'success',
          html: html`<p class="govuk-notification-banner__heading">${shown('We have saved it. Thank you.')}</p>`,
        })
      }
      <h1 class="govuk-heading-l">${shown('Things for you to do')}</h1>
      <p class="govuk-body">${shown(actions.length === 0 ? 'There is nothing for you to do.' : 'The meeting asked you to help with this.')}</p>
      ${actions.map(
        (action) => html`
      <h2 class="govuk-heading-m">${action.what}</h2>
      ${action.isOpen ? openPart(shell, saying, action, content) : html`<p class="govuk-body">${shown('This is done. Thank you.')}</p>`}`,
      )}`,
  });
};
