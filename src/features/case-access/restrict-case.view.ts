import { type Restriction, restrictionInWords } from '../../domain/access.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { type OnCase, onCaseNow, opensCase } from '../../domain/case-access.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly people: readonly OnCase[];
  readonly managers: readonly { readonly personId: string; readonly name: string }[];
  readonly restriction: { readonly restricted: Restriction | null };
  readonly actor: { readonly id: string };
  readonly now: Date;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** Who will not see the case any more once it is restricted. */
const losingSight = ({ people, managers, actor, now }: Shown): Html => {
  const byName = onCaseNow(people, now).filter(({ capacity }) => opensCase(capacity));
  const losing = managers
    .filter(({ personId }) => personId !== actor.id && !byName.some((one) => one.personId === personId))
    .map(({ name }) => name);
  const staying = [...new Map(byName.map(({ personId, name }) => [personId, name])).values()];
  return html`<p class="govuk-body">${
    losing.length === 0
      ? 'Nobody who sees it today will lose sight of it.'
      : `${listInWords(losing)} will not see it any more.`
  } Those on it by name go on as before: ${listInWords(staying)}. Each of them is asked for a fresh sign-in.</p>`;
};

export const restrictCaseView = (shell: Shell, shown: Shown): string => {
  const { record, restriction, typed, problems } = shown;
  const isRestricted = restriction.restricted !== null;
  const choices = Object.entries(restrictionInWords).map(([value, text]) => ({ value, text }));
  return page(shell, {
    title: 'Restrict the case',
    problems,
    back: { href: `/disruptions/${record.id}/people`, text: 'Who may open this case' },
    body: html`
      <h1 class="govuk-heading-l">${isRestricted ? 'Is this case still restricted?' : 'Restrict this case'}</h1>
      ${isRestricted ? html`<p class="govuk-body">When it is not, the managers of those who work on it see it again.</p>` : losingSight(shown)}
      ${form(shell, {
        action: `/disruptions/${record.id}/restriction`,
        button: 'Save',
        body: html`
          ${radiosField({
            name: 'restriction',
            label: 'Why is it open only to those on it by name?',
            choices: isRestricted
              ? [{ value: 'none', text: 'It is not restricted any more' }, ...choices]
              : choices,
            typed,
            problems,
          })}
          ${areaField({
            name: 'reason',
            label: 'The reason in your own words',
            hint: 'Without names. Those on the case can read it.',
            rows: 3,
            typed,
            problems,
          })}`,
      })}`,
  });
};
