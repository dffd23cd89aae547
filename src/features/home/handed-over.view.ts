import { addDays, inWords } from '../../domain/dates.ts';
import { partInWords, whyNobodyInWords } from '../../domain/leaver.ts';
import { capitalised } from '../../domain/words.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import type { HandedOver } from './store.ts';

const what = ({ capacity, what: action }: HandedOver): string => {
  if (capacity !== '') return capitalised(partInWords(capacity));
  return action === null ? 'An action' : `Action: ${action}`;
};

const item = (one: HandedOver): Html => {
  const reference = one.reference === '' ? 'a placement with nothing recorded' : one.reference;
  if (one.whyNobody !== null)
    return html`<li>${reference}: ${what(one)}<span class="app-secondary">${capitalised(whyNobodyInWords[one.whyNobody])}</span></li>`;
  return html`<li>${
    one.disruptionId === null
      ? reference
      : html`<a class="govuk-link" href="/disruptions/${one.disruptionId}">${reference}</a>`
  }: ${what(one)}</li>`;
};

const ofOneLeaver = (shell: Shell, all: readonly HandedOver[]): Html | null => {
  const [first] = all;
  if (first === undefined) return null;
  const lastDay = first.goneOn === null ? null : `, last day ${inWords(addDays(first.goneOn, -1))}`;
  return html`
    <h3 class="govuk-heading-s">${first.leaver}${lastDay}</h3>
    <ul class="govuk-list govuk-list--bullet">${all.map(item)}</ul>
    <form method="post" action="/handed-over/${first.leaverId}/read">
      <input type="hidden" name="_csrf" value="${shell.csrfToken}"><input type="hidden" name="_key" value="${first.id}">
      ${first.whyNobody !== null && html`<input type="hidden" name="which" value="nobody">`}
      <button type="submit" class="app-link-button">Put away<span class="govuk-visually-hidden">: what ${first.leaver} had</span></button>
    </form>`;
};

const byLeaver = (shell: Shell, all: readonly HandedOver[]) =>
  [...Map.groupBy(all, ({ leaverId }) => leaverId).values()].map((one) => ofOneLeaver(shell, one));

/** What came to somebody from colleagues who have left; and for a guardian, by reference only, what nobody has. */
export const handedOverPart = (shell: Shell, handovers: readonly HandedOver[]): Html | null => {
  const theirs = handovers.filter(({ whyNobody }) => whyNobody === null);
  const nobodys = handovers.filter(({ whyNobody }) => whyNobody !== null);
  if (handovers.length === 0) return null;
  return html`
    ${
      theirs.length > 0 &&
      html`<section class="app-next" aria-labelledby="handed-over">
      <h2 class="govuk-heading-m" id="handed-over">Handed to you</h2>
      <p class="govuk-body">A colleague has left. You have what they had until somebody else is named.</p>
      ${byLeaver(shell, theirs)}</section>`
    }
    ${
      nobodys.length > 0 &&
      html`<section class="app-next" aria-labelledby="nobodys">
      <h2 class="govuk-heading-m" id="nobodys">Nobody has these now</h2>
      <p class="govuk-body">A colleague has left, and what they had could go to nobody. Ask those on each case, or their head of service, to name somebody.</p>
      ${byLeaver(shell, nobodys)}</section>`
    }`;
};
