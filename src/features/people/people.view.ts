import { addDays, inWords, type PlainDate } from '../../domain/dates.ts';
import { postInWords, posts } from '../../domain/post.ts';
import type { Dated } from '../../domain/staffing.ts';
import { selectField, textField } from '../../web/forms.ts';
import { button, insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { ListedPerson, PersonRecord, Team } from './store.ts';

export const postChoices = Object.entries(posts).map(([value, text]) => ({ value, text }));

const periodInWords = ({ from, until }: Dated): string => {
  const since = from === null ? 'Since before records began' : `From ${inWords(from)}`;
  return until === null ? since : `${since} until ${inWords(until)}`;
};

const tabs = html`<ul class="govuk-list">
  <li><a class="govuk-link" href="/people/import">Add people from a file</a></li>
  <li><a class="govuk-link" href="/teams">Teams</a></li>
  <li><a class="govuk-link" href="/directory">Your council’s directory (SCIM)</a></li>
  <li><a class="govuk-link" href="/filing">Where minutes are filed</a></li>
  <li><a class="govuk-link" href="/organisation">Your organisation</a></li>
</ul>`;

const personRow = ({ id, name, email, post, team, leftOn }: ListedPerson, today: PlainDate): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell"><a class="govuk-link govuk-!-font-weight-bold" href="/people/${id}">${name}</a><span class="app-secondary app-breaks">${email}</span></td>
    <td class="govuk-table__cell" data-heading="Post">${leftOn !== null && leftOn <= today ? 'Has left' : post === '' ? 'Needs a post' : postInWords(post)}</td>
    <td class="govuk-table__cell" data-heading="Team">${team ?? 'None'}</td>
  </tr>`;

/** The people of an organisation, to look for and to change. */
export const listPeopleView = (
  shell: Shell,
  shown: {
    readonly people: readonly ListedPerson[];
    readonly hasMore: boolean;
    readonly page: number;
    readonly typed: Typed;
    readonly query: string;
    readonly today: PlainDate;
  },
): string => {
  const { people, hasMore, page: number, typed, query, today } = shown;
  const field = { typed, problems: [] };
  const at = (to: number): string => `/people?${query}${query === '' ? '' : '&'}page=${to}`;
  return page(shell, {
    title: 'People',
    wide: true,
    current: '/people',
    body: html`
      <h1 class="govuk-heading-l">People</h1>
      ${button({ text: 'Add a person', href: '/people/new' })}
      ${tabs}
      <form method="get" action="/people" novalidate>
        ${textField({ ...field, name: 'words', label: 'Name or e-mail address', width: 20 })}
        ${selectField({ ...field, name: 'post', label: 'Post', unchosen: 'Any post', choices: postChoices })}
        ${button({ text: 'Show', classes: 'govuk-button--secondary' })}
      </form>
      ${
        people.length === 0
          ? html`<p class="govuk-body">Nobody is found.</p>`
          : html`<table class="govuk-table app-table--stacks">
        <caption class="govuk-table__caption govuk-table__caption--m">People of your organisation</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">Who</th>
          <th scope="col" class="govuk-table__header">Post today</th>
          <th scope="col" class="govuk-table__header">Team today</th>
        </tr></thead>
        <tbody class="govuk-table__body">${people.map((person) => personRow(person, today))}</tbody>
      </table>`
      }
      ${number > 1 && html`<a class="govuk-link" href="${at(number - 1)}">Earlier in the list</a>`}
      ${hasMore && html`<a class="govuk-link" href="${at(number + 1)}">Further down the list</a>`}`,
  });
};

const leavingInWords = ({ leftOn, handedOver }: PersonRecord): Html | null =>
  leftOn === null
    ? null
    : insetText({
        html: html`Their last day ${handedOver ? 'was' : 'is'} <strong>${inWords(addDays(leftOn, -1))}</strong>. ${
          handedOver
            ? 'What was theirs went to their manager, who sees it on their home page.'
            : 'On the day after, they have no access any more, and what is theirs goes to their manager.'
        }`,
      });

/** Somebody, with everything they were and are. */
export const seePersonView = (
  shell: Shell,
  { person, isSelf }: { readonly person: PersonRecord; readonly isSelf: boolean },
): string => {
  const own = `/people/${person.id}`;
  const isHere = person.leftOn === null;
  const ends = (dated: Dated, path: string, about: string): Html | null =>
    dated.until === null && isHere
      ? html` <a class="govuk-link" href="${own}/${path}/end">End<span class="govuk-visually-hidden">: ${about}</span></a>`
      : null;
  return page(shell, {
    title: person.name,
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">${person.name}</h1>
      ${leavingInWords(person)}
      ${summaryList({
        rows: [
          {
            key: { text: 'E-mail' },
            value: { text: person.email },
            ...(isHere && {
              actions: {
                items: [{ href: `${own}/details`, text: 'Change', visuallyHiddenText: 'name or e-mail' }],
              },
            }),
          },
          {
            key: { text: 'Joined' },
            value: { text: person.joinedOn === null ? 'Not known' : inWords(person.joinedOn) },
          },
          {
            key: { text: 'Known to the directory' },
            value: { text: person.directoryId === null ? 'No: added by hand' : 'Yes' },
          },
        ],
      })}
      <h2 class="govuk-heading-m">Posts</h2>
      ${
        person.posts.length === 0
          ? html`<p class="govuk-body">None. Without a post somebody can do nothing here.</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${person.posts.map(
              (
                post,
              ) => html`<li><strong>${postInWords(post.post)}</strong>${post.team !== null && html`, ${post.team}`}${ends(post, `posts/${post.id}`, postInWords(post.post))}
                <span class="app-secondary">${periodInWords(post)}</span></li>`,
            )}</ul>`
      }
      ${isHere && html`<p class="govuk-body"><a class="govuk-link" href="${own}/posts/new">Give another post</a></p>`}
      <h2 class="govuk-heading-m">Managers</h2>
      ${
        person.managers.length === 0
          ? html`<p class="govuk-body">None by name. Whoever manages their team manages them too.</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${person.managers.map(
              (
                link,
              ) => html`<li><a class="govuk-link" href="/people/${link.managerId}">${link.name}</a>${ends(link, `managers/${link.managerId}/${link.from}`, link.name)}
                <span class="app-secondary">${periodInWords(link)}</span></li>`,
            )}</ul>`
      }
      ${isHere && html`<p class="govuk-body"><a class="govuk-link" href="${own}/managers/new">Add a manager</a></p>`}
      ${
        person.managed.length > 0 &&
        html`<h2 class="govuk-heading-m">Manages</h2>
          <ul class="govuk-list">${person.managed.map((link) => html`<li><a class="govuk-link" href="/people/${link.personId}">${link.name}</a>, ${periodInWords(link).toLowerCase()}</li>`)}</ul>`
      }
      ${
        !person.handedOver &&
        !isSelf &&
        html`<h2 class="govuk-heading-m">Leaving</h2>
        <p class="govuk-body"><a class="govuk-link" href="${own}/leaving">${isHere ? 'Record that they leave' : 'Change their last day'}</a></p>`
      }
      ${person.handedOver && html`<p class="govuk-body"><a class="govuk-link" href="${own}/return">Give them access again</a></p>`}`,
  });
};

/** The teams of an organisation, with those who are in them. */
export const listTeamsView = (shell: Shell, { teams }: { readonly teams: readonly Team[] }): string =>
  page(shell, {
    title: 'Teams',
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">Teams</h1>
      <p class="govuk-body">A manager in a team sees the cases of those who are in it.</p>
      ${button({ text: 'Add a team', href: '/teams/new' })}
      ${teams.length === 0 && html`<p class="govuk-body">There are none yet.</p>`}
      ${teams.map(
        ({ id, name, until, people }) => html`
        <h2 class="govuk-heading-m">${name}</h2>
        ${until !== null && html`<p class="govuk-body">Ends, or ended, on ${inWords(until)}.</p>`}
        ${people.length === 0 ? html`<p class="govuk-body">Nobody is in it.</p>` : html`<ul class="govuk-list">${people.map((one) => html`<li><a class="govuk-link" href="/people/${one.id}">${one.name}</a>, ${postInWords(one.post).toLowerCase()}</li>`)}</ul>`}
        <p class="govuk-body"><a class="govuk-link" href="/teams/${id}">Change<span class="govuk-visually-hidden"> ${name}</span></a></p>`,
      )}`,
  });
