import { randomUUID } from 'node:crypto';
import { type PageLanguage, wordingIn } from '../domain/language.ts';
import * as govuk from './govuk.ts';
import { type Html, html, raw } from './html.ts';
import type { Shell } from './page.ts';
import { asText, type Said, type ShownProblem } from './said.ts';
import { readList, type Typed } from './typed.ts';

export * from './typed.ts'; // a screen that asks also reads

type Field = {
  readonly name: string;
  readonly label: Said;
  readonly hint?: Said | undefined;
  /** The question is the whole page: its label is the page's h1. */
  readonly labelIsHeading?: boolean | undefined;
  readonly typed: Typed;
  readonly problems: readonly ShownProblem[];
};

type Choice = {
  readonly value: string;
  readonly text: Said;
  readonly hint?: Said | undefined;
  /** Fields shown while this choice is made; without JavaScript they are always shown. */
  readonly reveals?: Html | undefined;
};

/** `exclusive` is for "None of these": it stands apart, and ticking it unticks the others. */
type TickBox = Choice & { readonly exclusive?: boolean };
type CheckboxItems = Parameters<typeof govuk.checkboxes>[0]['items'];

/**
 * A form which posts to `action`, with the token and the key that each post must carry back. The key is made anew each
 * time a form is written: the same form sent twice has the same one.
 */
export const form = (
  shell: Pick<Shell, 'csrfToken'>,
  options: {
    readonly action: string;
    readonly body: Html;
    readonly button: Said;
    /** What stands beside the button: a link, or a second button. */
    readonly secondary?: Html;
    readonly multipart?: boolean;
  },
): Html => {
  const { action, body, button, secondary, multipart = false } = options;
  return html`
<form method="post" action="${action}"${multipart && html` enctype="multipart/form-data"`} novalidate>
  <input type="hidden" name="_csrf" value="${shell.csrfToken}">
  <input type="hidden" name="_key" value="${randomUUID()}">
  ${hasButton(body) && defaultButton(button)}
  ${body}
  <div class="govuk-button-group">
    ${govuk.button({ ...asText(button), preventDoubleClick: true })}
    ${secondary}
  </div>
</form>`;
};

const hasButton = (body: Html): boolean => /<button[^>]*type="submit"/.test(String(body));

/** Enter presses a form's first button: this one goes first, so that Enter never means "Remove this child". */
const defaultButton = (text: Said): Html => html`<button type="submit" hidden>${text}</button>`;

/** A line of text. */
export const textField = (
  field: Field & {
    readonly type?: 'text' | 'email' | 'tel' | 'url' | 'time';
    /** About how many characters it should look made for. */
    readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30;
    readonly inputmode?: 'numeric' | 'decimal';
    readonly autocomplete?: string;
    readonly spellcheck?: boolean;
  },
): Html =>
  govuk.input({
    ...labelled(field),
    type: field.type ?? 'text',
    value: lastTyped(field),
    classes: field.width && `govuk-input--width-${field.width}`,
    inputmode: field.inputmode,
    autocomplete: field.autocomplete,
    spellcheck: field.spellcheck,
  });

/** How letters are counted down in another language than English; every plural of Welsh has the same words here. */
const countedIn = (language: PageLanguage) => {
  const { say } = wordingIn(language);
  const every = (words: string) =>
    Object.fromEntries(['zero', 'one', 'two', 'few', 'many', 'other'].map((plural) => [plural, words]));
  return language === 'en'
    ? {}
    : {
        textareaDescriptionText: say('You can enter up to %{count} characters'),
        charactersUnderLimitText: every(say('You have %{count} characters remaining')),
        charactersAtLimitText: say('You have 0 characters remaining'),
        charactersOverLimitText: every(say('You have %{count} characters too many')),
      };
};

/** Several lines of text; `limit` counts characters down, and does not cut the text off. */
export const areaField = (
  field: Field & { readonly rows?: number; readonly limit?: number; readonly language?: PageLanguage },
): Html => {
  const options = { ...labelled(field), value: lastTyped(field), rows: String(field.rows ?? 5) };
  const area = field.limit
    ? govuk.characterCount({
        ...options,
        maxlength: String(field.limit),
        ...countedIn(field.language ?? 'en'),
      })
    : govuk.textarea(options);
  return withLinesKept(area);
};

