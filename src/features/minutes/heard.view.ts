import { capacityInWords } from '../../domain/capacity.ts';
import { type Concerned, thereFor } from '../../domain/heard.ts';
import type { RoomItem } from '../../domain/meeting-room.ts';
import { checkboxes } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Room } from './room.ts';

const asBox = ({ id, name, invitation }: Concerned) => ({
  value: id,
  text: invitation === null ? name : `${name}, ${capacityInWords[invitation.capacity]}`,
  ...(invitation?.attended !== true &&
    invitation?.instead == null &&
    invitation !== null && { hint: { text: 'Tick when what they wrote was heard on this item' } }),
});

/** A tick for each person who is there for an item, for when they were heard on it; open while the meeting is at it. */
export const heardField = (item: RoomItem, { concerned, heard, now }: Room): Html | null => {
  const people = thereFor(concerned, item);
  if (people.length === 0) return null;
  const ticked = (heard[item.key] ?? []).filter((id) => people.some((one) => one.id === id));
  return html`
    <details class="govuk-details app-heard" id="heard-${item.key}"${now.item?.key === item.key && now.is !== 'not-started' && html` open`}>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Who was heard<span class="govuk-visually-hidden"> on ${item.title}</span></span></summary>
      <div class="govuk-details__text">
        <input type="hidden" name="was-heard-${item.key}" value="${ticked.join(' ')}">
        ${checkboxes({
          name: `heard-${item.key}`,
          idPrefix: `was-heard-on-${item.key}`,
          classes: 'govuk-checkboxes--small',
          fieldset: {
            legend: {
              html: html`Heard on this item<span class="govuk-visually-hidden"> (${item.title})</span>`,
              classes: 'govuk-fieldset__legend--s',
            },
          },
          values: ticked,
          items: people.map(asBox),
        })}
      </div>
    </details>`;
};
