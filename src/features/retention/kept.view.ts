import { dateInLondon, inWords } from '../../domain/dates.ts';
import { caseKeptUntil, type KeptRecord } from '../../domain/retention.ts';
import { summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { StoredHold } from './store.ts';

/** Until when a case is kept, in a sentence. */
export const untilInWords = (records: readonly KeptRecord[]): string => {
  const until = caseKeptUntil(records);
  return until === null
    ? 'It is not known yet until when this case is kept, so all of it stays.'
    : `All of this case is kept until ${inWords(until)}: it is one record, and stays until the last day below.`;
};

/** Each record with its day, why and what says so; `nameOf` says whose it is. */
export const keptList = (records: readonly KeptRecord[], nameOf: (child: number) => string): Html =>
  summaryList({
    rows: records.map(({ title, child, until, why, source }) => ({
      key: { text: child === null ? title : `${title}: ${nameOf(child)}` },
      value: {
        html: html`<strong>${until === null ? 'Not known yet' : `Until ${inWords(until)}`}</strong><br>${why}.<br><span class="govuk-hint">${source.text}. ${source.says}.</span>`,
      },
    })),
  });

/** Holds that stand and were lifted, by whom and why; `liftAt` is where one is lifted, for whoever may. */
export const holdsList = (
  holds: readonly StoredHold[],
  liftAt: ((hold: StoredHold) => string) | null,
): Html =>
  holds.length === 0
    ? html`<p class="govuk-body">There is no legal hold on it.</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${holds.map(
        (
          hold,
        ) => html`<li><span class="app-words">${hold.reason}</span><br>Placed by ${hold.placer} on ${inWords(dateInLondon(hold.placedAt))}.
          ${
            hold.liftedAt === null
              ? liftAt &&
                html` <a class="govuk-link" href="${liftAt(hold)}">Lift it<span class="govuk-visually-hidden">: ${hold.reason}</span></a>`
              : html` Lifted by ${hold.lifter} on ${inWords(dateInLondon(hold.liftedAt))}: <span class="app-words">${hold.liftedBecause}</span>`
          }</li>`,
      )}</ul>`;
