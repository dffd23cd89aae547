import type { Child } from '../../domain/case.ts';
import { leadOf } from '../../domain/caught.ts';
import { type Marks, toldInWords } from '../../domain/mark.ts';
import { type Conflict, type Passage, readerChoices, withholdableFrom } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { passageInWords, whoseChoices, whoseChosen } from '../../domain/whose.ts';
import { checkboxes, details, errorMessage, input, radios } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';

/** A passage as the page for writing shows it. */
export type WritablePassage = Passage & {
  readonly isFirst: boolean;
  readonly isCaught: boolean;
  /** What the page says of it when its text is sent: which text it was typed onto. */
  readonly from: string;
  readonly marks: Marks;
};

type Place = {
  readonly disruptionId: string;
  readonly item: AgendaItem;
  readonly children: readonly Child[];
  readonly problems: readonly Problem[];
  readonly speaker: (saidBy: Passage['saidBy']) => string | null;
};

/** "Decided", "Said by Tomasz Nowak": what a passage is that was caught as it happened. */
const caughtInWords = ({ kind, saidBy }: Passage, { speaker }: Pick<Place, 'speaker'>): string => {
  const name = speaker(saidBy);
  return name === null ? (leadOf(kind, 'note') ?? 'Noted') : `Said by ${name}`;
};

/** The box of one passage with its label, who may read it, and anything typed at the same time. */
export const passageField = (passage: WritablePassage, place: Place): Html => {
  const { id, isFirst, text, from } = passage;
  const { item } = place;
  const problem = place.problems.find(({ field }) => field === `text-${id}`);
  const described = [isFirst && `hint-${id}`, problem && `text-${id}-error`].filter(Boolean).join(' ');
  return html`
    <div class="govuk-form-group${problem && ' govuk-form-group--error'}">
      ${
        isFirst
          ? html`<h3 class="govuk-label-wrapper"><label class="govuk-label govuk-label--m" for="text-${id}">${item.title}</label></h3>
            <div class="govuk-hint" id="hint-${id}">${item.prompt}</div>`
          : html`<label class="govuk-label govuk-label--s" for="text-${id}">${
              passage.isCaught
                ? html`${caughtInWords(passage, place)}<span class="govuk-visually-hidden"> (${item.title})</span>`
                : html`${item.title}: only for some readers`
            }</label>`
      }
      ${problem && errorMessage({ id: `text-${id}-error`, text: problem.message })}
      <textarea class="govuk-textarea app-passage${passage.isCaught && ' app-passage--caught'}${problem && ' govuk-textarea--error'}" id="text-${id}" name="text-${id}" rows="${passage.isCaught ? 1 : 4}"${described !== '' && html` aria-describedby="${described}"`}>${text}</textarea>
      <input type="hidden" name="from-${id}" value="${from}">
      <div data-marks="${id}">${marksView(passage.marks)}</div>
      <div data-beside="${id}">${besideView(place.disruptionId, passage, null)}</div>
      ${aboutField(passage, place)}
    </div>`;
};

/** What of a passage some readers are told in other words, and what somebody should look at again before it leaves. */
export const marksView = ({ told, near }: Marks): Html =>
  html`${
    told.length + near.length > 0 &&
    html`<ul class="govuk-list app-marks">
      ${told.map((mark) => html`<li>${toldInWords(mark)}</li>`)}
      ${near.map((miss) => html`<li><strong>Is this a mistake?</strong> ${miss}</li>`)}
    </ul>`
  }`;

/**
 * Words kept beside a passage, and the choice between the two. On the page that typed them (`page`) the box holds them
 * still, so there it is the saved words that are shown beside it.
 */
export const besideView = (disruptionId: string, passage: Passage, page: string | null): Html =>
  html`${passage.conflicts.map((conflict) =>
    page !== null && conflict.page === page
      ? choice(disruptionId, passage, conflict, {
          who: passage.updatedBy ?? 'Somebody',
          words: passage.text,
          seen: `r${passage.revision}`,
          box: 'beside',
          these: 'saved',
        })
      : choice(disruptionId, passage, conflict, {
          who: conflict.typedBy,
          words: conflict.text,
          seen: `t${conflict.typedAt.getTime()}`,
          box: 'saved',
          these: 'beside',
        }),
  )}`;

