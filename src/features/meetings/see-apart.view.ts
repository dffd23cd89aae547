import type { CaseAct } from '../../domain/access.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { type KeptApart, togetherAt, type Ways, whyApartInWords } from '../../domain/kept-apart.ts';
import { ownWayInWords } from '../../domain/own-way.ts';
import { listInWords } from '../../domain/words.ts';
import { insetText, summaryList, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly keptApart: readonly (KeptApart & { readonly recordedBy: string })[];
  readonly ways: Ways;
  readonly names: ReadonlyMap<string, string>;
  /** The sources of those whose part is to be planned. */
  readonly concerned: readonly string[];
  /** What nothing keeps apart at the meeting that is convened, in words. */
  readonly clashes: readonly string[];
  readonly may: (act: CaseAct) => boolean;
};

const named = (sources: readonly string[], { names }: Shown): string =>
  listInWords(sources.map((source) => names.get(source) ?? 'somebody who is not on the case any more'));

const recordItem = (one: Shown['keptApart'][number], shown: Shown): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${named(one.oneSide, shown)} must not meet ${named(one.otherSide, shown)}</h3>
    <p class="app-duties__detail">${whyApartInWords[one.why]}, since ${inWords(one.sinceOn)}. ${one.decidedBy} decided it, ${one.recordedBy} recorded it.
      ${one.isUnseen && 'They must not see or hear each other either.'}</p>
    <p class="app-words">${one.note}</p>
    ${togetherAt(one, shown.record.meeting).map(({ one: a, other, because, by }) => insetText({ text: `${named([a, other], shown)} may be at this meeting together all the same, ${by} decided: ${because}` }))}
    ${shown.may('keep-apart') && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${shown.record.id}/apart/${one.id}">It is not so any more<span class="govuk-visually-hidden"> that ${named(one.oneSide, shown)} must not meet ${named(one.otherSide, shown)}</span></a></p>`}
  </li>`;

const plansPart = (shown: Shown): Html => {
  const { record, concerned, ways, may } = shown;
  return html`
    <h2 class="govuk-heading-m">How each of them takes part</h2>
    <p class="govuk-body">Each learns their own times and nothing else: not that there is anybody else, nor why.</p>
    ${summaryList({
      rows: concerned.map((source) => {
        const own = ways[source];
        return {
          key: { text: named([source], shown) },
          value: { text: own === undefined ? 'As everybody else' : ownWayInWords(own) },
          ...(may('convene-meeting') && {
            actions: {
              items: [
                {
                  href: `/disruptions/${record.id}/apart/people/${source}`,
                  text: 'Plan',
                  visuallyHiddenText: `how ${named([source], shown)} takes part`,
                },
              ],
            },
          }),
        };
      }),
    })}`;
};

/** For staff alone: who must not meet, why, and how the meeting keeps them apart. */
export const seeApartView = (shell: Shell, shown: Shown): string => {
  const { record, keptApart, concerned, clashes, may } = shown;
  return page(shell, {
    title: 'Who must not meet',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Who must not meet</h1>
      ${clashes.map((text) => warningText({ iconFallbackText: 'Warning', text: `${text}.` }))}
      ${
        keptApart.length === 0
          ? html`<p class="govuk-body">Nobody is recorded who must not meet somebody else.</p>`
          : html`<ol class="app-duties">${keptApart.map((one) => recordItem(one, shown))}</ol>`
      }
      ${may('keep-apart') && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/apart/new">Record people who must not meet</a></p>`}
      ${concerned.length > 0 && plansPart(shown)}`,
  });
};
