import type { Owner } from '../../domain/action.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import { caughtKindInWords, caughtKinds } from '../../domain/caught.ts';
import type { Speaker } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { dateField, selectField } from '../../web/forms.ts';
import { radios } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { Room } from './room.ts';

export type Line = {
  readonly disruptionId: string;
  readonly key: string;
  readonly room: Room;
  readonly speakers: readonly (Speaker & { readonly name: string })[];
  readonly owners: readonly Owner[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** The key that chooses each kind, beside the keys with which a browser does that. */
const accessKeyOf = (index: number): string => String(index + 1);

const kindsField = ({ typed }: Line): Html =>
  radios({
    name: 'catch-kind',
    idPrefix: 'catch-kind',
    classes: 'govuk-radios--small govuk-radios--inline',
    fieldset: { legend: { text: 'What is it?', classes: 'govuk-fieldset__legend--s' } },
    value: readText(typed, 'catch-kind') || 'note',
    items: caughtKinds.map((value, index) => ({
      value,
      text: caughtKindInWords[value],
      attributes: { accesskey: accessKeyOf(index) },
    })),
  });

/** One line in which whatever happens is written down at once, with keys for each kind of it. */
export const catchLineView = (line: Line): Html => {
  const { room, speakers, owners, typed, problems, disruptionId } = line;
  const problem = problems.find(({ field }) => field === 'catch-text');
  return html`
    <div class="app-catch" id="catch">
      <h2 class="govuk-heading-s">Write it down as it happens</h2>
      <input type="hidden" name="catch-key" value="${line.key}">
      ${kindsField(line)}
      <div class="govuk-form-group${problem && ' govuk-form-group--error'}">
        <label class="govuk-label govuk-label--s" for="catch-text">In one line</label>
        ${problem && html`<p class="govuk-error-message" id="catch-text-error"><span class="govuk-visually-hidden">Error:</span> ${problem.message}</p>`}
        <input class="govuk-input${problem && ' govuk-input--error'}" id="catch-text" name="catch-text" type="text" value="${readText(typed, 'catch-text')}" accesskey="0" autocomplete="off"${problem && html` aria-describedby="catch-text-error"`}>
      </div>
      <div class="app-catch__said">${selectField({
        name: 'catch-said',
        label: 'Who said it?',
        typed,
        problems,
        unchosen: 'Nobody in particular',
        choices: speakers.map(({ is, id, name }) => ({ value: `${is} ${id}`, text: name })),
      })}</div>
      <div class="app-catch__action">
        ${selectField({
          name: 'catch-owner',
          label: 'Who will do it?',
          typed,
          problems,
          unchosen: 'Choose',
          choices: owners.map(({ choice, personId, name, capacity }) => ({
            value: choice,
            text: personId === null ? capitalised(name) : `${name}, ${capacityInWords[capacity]}`,
          })),
        })}
        ${dateField({ name: 'catch-due', label: 'By when?', typed, problems })}
      </div>
      <div class="app-catch__item">${selectField({
        name: 'catch-item',
        label: 'Under',
        typed: { 'catch-item': readText(typed, 'catch-item') || (room.now.item ?? room.agenda[0])?.key },
        problems,
        choices: room.agenda.map(({ key, title }) => ({ value: key, text: title })),
      })}</div>
      <button type="submit" class="govuk-button govuk-button--secondary" formaction="/disruptions/${disruptionId}/minutes/caught" name="catch" value="yes">Write it down</button>
      <p class="govuk-body-s" role="status" data-caught></p>
      <details class="govuk-details">
        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">By keyboard</span></summary>
        <div class="govuk-details__text">
          <p class="govuk-body-s">Hold Alt (in Firefox Alt and Shift, on a Mac Control and Option) and press:</p>
          <ul class="govuk-list govuk-list--bullet">
            ${caughtKinds.map((kind, index) => html`<li>${accessKeyOf(index)} for ${caughtKindInWords[kind].toLowerCase()}</li>`)}
            <li>0 for the line itself</li>
          </ul>
          <p class="govuk-body-s">Then Tab to the next field. Enter writes it down, and you are in the line again. Escape takes you back to where you were typing.</p>
        </div>
      </details>
    </div>`;
};
