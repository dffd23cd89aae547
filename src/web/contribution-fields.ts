import type { Answer, RecordedFor } from '../domain/case.ts';
import { wordsLimit } from '../domain/contribution.ts';
import { answerFields, type OwnContribution } from '../domain/contribution-answers.ts';
import {
  type ContributionFile,
  descriptionLimit,
  fileInWords,
  mostFiles,
} from '../domain/contribution-file.ts';
import { acceptedFiles, fileFormats } from '../domain/files/format.ts';
import type { PageLanguage } from '../domain/language.ts';
import { recordedInWords } from '../domain/recorded-contribution.ts';
import { areaField, fileField, radiosField, type Typed } from './forms.ts';
import { button } from './govuk.ts';
import { type Html, html } from './html.ts';
import { asText, inEnglish, type ShownProblem, sayingIn } from './said.ts';

/** What somebody's writing fills its fields with, before they type anything. */
export const typedContribution = (own: OwnContribution): Typed => {
  const { draft, given } = own;
  const share = draft === null ? (given.length === 0 ? null : own.share) : draft.share;
  const fields = answerFields(own.asked, draft?.answers ?? given);
  return {
    ...Object.fromEntries(fields.map(({ name, words }) => [name, words])),
    ...(share !== null && { share }),
  };
};

const choices = {
  guest: [
    {
      value: 'everyone',
      text: 'Share with everyone at the meeting',
      hint: 'It can be read out there. We keep it with the notes of the meeting.',
    },
    {
      value: 'chair-and-social-workers',
      text: 'Only the chair and the social workers',
      hint: 'It is not read out. Only the person who leads the meeting, the social workers and their team managers read it.',
    },
  ],
  staff: [
    {
      value: 'everyone',
      text: 'Share with everyone at the meeting',
      hint: 'It can be read out there, and stands in the copies of the minutes for staff on the case.',
    },
    {
      value: 'chair-and-social-workers',
      text: 'Only the chair and the social workers',
      hint: 'It is not read out and stands in no copy. The chair, the social workers on the case and their team managers read it.',
    },
  ],
} as const;

/** The questions somebody is asked, each with what they wrote, and with whom they share it. */
export const contributionFields = (
  own: OwnContribution,
  {
    audience,
    files,
    typed,
    problems,
    language = 'en',
  }: {
    readonly audience: 'guest' | 'staff';
    /** Where they add files, between what they say and who may read it. */
    readonly files: Html;
    readonly typed: Typed;
    readonly problems: readonly ShownProblem[];
    readonly language?: PageLanguage;
  },
): Html => {
  const { shown } = sayingIn(language);
  const fields = answerFields(own.asked, own.draft?.answers ?? own.given);
  return html`
    ${fields.map(({ name, question }) =>
      areaField({
        name,
        label: question === '' ? shown('What you wrote') : inEnglish(question, language),
        rows: fields.length === 1 ? 10 : 4,
        limit: wordsLimit,
        language,
        typed,
        problems,
      }),
    )}
    ${files}
    ${radiosField({
      name: 'share',
      label: shown('Who may read it?'),
      typed,
      problems,
      choices: choices[audience].map(({ value, text, hint }) => ({
        value,
        text: shown(text),
        hint: shown(hint),
      })),
    })}`;
};

/** Stands beside the button that gives it to the meeting. */
export const saveForLater = (language: PageLanguage = 'en'): Html =>
  button({
    ...asText(sayingIn(language).shown('Save and come back later')),
    classes: 'govuk-button--secondary',
    name: 'do',
    value: 'save',
    preventDoubleClick: true,
  });

/** What somebody wrote, each answer under its question. */
export const answersPart = (answers: readonly Answer[], language: PageLanguage = 'en'): Html =>
  html`${answers.map(
    ({ question, words }) => html`
      ${question !== '' && html`<p class="govuk-body"><strong>${sayingIn(language).shown(question)}</strong></p>`}
      <p class="app-words">${words}</p>`,
  )}`;

/** Where a file is to be had. */
type AddressOf = (file: ContributionFile) => string;

