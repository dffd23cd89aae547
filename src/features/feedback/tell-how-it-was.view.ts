import type { CaseRecord } from '../../domain/case.ts';
import { feedbackWords } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { feedbackFields } from '../../web/feedback-fields.view.ts';
import { form, type Typed } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { sayingIn } from '../../web/said.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly isInvited: boolean;
  readonly isHeld: boolean;
  readonly hasAnswered: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** Why there is nothing to answer; undefined when there is. */
export const whyNotAsked = ({
  isInvited,
  isHeld,
  hasAnswered,
}: Pick<Shown, 'isInvited' | 'isHeld' | 'hasAnswered'>): string | undefined => {
  if (!isHeld) return 'You can say how the meeting was for you once it was held.';
  if (!isInvited)
    return 'Those who were invited to the meeting are asked how it was. You were not invited to it.';
  return hasAnswered ? 'Thank you. You have said how the meeting was for you.' : undefined;
};

/** How the meeting was for a member of staff who was asked to it. */
export const tellHowItWasView = (shell: Shell, shown: Shown): string => {
  const { record, typed, problems } = shown;
  const nothing = whyNotAsked(shown);
  return page(shell, {
    title: feedbackWords.title,
    problems,
    back: { href: `/disruptions/${record.id}/actions`, text: `Actions of ${record.reference}` },
    body: html`
      <h1 class="govuk-heading-l">${feedbackWords.title}</h1>
      ${nothing !== undefined && html`<p class="govuk-body">${nothing}</p>`}
      ${
        nothing === undefined &&
        html`${feedbackWords.opening.map((words) => html`<p class="govuk-body">${words}</p>`)}
      ${form(shell, {
        action: `/disruptions/${record.id}/feedback`,
        button: feedbackWords.send,
        body: feedbackFields(sayingIn('en'), {
          ...{ group: 'professionals', typed, problems, words: feedbackWords },
        }),
      })}`
      }`,
  });
};
