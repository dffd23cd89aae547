import { childFeedbackWords, type FeedbackChoice } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { face } from '../../web/child-pictures.ts';
import { feedbackFields } from '../../web/feedback-fields.view.ts';
import { form, type Typed } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, sayingIn } from '../../web/said.ts';
import { childPage } from './start.view.ts';

const faces = { yes: 'happy', partly: 'mixed', no: 'sad' } as const;
const picture = (choice: FeedbackChoice): Html | null => (choice === 'not-said' ? null : face(faces[choice]));

/** How the meeting was for a child: two questions with faces and a space for words, none of which they have to fill in. */
export const tellHowItWasView = (
  shell: Shell,
  shownOf: {
    readonly isHeld: boolean;
    readonly hasAnswered: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { isHeld, hasAnswered, typed, problems } = shownOf;
  const saying = sayingIn(shell.language);
  const { say, shown } = saying;
  const words = childFeedbackWords;
  const isAsked = isHeld && !hasAnswered;
  return childPage(shell, {
    title: say(words.title),
    problems,
    body: html`
      <h1 class="govuk-heading-l">${shown(words.title)}</h1>
      ${!isAsked && html`<p class="govuk-body">${shown(hasAnswered ? words.thanks : words.tooEarly)}</p>`}
      ${
        isAsked &&
        html`${words.opening.map((each) => html`<p class="govuk-body">${shown(each)}</p>`)}
      ${form(shell, {
        action: '/mine/feedback',
        button: shown(words.send),
        body: feedbackFields(saying, {
          ...{ group: 'children', typed, words, picture },
          problems: problemsIn(shell.language, problems),
        }),
      })}`
      }
      <p class="govuk-body"><a class="govuk-link" href="/mine/page">${shown('Go to my own page')}</a></p>`,
  });
};
