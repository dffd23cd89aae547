import { type FeedbackGroup, feedbackWords } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { feedbackFields } from '../../web/feedback-fields.view.ts';
import { form, type Typed } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

type Shown = {
  readonly group: FeedbackGroup;
  readonly isHeld: boolean;
  readonly hasAnswered: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** How the meeting was for whoever holds a private link: a few questions once it was held, and then a thank you. */
export const tellHowItWasView = (
  shell: Shell,
  { group, isHeld, hasAnswered, typed, problems }: Shown,
): string => {
  const saying = sayingIn(shell.language);
  const { say, shown } = saying;
  const isAsked = isHeld && !hasAnswered;
  return guestPage(shell, {
    title: say(feedbackWords.title),
    problems,
    back: { href: '/private/meeting', text: say('Back') },
    body: html`
      <h1 class="govuk-heading-l">${shown(feedbackWords.title)}</h1>
      ${!isAsked && html`<p class="govuk-body">${shown(hasAnswered ? feedbackWords.thanks : feedbackWords.tooEarly)}</p>`}
      ${
        isAsked &&
        html`${feedbackWords.opening.map((words) => html`<p class="govuk-body">${shown(words)}</p>`)}
      ${form(shell, {
        action: '/private/feedback',
        button: shown(feedbackWords.send),
        body: feedbackFields(saying, {
          ...{ group, typed, words: feedbackWords },
          problems: problemsIn(shell.language, problems),
        }),
      })}`
      }`,
  });
};
