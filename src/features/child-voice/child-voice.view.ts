import type { Child } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { doubtsAbout, participationInWords } from '../../domain/participation.ts';
import { wayInWords } from '../../domain/voice.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { childWords } from '../../web/child-words.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { answerPart, linksPart, stepsPart } from './after-meeting.view.ts';
import { childLink, type Shown } from './voice-links.view.ts';

const waysPart = (shown: Shown, child: Child): Html => {
  const [choice, ...before] = shown.voice.choices.filter(({ childId }) => childId === child.id);
  return html`
    <h3 class="govuk-heading-s">How ${child.givenName} wants to be heard</h3>
    ${
      choice === undefined
        ? html`<p class="govuk-body">Nobody has chosen this with ${child.givenName} yet.</p>`
        : html`
          <p class="govuk-body">${listInWords(choice.ways.map((way, index) => (index === 0 ? wayInWords[way] : wayInWords[way].charAt(0).toLowerCase() + wayInWords[way].slice(1))))}.</p>
          ${choice.interpreter === '' ? null : html`<p class="govuk-body">Interpreter: ${choice.interpreter}</p>`}
          ${choice.signs === '' ? null : html`<p class="govuk-body">Signs, symbols or pictures: ${choice.signs}</p>`}
          <p class="app-because">Chosen on ${inWords(choice.chosenOn)} by ${choice.chosenWith}. Recorded by ${choice.recordedBy}.${before.length === 0 ? null : ` It was chosen otherwise before, last on ${inWords(before[0]?.chosenOn ?? choice.chosenOn)}.`}</p>`
    }
    ${shown.may('support-child') ? childLink(shown, child, 'ways', choice === undefined ? 'Choose the ways' : 'Choose again') : null}
    ${shown.may('support-child') ? childLink(shown, child, 'sheets', 'Print a sheet to write or draw on') : null}
    ${shown.may('open-child-page') ? childLink(shown, child, 'page', `A page of ${child.givenName}’s own, by a private link`) : null}`;
};

const viewsPart = (shown: Shown, child: Child): Html => {
  const { record, may, mayRead } = shown;
  const own = record.views.filter(({ childId }) => childId === child.id);
  return html`
    <h3 class="govuk-heading-s">What ${child.givenName} said</h3>
    ${own.length === 0 ? html`<p class="govuk-body">Nothing is recorded yet.</p>` : null}
    ${own.map((view) =>
      childWords(view, {
        children: record.placement.children,
        disruptionId: record.id,
        mayRead: mayRead(view),
        beside: may('confirm-sharing')
          ? html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/views/${view.id}/sharing">${view.sharing === null ? `Record who ${child.givenName} agreed may know this` : `${child.givenName} thinks otherwise now`}<span class="govuk-visually-hidden">: said on ${inWords(view.saidOn)}</span></a></p>`
          : null,
      }),
    )}
    ${may('record-views') ? html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/views">Record views and feelings</a></p>` : null}`;
};

const participationPart = (shown: Shown, child: Child): Html | null => {
  const { record, voice, may } = shown;
  const { meeting } = record;
  if (meeting === null) return null;
  const part = voice.participations.find(
    ({ childId, meetingId }) => childId === child.id && meetingId === meeting.id,
  );
  const own = record.views.filter(({ childId }) => childId === child.id);
  const doubts = part === undefined ? [] : doubtsAbout(part, own, { child, heldOn: meeting.heldOn });
  return html`
    <h3 class="govuk-heading-s">How ${child.givenName} took part in the meeting</h3>
    <p class="govuk-body">${
      part === undefined
        ? 'Not recorded yet.'
        : `${part.code}: ${capitalised(participationInWords[part.code])}.${part.reason === '' ? '' : ` ${part.reason}`} Recorded by ${part.recordedBy}.`
    }</p>
    ${doubts.map((doubt) => insetText({ text: doubt }))}
    ${may('record-participation') ? childLink(shown, child, 'participation', part === undefined ? 'Record the participation code' : 'Record another code') : null}`;
};

const childPart = (shown: Shown, child: Child): Html => html`
  <section aria-labelledby="child-${child.id}">
    <h2 class="govuk-heading-m" id="child-${child.id}">${child.givenName}</h2>
    ${waysPart(shown, child)}
    ${viewsPart(shown, child)}
    ${participationPart(shown, child)}
    ${answerPart(shown, child)}
    ${stepsPart(shown, child)}
    ${linksPart(shown, child)}
  </section>`;

/** How each child of a case is heard and answered: each child for themselves, brothers and sisters apart. */
export const childVoiceView = (shell: Shell, shown: Shown): string => {
  const { record } = shown;
  const title = 'How each child is heard and answered';
  return page(shell, {
    title,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      ${record.placement.children.map((child) => childPart(shown, child))}`,
  });
};