const choice = (
  disruptionId: string,
  passage: Passage,
  { id }: Conflict,
  shown: {
    readonly who: string;
    readonly words: string;
    readonly seen: string;
    readonly box: 'saved' | 'beside';
    readonly these: 'saved' | 'beside';
  },
): Html => {
  const keep = (what: string, label: string) =>
    html`<button type="submit" class="govuk-button govuk-button--secondary" formaction="/disruptions/${disruptionId}/minutes/passages/${passage.id}/settle" name="settle" value="${id} ${what}">${label}</button>`;
  return html`
    <section class="app-beside" aria-labelledby="beside-${id}">
      <h4 class="govuk-heading-s" id="beside-${id}">${shown.who} typed something else here at the same time</h4>
      <p class="govuk-body">Both are kept until somebody chooses. These are the words of ${shown.who}:</p>
      <blockquote class="app-words">${shown.words === '' ? '(nothing: the box was emptied)' : shown.words}</blockquote>
      <input type="hidden" name="seen-${id}" value="${shown.seen}">
      <div class="govuk-button-group">
        ${keep('both', 'Keep both')}
        ${keep(shown.box, 'Keep what is in the box')}
        ${keep(shown.these, 'Keep these words instead')}
      </div>
    </section>`;
};

/** In one line whose information a passage is and who may read it; opened, the fields that say so. */
const aboutField = (passage: WritablePassage, place: Place): Html => {
  const problem = place.problems.find(({ field }) => field === `why-${passage.id}`);
  return details({
    classes: 'app-whose',
    open: problem !== undefined || (!passage.isFirst && passage.text === ''),
    summaryText: passageInWords(passage, place.children),
    html: html`${readersField(passage, place)}${input({
      ...{ id: `why-${passage.id}`, name: `why-${passage.id}`, classes: 'govuk-!-width-two-thirds' },
      label: {
        html: html`If more people may read it now, why?<span class="govuk-visually-hidden"> (${place.item.title})</span>`,
      },
      hint: { text: 'Type this before you untick anybody. It is kept in the history of the case.' },
      errorMessage: problem && { text: problem.message },
    })}`,
  });
};

const readersField = (passage: Passage, { item, children }: Place): Html => {
  const { id, withheldFrom, aboutChildId } = passage;
  return html`
    <input type="hidden" name="was-whose-${id}" value="${whoseChosen(passage)}">
    ${radios({
      name: `whose-${id}`,
      classes: 'govuk-radios--small',
      fieldset: {
        legend: {
          html: html`Whose information is this?<span class="govuk-visually-hidden"> (${item.title})</span>`,
          classes: 'govuk-fieldset__legend--s',
        },
      },
      hint: { text: 'Choosing somebody keeps it from those who must not learn it.' },
      value: whoseChosen(passage),
      items: whoseChoices(children).map(({ keeps, ...choice }) => ({
        ...choice,
        attributes: { 'data-keeps': keeps.join(' ') },
      })),
    })}
    <input type="hidden" name="was-readers-${id}" value="${withheldFrom.join(' ')}">
    ${checkboxes({
      name: `readers-${id}`,
      classes: 'govuk-checkboxes--small',
      fieldset: {
        legend: {
          html: html`Keep this from<span class="govuk-visually-hidden"> (${item.title})</span>`,
          classes: 'govuk-fieldset__legend--s',
        },
      },
      values: [...withheldFrom],
      items: readerChoices(withholdableFrom),
    })}
    ${
      children.length < 2
        ? null
        : html`<input type="hidden" name="was-child-${id}" value="${aboutChildId ?? 'all'}">
          ${radios({
            name: `child-${id}`,
            classes: 'govuk-radios--small govuk-radios--inline',
            fieldset: {
              legend: {
                html: html`Who is this about?<span class="govuk-visually-hidden"> (${item.title})</span>`,
                classes: 'govuk-fieldset__legend--s',
              },
            },
            value: aboutChildId ?? 'all',
            items: [
              { value: 'all', text: 'All the children' },
              ...children.map((child) => ({ value: child.id, text: `${child.givenName} only` })),
            ],
          })}`
    }`;
};
