import type { CaseRecord } from '../../domain/case.ts';
import { wordsLimit } from '../../domain/contribution.ts';
import { factorGroupInWords, type ListedFactor } from '../../domain/factor.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField, selectField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { readersField } from './readers-field.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly factors: readonly ListedFactor[];
  /** What is put right; null for one more. */
  readonly finding: Finding | null;
  readonly isOpen: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** One part of the list as choices beside each other; all of it as a list to type into. */
const factorField = ({ factors, finding, typed, problems }: Shown): Html => {
  const group = readText(typed, 'group');
  const own = factors.filter((factor) => finding === null && factor.group === group);
  const field = { name: 'factor', label: 'What was it?', typed, problems };
  if (own.length > 0)
    return html`<input type="hidden" name="group" value="${group}">
      ${radiosField({ ...field, choices: own.map(({ key, title }) => ({ value: key, text: title })) })}`;
  // A list can change while the minutes are open: what was chosen from an earlier one stays a choice.
  const isGone = finding !== null && !factors.some(({ key }) => key === finding.factor);
  const chosen = isGone ? [{ key: finding.factor, group: finding.group, title: finding.title }] : [];
  return selectField({
    ...field,
    unchosen: 'Choose one',
    choices: [...chosen, ...factors].map((factor) => ({
      value: factor.key,
      text: `${factorGroupInWords[factor.group]}: ${factor.title}`,
    })),
  });
};

const childField = ({ record, typed, problems }: Shown): Html | null => {
  const { children } = record.placement;
  if (children.length < 2) return null;
  return radiosField({
    name: 'aboutChildId',
    label: 'Who is this about?',
    typed: { ...typed, aboutChildId: typed.aboutChildId ?? 'all' },
    problems,
    choices: [
      { value: 'all', text: 'All the children' },
      ...children.map(({ id, givenName }) => ({ value: id, text: `${givenName} only` })),
    ],
  });
};

const whatItSays = ({ finding, problems }: Shown): Html | null =>
  finding === null || problems.length === 0
    ? null
    : insetText({
        html: html`<p class="govuk-body">It says now:</p><p class="app-words">${finding.evidence}</p>`,
      });

export const findingFormView = (shell: Shell, shown: Shown): string => {
  const { record, finding, isOpen, typed, problems } = shown;
  const findings = `/disruptions/${record.id}/findings`;
  const title = finding === null ? 'Record what the meeting found' : 'Put right what the meeting found';
  const action = finding === null ? `${findings}/new` : `${findings}/${finding.id}`;
  const takeOut =
    finding === null
      ? undefined
      : html`<button type="submit" class="govuk-button govuk-button--warning" formaction="${action}/take-out">Take it out</button>`;
  return page(shell, {
    title,
    problems,
    back: { href: findings, text: 'What the meeting found' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        isOpen
          ? form(shell, {
              action,
              button: 'Save',
              ...(takeOut && { secondary: takeOut }),
              body: html`
                ${finding && html`<input type="hidden" name="seen" value="${finding.revision}">`}
                ${finding === null && html`<input type="hidden" name="caught" value="${readText(typed, 'caught')}">`}
                ${whatItSays(shown)}
                ${factorField(shown)}
                ${areaField({ name: 'evidence', label: 'What shows it?', hint: 'What was said or seen, by whom and when. Say what happened, and blame nobody.', rows: 5, limit: wordsLimit, typed, problems })}
                ${textField({ name: 'otherwiseBy', label: 'Who sees it differently? (optional)', width: 30, typed, problems })}
                ${areaField({ name: 'otherwise', label: 'How do they see it? (optional)', rows: 3, limit: wordsLimit, typed, problems })}
                ${childField(shown)}
                ${readersField(typed, problems)}`,
            })
          : html`<p class="govuk-body">The minutes are agreed. Nobody can change what the meeting found now.</p>`
      }`,
  });
};
