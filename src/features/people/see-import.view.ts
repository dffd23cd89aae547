import { instantInWords } from '../../domain/dates.ts';
import {
  type ImportPlan,
  type ImportStep,
  MOST_TRIES,
  rowsInWords,
  stepInWords,
} from '../../domain/people-import.ts';
import { inFigures } from '../../domain/words.ts';
import { form } from '../../web/forms.ts';
import { button, details, insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

/** Minutes without a word of the job after which the page says whom to tell. */
const LONG = 5;
/** Rows on one page of a list that changes more. */
const PAGE_SIZE = 100;

const back = { href: '/people/import', text: 'Add people from a file' };
const again = html`<a class="govuk-link" href="/people/import">Bring the file again</a>`;

const kinds: Readonly<Record<ImportStep['does'], string>> = {
  add: 'People added',
  rename: 'Names changed',
  'give-post': 'Posts given',
  'end-post': 'Posts ended',
  'give-manager': 'Managers given',
};

const countsOf = ({ rows, steps }: ImportPlan): Html =>
  summaryList({
    rows: [
      ['Rows read', rows] as const,
      ...Object.entries(kinds).map(
        ([kind, words]) => [words, steps.filter(({ does }) => does === kind).length] as const,
      ),
    ]
      .filter(([, count]) => count > 0)
      .map(([words, count]) => ({ key: { text: words }, value: { text: inFigures(count) } })),
  });

const changesOn = (id: string, rows: readonly (readonly ImportStep[])[], number: number): Html => {
  const first = (number - 1) * PAGE_SIZE;
  const shown = rows.slice(first, first + PAGE_SIZE);
  const at = (to: number) => `/people/imports/${id}?page=${to}`;
  return html`
    <h2 class="govuk-heading-m">${rows.length > PAGE_SIZE ? `Rows that change something: ${inFigures(first + 1)} to ${inFigures(first + shown.length)} of ${inFigures(rows.length)}` : 'Changes'}</h2>
    <ul class="govuk-list govuk-list--spaced">${shown.map(
      (
        steps,
      ) => html`<li><strong class="govuk-!-text-break-word">${steps[0]?.email}</strong> <span class="app-secondary">Row ${steps[0]?.row}</span>
      <ul class="govuk-list govuk-list--bullet">${steps.map((step) => html`<li class="govuk-!-text-break-word">${stepInWords(step)}</li>`)}</ul></li>`,
    )}</ul>
    ${
      rows.length > PAGE_SIZE &&
      html`<p class="govuk-body">${number > 1 && html`<a class="govuk-link" href="${at(number - 1)}">Rows before these</a> `}${first + PAGE_SIZE < rows.length && html`<a class="govuk-link" href="${at(number + 1)}">Rows after these</a>`}</p>`
    }`;
};

/** What a list would change, and the button that has it changed. */
export const checkImportView = (
  shell: Shell,
  shown: {
    readonly id: string;
    readonly plan: ImportPlan;
    readonly lookedAt: string;
    readonly page: number;
  },
): string => {
  const { id, plan, lookedAt } = shown;
  const { steps, leftAlone, problems } = plan;
  const rows = [...Map.groupBy(steps, ({ row }) => row)]
    .sort(([one], [other]) => one - other)
    .map(([, ofRow]) => ofRow);
  const number = Math.max(1, Math.min(shown.page, Math.ceil(rows.length / PAGE_SIZE)));
  if (problems.length > 0)
    return page(shell, {
      title: 'This list has to be looked at again',
      back,
      body: html`
        <h1 class="govuk-heading-l">This list has to be looked at again</h1>
        <p class="govuk-body">Something changed since it was brought, and now it has problems. Nothing has been saved. ${again}.</p>`,
    });
  const title = steps.length === 0 ? 'Nothing would change' : 'Check what will change';
  return page(shell, {
    title,
    back,
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">Nothing is saved yet. Until you confirm it, the list is kept here for a day or two.</p>
      ${countsOf(plan)}
      ${
        leftAlone.length > 0 &&
        details({
          summaryText: `Rows left alone, because it is so already: ${inFigures(leftAlone.length)}`,
          html: html`<p class="govuk-body">${rowsInWords(leftAlone)}</p>`,
        })
      }
      ${steps.length > 0 && changesOn(id, rows, number)}
      ${
        steps.length > 0 &&
        form(shell, {
          action: `/people/imports/${id}`,
          button:
            steps.length === 1 ? 'Make this change' : `Make all of these ${inFigures(steps.length)} changes`,
          body: html`<input type="hidden" name="looked-at" value="${lookedAt}">`,
        })
      }`,
  });
};

type Followed = {
  readonly id: string;
  readonly rows: number;
  readonly rowsDone: number;
  readonly state: 'checked' | 'applying' | 'finished' | 'refused' | 'failed';
  readonly tries: number;
  readonly movedAt: Date | null;
  readonly broughtAt: Date;
  readonly broughtBy: string;
};

const applyingIn = (found: Followed, isKeptFresh: boolean, now: Date): Html => {
  const { id, rows, rowsDone, tries, movedAt } = found;
  const isStuck = movedAt !== null && now.getTime() - movedAt.getTime() > LONG * 60_000;
  return html`
    <p class="govuk-body" id="done">Rows done: ${inFigures(rowsDone)} of ${inFigures(rows)}</p>
    <p class="govuk-body"><progress class="govuk-!-width-full" value="${rowsDone}" max="${rows}" aria-labelledby="done"></progress></p>
    <p class="govuk-body">Nothing is saved until all of it is. You can leave this page: it goes on without you.</p>
    ${
      tries > 1 &&
      insetText({
        text: `It was interrupted, and begins again by itself: this is try ${tries} of ${MOST_TRIES}. Nothing of what was done before was saved. There is nothing that you have to do.`,
      })
    }
    ${
      isStuck &&
      insetText({
        html: html`Nothing has happened since ${instantInWords(movedAt)}. Tell those who run the service that the list brought on ${instantInWords(found.broughtAt)} does not go on. Nothing has been saved; do not bring it again meanwhile.`,
      })
    }
    <p class="govuk-body"><a class="govuk-link" href="/people/imports/${id}${isKeptFresh ? '?refresh=no' : ''}">${isKeptFresh ? 'Stop showing this page anew every few seconds' : 'Show this page anew every few seconds'}</a></p>`;
};

/** How far the changes of a list are, or how they ended. */
export const followImportView = (
  shell: Shell,
  {
    found,
    isKeptFresh,
    now,
  }: { readonly found: Followed; readonly isKeptFresh: boolean; readonly now: Date },
): string => {
  const { state, rows } = found;
  const [title, body] =
    state === 'finished'
      ? [
          'All of the list is brought in',
          html`<p class="govuk-body">Rows done: ${inFigures(rows)} of ${inFigures(rows)}.</p>
            ${button({ text: 'See the people', href: '/people' })}`,
        ]
      : state === 'refused'
        ? [
            'Nothing was changed',
            html`<p class="govuk-body">People, posts, teams or managers were changed after this list was looked at, so it would not have done what you saw. Nothing of it was saved, and its rows are kept no longer.</p>
            <p class="govuk-body">${again}, and look at what would change now.</p>`,
          ]
        : state === 'failed'
          ? [
              'Nothing was changed',
              html`<p class="govuk-body">The service tried ${MOST_TRIES} times to bring this list in, and could not. Nothing of it was saved, and its rows are kept no longer.</p>
            <p class="govuk-body">${again}. If it ends like this once more, tell those who run the service the address of this page.</p>`,
            ]
          : ['The list is being brought in', applyingIn(found, isKeptFresh, now)];
  return page(shell, {
    title,
    back,
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${body}
      <p class="govuk-body"><span class="app-secondary">Brought by ${found.broughtBy} on ${instantInWords(found.broughtAt)}</span></p>`,
  });
};
