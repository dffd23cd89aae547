import { instantInWords, inWords, isPlainDate } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { proposalAnswers } from '../../domain/ssda903/answer.ts';
import { PAGE_SIZE, type ProposalKind, proposalKinds } from '../../domain/ssda903/proposal.ts';
import { proposalInWords } from '../../domain/ssda903/proposal-words.ts';
import { inFigures } from '../../domain/words.ts';
import { areaField, form, radiosField, textField } from '../../web/forms.ts';
import { insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredProposal } from './proposal-store.ts';

const kindInWords = (kind: string): string => proposalKinds[kind as ProposalKind] ?? kind;
const at = (path: Readonly<Record<string, string>>): string =>
  `/returns/proposals?${new URLSearchParams(path)}`;

type Listed = {
  readonly rows: readonly StoredProposal[];
  readonly count: number;
  readonly kind: string | null;
  readonly isAnswered: boolean;
  readonly page: number;
};

const filters = ({ kind, isAnswered }: Listed): Html => {
  const show = isAnswered ? { show: 'answered' } : {};
  const link = (text: string, to: Readonly<Record<string, string>>, isCurrent: boolean): Html =>
    html`<li>${isCurrent ? html`<strong>${text}</strong>` : html`<a class="govuk-link" href="${at(to)}">${text}</a>`}</li>`;
  return html`<nav aria-label="Which endings"><ul class="govuk-list">
    ${link('All kinds', show, kind === null)}
    ${Object.entries(proposalKinds).map(([key, words]) => link(words, { kind: key, ...show }, kind === key))}
    ${link('To answer', {}, !isAnswered)}
    ${link('Answered', { show: 'answered' }, isAnswered)}
  </ul></nav>`;
};

const pagesOf = (listed: Listed): Html | false => {
  const { page: number, count, kind, isAnswered } = listed;
  const to = (next: number): string =>
    at({ ...(kind !== null && { kind }), ...(isAnswered && { show: 'answered' }), page: String(next) });
  return (
    count > PAGE_SIZE &&
    html`<p class="govuk-body">${number > 1 && html`<a class="govuk-link" href="${to(number - 1)}">Those before these</a> `}${number * PAGE_SIZE < count && html`<a class="govuk-link" href="${to(number + 1)}">Those after these</a>`}</p>`
  );
};

/** What the returns propose to look at, with the reason of each in words. */
export const proposalsView = (shell: Shell, listed: Listed): string =>
  page(shell, {
    title: 'Endings to check',
    body: html`
      <h1 class="govuk-heading-l">Endings to check</h1>
      <p class="govuk-body">The yearly return names these. Nothing is decided by it: somebody who knows the child says what becomes of each. Children stand here by their number in the return.</p>
      ${filters(listed)}
      <h2 class="govuk-heading-m">${listed.isAnswered ? 'Answered' : 'To answer'}: ${inFigures(listed.count)}</h2>
      <ul class="govuk-list govuk-list--spaced">${listed.rows.map(
        ({ id, year, kind, content, row, goneAt, changedAt, answer }) => html`<li>
          <a class="govuk-link" href="/returns/proposals/${id}">${kindInWords(kind)}${content.child ? `: child ${content.child}` : ''}</a>
          <span class="govuk-!-display-block">${reasonOf(content)}</span>
          <span class="app-secondary">Return of ${year}, row ${row}.${answer !== null && ` ${proposalAnswers[answer]}.`}${goneAt !== null && ' No longer in the return.'}${changedAt !== null && ' The return said otherwise before.'}</span></li>`,
      )}</ul>
      ${pagesOf(listed)}`,
  });

const reasonOf = (content: StoredProposal['content']): string =>
  Object.hasOwn(proposalKinds, content.kind ?? '') ? proposalInWords(content) : '';

const facts = ({ content, year, row }: StoredProposal): Html =>
  summaryList({
    rows: [
      ['Child, by the return', content.child ?? ''],
      ['Born', isPlainDate(content.bornOn ?? '') ? inWords(content.bornOn) : 'The return does not say'],
      ['Placement began', isPlainDate(content.startedOn ?? '') ? inWords(content.startedOn) : ''],
      ['Ended', isPlainDate(content.endedOn ?? '') ? inWords(content.endedOn) : ''],
      ['Where it stands', `Return of ${year}, row ${row}`],
    ]
      .filter(([, value]) => value !== '')
      .map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } })),
  });

const answeredPart = ({
  answer,
  reason,
  knownCase,
  answerer,
  answeredAt,
  goneAt,
  changedAt,
}: StoredProposal): Html => html`
  ${goneAt !== null && insetText({ text: 'The return that was brought last does not say this any more. What was answered stands.' })}
  ${goneAt === null && changedAt !== null && insetText({ text: 'A corrected return said otherwise than the one before. Look whether the answer is still right.' })}
  ${
    answer !== null &&
    html`<p class="govuk-body">${proposalAnswers[answer]}${knownCase !== '' && ` (${knownCase})`}. ${answerer}, ${answeredAt && instantInWords(answeredAt)}. <span class="app-words">${reason}</span></p>`
  }
  ${answer === 'to-record' && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/new">Record it</a>, then come back and give its reference here.</p>`}`;

/** One proposal, and what becomes of it. */
export const answerView = (
  shell: Shell,
  shown: {
    readonly proposal: StoredProposal;
    readonly near: readonly { readonly id: string; readonly reference: string; readonly endedOn: string }[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { proposal, near, typed, problems } = shown;
  const asked = { typed, problems };
  const title = kindInWords(proposal.kind);
  return page(shell, {
    title,
    problems,
    back: { href: '/returns/proposals', text: 'Endings to check' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${reasonOf(proposal.content)}</p>
      ${facts(proposal)}
      ${answeredPart(proposal)}
      ${
        near.length > 0 &&
        html`<h2 class="govuk-heading-m">Cases near that day</h2>
        <ul class="govuk-list">${near.map(({ id, reference, endedOn }) => html`<li><a class="govuk-link" href="/disruptions/${id}">${reference}</a>, ended on ${inWords(endedOn)}</li>`)}</ul>`
      }
      ${form(shell, {
        action: `/returns/proposals/${proposal.id}`,
        button: 'Save',
        body: radiosField({
          ...{ name: 'answer', label: 'What becomes of it?', ...asked },
          choices: Object.entries(proposalAnswers).map(([value, text]) => ({
            value,
            text,
            ...(value === 'known' && {
              reveals: textField({ ...asked, name: 'case', label: 'Reference of the case', width: 20 }),
            }),
            ...(value === 'dismissed' && {
              reveals: areaField({ ...asked, name: 'reason', label: 'Why is there nothing to do?', rows: 3 }),
            }),
          })),
        }),
      })}`,
  });
};
