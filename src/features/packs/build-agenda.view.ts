import { type Attendee, isSet } from '../../domain/agenda.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Meeting } from '../../domain/case.ts';
import { paragraphInWords } from '../../domain/duty.ts';
import type { MeetingItem } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { capitalised } from '../../domain/words.ts';
import {
  areaField,
  checkboxesField,
  form,
  radiosField,
  readText,
  selectField,
  type Typed,
  textField,
} from '../../web/forms.ts';
import { details } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Choice } from './agenda-form.ts';

type Facts = {
  readonly meeting: Meeting;
  readonly items: readonly MeetingItem[];
  readonly people: readonly Attendee[];
  readonly canBeThere: readonly Choice[];
  readonly duty: PlannedDuty | undefined;
  readonly isToTell: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

type Named = { readonly key: string; readonly title: string };

const hasProblem = (problems: readonly Problem[], { key }: Named, fields: readonly string[]): boolean =>
  problems.some(({ field }) => fields.some((one) => field === `${one}-${key}`));

/** "Led by Ruth Barlow, everybody is there": what the fields beneath hold. */
const whoInWords = ({ key, owner = 'chair' }: Named & Pick<MeetingItem, 'owner'>, facts: Facts): string => {
  const { people, typed } = facts;
  const leader = people.find(({ id }) => id === readText(typed, `ledBy-${key}`));
  const isForSome = readText(typed, `there-${key}`) === 'some';
  return `Led by ${leader?.name ?? `the ${capacityInWords[owner]}`}, ${isForSome ? 'only some people are' : 'everybody is'} there`;
};

/** Who leads an item, and whether everybody is there for it. */
const whoFields = (item: Named & Pick<MeetingItem, 'owner'>, facts: Facts): Html => {
  const { people, canBeThere, typed, problems } = facts;
  const { key, title, owner = 'chair' } = item;
  return details({
    summaryHtml: html`${whoInWords(item, facts)}<span class="govuk-visually-hidden"> for ${title}</span>`,
    open: hasProblem(problems, item, ['ledBy', 'there', 'for']),
    html: html`
      ${selectField({
        ...{ name: `ledBy-${key}`, label: `Who leads “${title}”?`, typed, problems },
        unchosen: capitalised(capacityInWords[owner]),
        choices: people.map(({ id, name, capacity }) => ({
          value: id,
          text: `${name}, ${capacityInWords[capacity]}`,
        })),
      })}
      ${radiosField({
        ...{ name: `there-${key}`, label: `Who is there for “${title}”?`, typed, problems },
        hint: 'The chair and the minute taker always are. Others neither read the item in their agenda nor what is written under it in their copy of the minutes',
        choices: [
          { value: 'everybody', text: 'Everybody' },
          {
            value: 'some',
            text: 'Only some people',
            reveals: checkboxesField({
              ...{ name: `for-${key}`, label: `Who is there for “${title}”`, typed, problems },
              choices: canBeThere.map(({ id, name }) => ({ value: id, text: name })),
            }),
          },
        ],
      })}`,
  });
};

const minutesField = ({ key, title }: Named, { typed, problems }: Facts): Html =>
  textField({
    ...{
      name: `minutes-${key}`,
      label: html`Minutes<span class="govuk-visually-hidden"> for ${title}</span>`,
    },
    ...{ width: 3, inputmode: 'numeric', typed, problems },
  });

const placeField = ({ key, title }: Named, { typed, problems }: Facts): Html =>
  textField({
    ...{ name: `place-${key}`, label: html`Place<span class="govuk-visually-hidden"> of ${title}</span>` },
    ...{ width: 2, inputmode: 'numeric', typed, problems },
  });

const ownFields = ({ key }: Named, { typed, problems }: Facts): Html => html`
  ${textField({ name: `title-${key}`, label: 'What it is called', hint: 'Everybody who is there for it may read this: name nobody', typed, problems })}
  ${areaField({ name: `prompt-${key}`, label: 'What belongs under it (optional)', rows: 2, typed, problems })}
  ${textField({ name: `plain-${key}`, label: 'In words for families and children (optional)', hint: 'Left empty, they do not read it before the meeting', typed, problems })}`;

const itemPart = (item: MeetingItem, facts: Facts): Html => {
  const { typed, problems, duty } = facts;
  const { key, title, prompt, isOwn } = item;
  const set = isSet(duty);
  return html`
  <li class="app-agenda__item">
    <h2 class="govuk-heading-s">${title}</h2>
    ${isOwn ? ownFields(item, facts) : html`<p class="govuk-hint">${prompt}</p>`}
    <div class="app-agenda__row">
      ${
        !set &&
        checkboxesField({
          name: `on-${key}`,
          label: html`<span class="govuk-visually-hidden">Is “${title}” on the agenda?</span>`,
          ...{ choices: [{ value: 'yes', text: 'On the agenda' }], typed, problems },
        })
      }
      ${!set && placeField(item, facts)}
      ${minutesField(item, facts)}
    </div>
    ${whoFields(item, facts)}
  </li>`;
};

const newItem = { key: 'new', title: 'the new item' } as const;

const fields = (facts: Facts): Html => {
  const { items, duty, isToTell, typed, problems } = facts;
  const set = isSet(duty);
  const isOpen = problems.some(({ field }) => field.endsWith('-new'));
  return html`
  <ol class="govuk-list app-agenda">${items.map((item) => itemPart(item, facts))}</ol>
  ${
    !set &&
    details({
      summaryText: 'Add an item',
      open: isOpen,
      html: html`
        ${ownFields(newItem, facts)}
        <div class="app-agenda__row">${placeField(newItem, facts)}${minutesField(newItem, facts)}</div>
        ${whoFields(newItem, facts)}`,
    })
  }
  ${
    isToTell &&
    areaField({
      ...{ name: 'because', label: 'Why is it changed?', rows: 2, typed, problems },
      hint: 'Everybody has it already. Whoever reads something else in theirs now gets it anew and is told. Those on the case read why',
    })
  }`;
};

const introduction = ({ duty, meeting }: Facts): Html => html`
  ${
    duty === undefined
      ? html`<p class="govuk-body">Your procedure says nothing about the agenda. This is what it suggests.</p>`
      : html`<p class="govuk-body">${duty.because.says} <span class="app-because">${capitalised(paragraphInWords(duty.because.paragraph))}</span></p>`
  }
  <p class="govuk-body">${
    isSet(duty)
      ? 'Its items and their order are set. Say how long each takes, who leads it and who is there.'
      : 'Keep what this child’s meeting needs, put it in order, and add what is missing.'
  } The meeting is ${meeting.minutesLong} minutes long.</p>`;

/** The page on which the agenda of a meeting is built. */
export const buildAgendaView = (
  shell: Shell,
  { record, facts }: { readonly record: CaseRecord; readonly facts: Facts | null },
): string => {
  const back = `/disruptions/${record.id}/pack`;
  return page(shell, {
    title: 'The agenda of the meeting',
    back: { href: back },
    problems: facts?.problems ?? [],
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">The agenda of the meeting</h1>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/lessons">Has this been learnt before?</a></p>
      ${
        facts === null
          ? html`<p class="govuk-body">${record.meeting === null ? 'No meeting is arranged yet.' : 'The minutes are agreed, so the agenda stays as it was.'}</p>`
          : html`${introduction(facts)}
            ${form(shell, { action: `/disruptions/${record.id}/agenda`, body: fields(facts), button: 'Save the agenda' })}`
      }`,
  });
};
