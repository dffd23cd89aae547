import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { type DifferenceInWords, hasSameAgenda } from '../../domain/version.ts';
import { areaField, form } from '../../web/forms.ts';
import { tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly procedure: Procedure;
  readonly newer: Procedure | undefined;
  readonly differences: readonly DifferenceInWords[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const tags: Readonly<Record<DifferenceInWords['is'], Html>> = {
  added: tag({ text: 'New', classes: 'govuk-tag--green' }),
  changed: tag({ text: 'Changed', classes: 'govuk-tag--blue' }),
  removed: tag({ text: 'No longer asked', classes: 'govuk-tag--grey' }),
};

const differenceItem = ({ is, asks, rule, before, after }: DifferenceInWords): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${asks}</h3>
    <p class="app-duties__tag">${tags[is]}</p>
    ${
      is === 'changed'
        ? html`<p class="app-duties__detail">Before: ${before}</p><p class="app-duties__detail">After: ${after}</p>`
        : html`<p class="app-duties__detail">${before}${after}</p>`
    }
    <p class="app-duties__detail app-because">Rule ${rule}</p>
  </li>`;

const differencesPart = (shell: Shell, shown: Shown, newer: Procedure): Html => {
  const { record, procedure, differences, typed, problems } = shown;
  return html`
    <p class="govuk-body">Version ${newer.version} has been in force since ${inWords(newer.inForce.from)}. Moving this case to it changes what the procedure asks from now on. What has been recorded stays on record.</p>
    <h2 class="govuk-heading-m">What changes for this case</h2>
    ${
      differences.length === 0
        ? html`<p class="govuk-body">What the procedure asks in this case stays the same.</p>`
        : html`<ol class="app-duties">${differences.map(differenceItem)}</ol>`
    }
    ${!hasSameAgenda(procedure, newer) && html`<p class="govuk-body">The agenda of the meeting changes too.</p>`}
    ${form(shell, {
      action: `/disruptions/${record.id}/version`,
      button: `Move this case to version ${newer.version}`,
      body: html`
        <input type="hidden" name="version" value="${newer.version}">
        ${areaField({ name: 'reason', label: 'Why is it moved?', typed, problems, rows: 3 })}`,
    })}`;
};

export const changeVersionView = (shell: Shell, shown: Shown): string => {
  const { record, procedure, newer, problems } = shown;
  return page(shell, {
    title: 'Move the case to a newer version of the procedure',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Move the case to a newer version of the procedure</h1>
      <p class="govuk-body">This case follows “${procedure.title}”, version ${procedure.version}: ${procedure.document}.</p>
      ${
        record.status === 'closed'
          ? html`<p class="govuk-body">This case is closed and keeps its version. It can still be read.</p>`
          : newer === undefined
            ? html`<p class="govuk-body">There is no newer version for it.</p>`
            : differencesPart(shell, shown, newer)
      }`,
  });
};