/** The same for staff: at the invitation of whoever gave it. */
export const addressOfGiven =
  (disruptionId: string, invitationId: string): AddressOf =>
  ({ id }) =>
    `/disruptions/${disruptionId}/contributions/${invitationId}/files/${id}`;

const fileLink = (file: ContributionFile, addressOf: AddressOf): Html => html`
  ${
    fileFormats[file.format].kind === 'picture' &&
    html`<img class="app-given-picture" src="${addressOf(file)}" alt="${file.description}" loading="lazy">`
  }
  <a class="govuk-link" href="${addressOf(file)}" download>${fileInWords(file)}</a>`;

/** What somebody gave with their words: pictures are shown, and all of it can be saved. */
export const givenFilesPart = (files: readonly ContributionFile[], addressOf: AddressOf): Html | null =>
  files.length === 0
    ? null
    : html`<ul class="govuk-list">${files.map((file) => html`<li>${fileLink(file, addressOf)}</li>`)}</ul>`;

const filesAsked = {
  guest: {
    label: 'Add a photo, a letter or your voice (optional)',
    hint: 'You can add a photo, a PDF, a Word file or a sound clip. Each can be up to 15 MB. We take out where and when a photo was made.',
    describe: 'What is it?',
    describeHint:
      'A few words are enough, like “A photo of our garden”. People who cannot see it hear them read out.',
    alone: 'Nobody else can see this yet.',
  },
  staff: {
    label: 'Add a file (optional)',
    hint: 'A photo (JPEG, PNG, WebP), a PDF, a Word document (.docx) or a sound recording, of 15 MB or less. What it says of where, when and by whom it was made is taken out, and so are comments.',
    describe: 'What is it?',
    describeHint: 'For example: drawing of her family. It is read out to those who cannot see a picture.',
    alone: 'Yours alone until you give it.',
  },
} as const;

/** The files of somebody's own writing, each with a button to take it out, and the place to add one more. */
export const filesFields = (
  { files }: Pick<OwnContribution, 'files'>,
  {
    audience,
    addressOf,
    typed,
    problems,
    language = 'en',
    goesWithForm = false,
  }: {
    readonly audience: 'guest' | 'staff';
    /** Where nothing is kept for later, a file comes with all the rest and has no button of its own. */
    readonly goesWithForm?: boolean;
    readonly addressOf: AddressOf;
    readonly typed: Typed;
    readonly problems: readonly ShownProblem[];
    readonly language?: PageLanguage;
  },
): Html => {
  const { shown } = sayingIn(language);
  const asked = filesAsked[audience];
  return html`
    ${
      files.length > 0 &&
      html`<ul class="govuk-list">${files.map(
        (file) => html`<li>
          ${fileLink(file, addressOf)}${!file.isGiven && html`<br>${shown(asked.alone)}`}
          ${button({
            html: html`${shown('Take out')}<span class="govuk-visually-hidden"> ${file.description}</span>`,
            classes: 'govuk-button--secondary',
            name: 'take-out',
            value: file.id,
            preventDoubleClick: true,
          })}</li>`,
      )}</ul>`
    }
    ${
      files.length >= mostFiles
        ? html`<p class="govuk-body">${shown('You have added {count} files. Take one out to add another.', { count: String(mostFiles) })}</p>`
        : html`
    ${fileField({ name: 'file', label: shown(asked.label), hint: shown(asked.hint), accept: acceptedFiles, typed, problems })}
    ${areaField({
      ...{ name: 'description', label: shown(asked.describe), hint: shown(asked.describeHint), rows: 2 },
      ...{ limit: descriptionLimit, typed, problems, language },
    })}
    ${
      !goesWithForm &&
      button({
        ...asText(shown('Add this file')),
        classes: 'govuk-button--secondary',
        name: 'do',
        value: 'add-file',
        preventDoubleClick: true,
      })
    }`
    }`;
};

/** Under what was written down for somebody: who did it, when, and how it was given. */
export const recordedPart = (recorded: RecordedFor | null | undefined): Html | null =>
  recorded ? html`<p class="govuk-body">${recordedInWords(recorded)}</p>` : null;
