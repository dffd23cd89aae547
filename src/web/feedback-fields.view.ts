import {
  type FeedbackChoice,
  type FeedbackGroup,
  feedbackChoices,
  feedbackQuestions,
  feedbackWords,
} from '../domain/feedback.ts';
import { areaField, radiosField } from './forms.ts';
import { type Html, html } from './html.ts';
import type { Saying } from './said.ts';
import type { Typed } from './typed.ts';

type Asked = {
  readonly group: FeedbackGroup;
  readonly typed: Typed;
  /** In the language of the page. */
  readonly problems: Parameters<typeof areaField>[0]['problems'];
  /** What stands above and in the box for words. */
  readonly words: { readonly better: string; readonly hint: string };
  /** What stands before the word of a choice. */
  readonly picture?: (choice: FeedbackChoice) => Html | null;
};

/** The questions that one part is asked about a meeting, each with the same few answers, and a box for words. */
export const feedbackFields = (
  { shown }: Saying,
  { group, typed, problems, words, picture }: Asked,
): Html => html`
  ${feedbackQuestions[group].map(({ key, asks }) =>
    radiosField({
      ...{ name: key, label: shown(asks), typed, problems },
      choices: feedbackChoices.map((value) => ({
        value,
        text: html`${picture?.(value)} ${shown(feedbackWords.choices[value])}`,
      })),
    }),
  )}
  ${areaField({ ...{ name: 'better', rows: 3, typed, problems }, label: shown(words.better), hint: shown(words.hint) })}`;