/**
 * Templates indent the markup put into them line by line; a line break written as a reference is left alone. Browsers send
 * two characters for one break, and would show two breaks if only the second became a reference.
 */
const withLinesKept = (area: Html): Html =>
  raw(String(area).replace(/(?<=<textarea[^>]*>)[^<]*/, (text) => text.replaceAll(/\r\n?|\n/g, '&#10;')));

/** A file to choose, of a form that is `multipart`. No browser fills it in again. */
export const fileField = (field: Field & { readonly accept: string }): Html =>
  govuk.fileUpload({ ...labelled(field), attributes: { accept: field.accept } });

/** A day, a month and a year, named `<name>-day`, `<name>-month` and `<name>-year`. */
export const dateField = (field: Field & { readonly autocomplete?: 'bday' }): Html => {
  const part = (name: 'day' | 'month' | 'year', width: number) => ({
    name,
    id: name === 'day' ? field.name : `${field.name}-${name}`,
    value: lastTyped(field, `${field.name}-${name}`),
    classes: `govuk-input--width-${width}`,
    autocomplete: field.autocomplete && `${field.autocomplete}-${name}`,
  });
  return govuk.dateInput({
    id: `${field.name}-date`,
    namePrefix: field.name,
    ...asked(field),
    items: [part('day', 2), part('month', 2), part('year', 4)],
  });
};

/** One choice of a few; `inline` sets short ones, such as yes and no, side by side. */
export const radiosField = (
  field: Field & { readonly choices: readonly Choice[]; readonly inline?: boolean },
): Html =>
  govuk.radios({
    name: field.name,
    idPrefix: field.name,
    ...asked(field),
    classes: field.inline ? 'govuk-radios--inline' : undefined,
    value: lastTyped(field),
    items: field.choices.map(asItem),
  });

/** Any number of choices. */
export const checkboxesField = (field: Field & { readonly choices: readonly TickBox[] }): Html =>
  govuk.checkboxes({
    name: field.name,
    idPrefix: field.name,
    ...asked(field),
    values: readList(field.typed, field.name),
    items: field.choices.flatMap(asCheckboxes),
  });

/** One choice of many; `unchosen` is the words of the first, empty one. */
export const selectField = (
  field: Field & {
    readonly choices: readonly { readonly value: string; readonly text: string }[];
    readonly unchosen?: string;
  },
): Html =>
  govuk.select({
    ...labelled(field),
    value: lastTyped(field),
    items: [...(field.unchosen ? [{ value: '', text: field.unchosen }] : []), ...field.choices],
  });

const asCheckboxes = (choice: TickBox): CheckboxItems =>
  choice.exclusive ? [{ divider: 'or' }, { ...asItem(choice), behaviour: 'exclusive' }] : [asItem(choice)];

const asItem = ({ value, text, hint, reveals }: Choice) => ({
  value,
  ...asText(text),
  hint: hint === undefined ? undefined : asText(hint),
  conditional: reveals && { html: reveals },
});

/** The name and words of a field with one control. Its id is its name: the error summary links to it. */
const labelled = (field: Field) => ({
  id: field.name,
  name: field.name,
  label: words(field, 'govuk-label'),
  ...guidance(field),
});

/** The words of a field with several controls. */
const asked = (field: Field) => ({
  fieldset: { legend: words(field, 'govuk-fieldset__legend') },
  ...guidance(field),
});

const words = ({ label, labelIsHeading = false }: Field, block: string) => ({
  ...asText(label),
  isPageHeading: labelIsHeading,
  classes: `${block}--${labelIsHeading ? 'l' : 's'}`,
});

const guidance = ({ name, hint, problems }: Field) => {
  const problem = problems.find(({ field }) => field === name);
  return {
    hint: hint === undefined ? undefined : asText(hint),
    errorMessage: problem && { html: html`${problem.message}${because(problem)}` },
  };
};

const because = (problem: ShownProblem): Html | undefined =>
  problem.because ? html` <span class="app-because">${problem.because}</span>` : undefined;

const lastTyped = ({ typed, name: fieldName }: Field, name = fieldName): string | undefined => {
  const value = typed[name];
  return typeof value === 'string' ? value : value?.at(-1);
};
