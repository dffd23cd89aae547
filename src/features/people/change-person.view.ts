import { inWords } from '../../domain/dates.ts';
import { postInWords } from '../../domain/post.ts';
import type { Problem } from '../../domain/result.ts';
import { checkboxesField, dateField, form, selectField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { postChoices } from './people.view.ts';
import type { PersonRecord, Team } from './store.ts';

type Asked = { readonly typed: Typed; readonly problems: readonly Problem[] };

const back = (person: PersonRecord) => ({ href: `/people/${person.id}`, text: person.name });

const postFields = (asked: Asked, teams: readonly Team[]): Html => html`
  ${selectField({ ...asked, name: 'post', label: 'Post', unchosen: 'Choose', choices: postChoices })}
  ${teams.length > 0 && selectField({ ...asked, name: 'teamId', label: 'Team (optional)', unchosen: 'No team', choices: teams.map(({ id, name }) => ({ value: id, text: name })) })}
  ${dateField({ ...asked, name: 'from', label: 'First day' })}`;

const postcodeField = (asked: Asked): Html =>
  textField({
    ...asked,
    name: 'homePostcode',
    label: 'Postcode they live in (optional)',
    hint: 'So that it stands out when somebody opens a neighbour’s case. It is kept as a code that can only be compared, and never shown.',
    width: 10,
    spellcheck: false,
  });

export const addPersonView = (
  shell: Shell,
  { loaded: teams, typed, problems }: Asked & { readonly loaded: readonly Team[] },
): string => {
  const asked = { typed, problems };
  return page(shell, {
    title: 'Add a person',
    problems,
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">Add a person</h1>
      ${form(shell, {
        action: '/people/new',
        button: 'Add them',
        body: html`
          ${textField({ ...asked, name: 'name', label: 'Name', width: 30, spellcheck: false })}
          ${textField({ ...asked, name: 'email', label: 'Work e-mail address', hint: 'They sign in with it.', type: 'email', width: 30, spellcheck: false })}
          ${postFields(asked, teams)}
          ${postcodeField(asked)}`,
      })}`,
  });
};

export const detailsView = (
  shell: Shell,
  { loaded: person, typed, problems }: Asked & { readonly loaded: PersonRecord },
): string => {
  const asked = { typed: problems.length > 0 ? typed : { name: person.name, email: person.email }, problems };
  return page(shell, {
    title: 'Change name or e-mail',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">Change the name or e-mail of ${person.name}</h1>
      ${form(shell, {
        action: `/people/${person.id}/details`,
        button: 'Save',
        body: html`
          ${textField({ ...asked, name: 'name', label: 'Name', width: 30, spellcheck: false })}
          ${textField({ ...asked, name: 'email', label: 'Work e-mail address', type: 'email', width: 30, spellcheck: false })}
          ${postcodeField(asked)}
          ${checkboxesField({ ...asked, name: 'forget', label: 'Or', choices: [{ value: 'yes', text: 'Forget the postcode that is kept' }] })}`,
      })}`,
  });
};

export const postView = (
  shell: Shell,
  {
    loaded: { person, teams },
    typed,
    problems,
  }: Asked & { readonly loaded: { readonly person: PersonRecord; readonly teams: readonly Team[] } },
): string => {
  const asked = { typed, problems };
  return page(shell, {
    title: 'Give another post',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">Give ${person.name} another post</h1>
      <p class="govuk-body">Those they have go on until you end them.</p>
      ${form(shell, {
        action: `/people/${person.id}/posts/new`,
        button: 'Save',
        body: html`${postFields(asked, teams)}${dateField({ ...asked, name: 'until', label: 'Last day (optional)' })}`,
      })}`,
  });
};

export const returnView = (
  shell: Shell,
  {
    loaded: { person, teams },
    typed,
    problems,
  }: Asked & { readonly loaded: { readonly person: PersonRecord; readonly teams: readonly Team[] } },
): string =>
  page(shell, {
    title: 'Give access again',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">Give ${person.name} access again</h1>
      <p class="govuk-body">What went to their manager stays there.</p>
      ${form(shell, {
        action: `/people/${person.id}/return`,
        button: 'Give access',
        body: postFields({ typed, problems }, teams),
      })}`,
  });

export const managerView = (
  shell: Shell,
  { loaded: person, typed, problems }: Asked & { readonly loaded: PersonRecord },
): string => {
  const asked = { typed, problems };
  return page(shell, {
    title: 'Add a manager',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">Add a manager of ${person.name}</h1>
      <p class="govuk-body">A manager sees the cases of those they manage, and of those below them.</p>
      ${form(shell, {
        action: `/people/${person.id}/managers/new`,
        button: 'Save',
        body: html`
          ${textField({ ...asked, name: 'email', label: 'The manager’s work e-mail address', type: 'email', width: 30, spellcheck: false })}
          ${dateField({ ...asked, name: 'from', label: 'First day' })}
          ${dateField({ ...asked, name: 'until', label: 'Last day (optional)' })}`,
      })}`,
  });
};

/** The last day of a post or of managing; `what` names it. */
export const endView = (
  shell: Shell,
  {
    person,
    what,
    path,
    typed,
    problems,
  }: Asked & { readonly person: PersonRecord; readonly what: string; readonly path: string },
): string =>
  page(shell, {
    title: 'Enter the last day',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">${postInWords(what)}: the last day for ${person.name}</h1>
      ${form(shell, {
        action: `/people/${person.id}/${path}/end`,
        button: 'Save',
        body: dateField({ name: 'until', label: 'Last day', typed, problems }),
      })}`,
  });

export const leavingView = (
  shell: Shell,
  { loaded: person, typed, problems }: Asked & { readonly loaded: PersonRecord },
): string =>
  page(shell, {
    title: 'Record that somebody leaves',
    problems,
    back: back(person),
    body: html`
      <h1 class="govuk-heading-l">Record that ${person.name} leaves</h1>
      <p class="govuk-body">On the day after their last day:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>they have no access, and wherever they are signed in they are signed out</li>
        <li>their parts in cases and their open actions go to their manager, who sees it on their home page</li>
        <li>each case says in its history what went to whom</li>
        <li>a meeting they were to chair waits for another chair</li>
      </ul>
      ${person.managers.filter(({ until }) => until === null).length === 0 && html`<p class="govuk-body"><strong>Nobody manages ${person.name} by name.</strong> What their team’s manager cannot take is told to your Caldicott guardian.</p>`}
      ${person.joinedOn !== null && html`<p class="govuk-body">They joined on ${inWords(person.joinedOn)}.</p>`}
      ${form(shell, {
        action: `/people/${person.id}/leaving`,
        button: 'Save their last day',
        body: dateField({
          name: 'lastDay',
          label: 'Their last day',
          hint: 'The last day on which they have access.',
          typed,
          problems,
        }),
      })}`,
  });
