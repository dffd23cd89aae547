import type { CaseAct } from '../../domain/access.ts';
import { isOpen, standingOf } from '../../domain/action.ts';
import { type Action, childrenInWords, hasLeft, placementInWords } from '../../domain/case.ts';
import {
  dateInLondon,
  fromToday,
  inWords,
  inWordsWithWeekday,
  timeInLondon,
  timeInWords,
} from '../../domain/dates.ts';
import { disagreementsWith } from '../../domain/disagreement.ts';
import { happenedAs, happenedInWords } from '../../domain/disruption.ts';
import { windowInWords } from '../../domain/duty.ts';
import { factValueInWords, pauseReasonInWords } from '../../domain/facts.ts';
import type { NextStep } from '../../domain/next-step.ts';
import { urgencyOf } from '../../domain/plan.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { childWords } from '../../web/child-words.ts';
import { disagreementsPart } from '../../web/disagreements.ts';
import { button, insetText, summaryList, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import {
  decisionPart,
  link,
  linkedPart,
  planPart,
  type CaseShown as Shown,
  wholeCasePart,
} from './plan.view.ts';

const screens: Record<
  NextStep['screen'],
  { readonly path: string; readonly act: CaseAct; readonly button: string } | null
> = {
  decision: { path: 'decision', act: 'decide-on-meeting', button: 'Decide whether to hold a meeting' },
  review: { path: 'decision/review', act: 'review-decision', button: 'Review the decision' },
  convene: { path: 'meeting', act: 'convene-meeting', button: 'Convene the meeting' },
  views: { path: 'views', act: 'record-views', button: 'Record views and feelings' },
  agenda: { path: 'agenda', act: 'build-agenda', button: 'Build the agenda' },
  minutes: { path: 'minutes', act: 'write-minutes', button: 'Open the agenda and minutes' },
  copies: { path: 'copies', act: 'prepare-copies', button: 'Preview and release the copies' },
  checking: { path: 'minutes/checking', act: 'send-draft', button: 'See what people said of the draft' },
  outcome: { path: 'outcome', act: 'record-outcome', button: 'Record the outcome' },
  plan: null,
};

const nextBox = ({ record, plan: { next }, today, may }: Shown): Html | null => {
  if (next === null && record.status === 'closed') return null;
  if (next === null) return html`<p class="govuk-body">Everything the procedure asks has been done.</p>`;
  const screen = screens[next.screen];
  const when =
    next.dueOn === null
      ? ''
      : next.from !== null && next.from !== next.dueOn
        ? ` ${windowInWords({ from: next.from, to: next.dueOn })}`
        : ` by ${inWordsWithWeekday(next.dueOn)}`;
  return html`<section class="app-next" aria-labelledby="next">
    <h2 class="govuk-heading-m" id="next">Next: ${next.label.charAt(0).toLowerCase()}${next.label.slice(1)}${when}</h2>
    ${next.paused === undefined ? null : html`<p class="govuk-body"><strong>Paused</strong> since ${inWords(next.paused.from)}: ${pauseReasonInWords[next.paused.reason]}.${next.dueOn === null ? null : ' The days do not count; these are the dates if it went on today.'}</p>`}
    <p class="govuk-body">${
      next.dueOn === null
        ? null
        : html`${urgencyOf(next.dueOn, today) === 'overdue' ? 'This was due' : 'Due'} ${fromToday(next.dueOn, today)}. `
    }${next.holders.length === 0 ? 'Nobody is named for it.' : `${listInWords(next.holders)} ${next.holders.length === 1 ? 'has' : 'have'} it.`}</p>
    ${screen !== null && may(screen.act) ? button({ text: next.screen === 'convene' && record.meeting !== null ? 'Change the meeting' : screen.button, href: `/disruptions/${record.id}/${screen.path}` }) : null}
    ${next.screen === 'convene' && record.meeting === null && html`<p class="govuk-body">${link({ record }, 'times', 'Times people can come')}<br>${link({ record }, 'apart', 'Who must not meet')}</p>`}
  </section>`;
};

/** Who of a meeting's people has left, and is kept on it by nothing but its not having been changed. */
const leaversPart = ({ record, today, may }: Shown): Html | null => {
  const { meeting } = record;
  if (meeting === null || meeting.status !== 'convened') return null;
  const { chair, minuteTaker, invitations } = meeting;
  const gone = [
    ...(hasLeft(chair, today) ? [`${chair.name}, who was to chair it,`] : []),
    ...(minuteTaker !== null && hasLeft(minuteTaker, today)
      ? [`${minuteTaker.name}, who was to take its minutes,`]
      : []),
    ...invitations
      .filter((one) => one.status === 'invited' && hasLeft(one, today))
      .filter(({ personId }) => personId !== chair.id && personId !== minuteTaker?.id)
      .map(({ name }) => name),
  ];
  if (gone.length === 0) return null;
  return warningText({
    iconFallbackText: 'Warning',
    html: html`${listInWords(gone)} ${gone.length === 1 ? 'has' : 'have'} left and ${gone.length === 1 ? 'is' : 'are'} still down for this meeting.
      ${may('convene-meeting') ? link({ record }, 'meeting', 'Choose somebody else') : 'Ask the child’s social worker to choose somebody else.'}`,
  });
};

const meetingPart = (shown: Shown): Html | null => {
  const { record, may } = shown;
  const { meeting } = record;
  if (meeting === null) return null;
  const invited = meeting.invitations.filter(({ status }) => status === 'invited');
  const replies = (reply: string | null) => invited.filter((invitation) => invitation.reply === reply).length;
  const item = (path: string, text: string) => html`<li>${link({ record }, path, text)}</li>`;
  return html`
    <h2 class="govuk-heading-m" id="meeting">The meeting</h2>
    ${leaversPart(shown)}
    ${summaryList({
      rows: [
        {
          key: { text: 'When' },
          value: { text: `${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}` },
        },
        {
          key: { text: 'Chair' },
          value: {
            text:
              meeting.chairAgreement === null
                ? meeting.chair.name
                : `${meeting.chair.name}. ${meeting.chairAgreement.by} agreed to this: ${meeting.chairAgreement.reason}`,
          },
        },
        {
          key: { text: 'Where' },
          value: { text: [meeting.place, meeting.videoLink].filter((part) => part !== '').join(', or ') },
        },
        {
          key: { text: 'Replies' },
          value: {
            text: `${replies('coming')} coming, ${replies('by-video')} by video, ${replies('will-write')} will write, ${replies('not-coming')} not coming, ${replies(null)} not answered`,
          },
        },
        ...(meeting.outsideWindowReason === ''
          ? []
          : [{ key: { text: 'Outside the window because' }, value: { text: meeting.outsideWindowReason } }]),
      ],
    })}
    <ul class="govuk-list">${[item('preparation', 'Prepare the meeting'), item('pack', 'What everybody reads'), item('apart', 'Who must not meet'), item('reach', 'How to reach people'), item('invitations', 'Who is invited, and their replies'), may('contribute') && invited.some(({ personId }) => personId === shown.actor.id) ? item('contribution', 'Write to the meeting') : null, may('mark-contribution') && invited.filter(({ contribution }) => contribution !== '').map(({ id, name }) => item(`contributions/${id}`, `Who may read what ${name} wrote`)), meeting.status === 'convened' && may('convene-meeting') ? item('meeting', 'Change the meeting or who is invited') : null, meeting.status === 'convened' && may('convene-meeting') ? item('meeting/cancel', 'Cancel the meeting') : null, may('write-minutes') ? item('minutes', meeting.minutesStatus === 'agreed' ? 'Read the minutes' : 'Agenda and minutes') : null, meeting.minutesStatus === 'being-checked' && may('check-minutes') && invited.some(({ personId }) => personId === shown.actor.id) ? item('minutes/own-copy', 'Check your copy of the draft minutes') : null, meeting.minutesStatus !== 'draft' && may('prepare-copies') ? item('copies', 'Copies of the minutes') : null]}</ul>
    ${disagreementsPart(
      shown.disagreements.filter(({ about }) => about === 'minutes' || about === 'copy'),
      ({ about }) => (about === 'copy' ? 'their copy of the minutes' : 'the minutes'),
    )}`;
};

const actionItem = (action: Action, { record, today }: Shown): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title"><a class="govuk-link" href="/disruptions/${record.id}/actions/${action.id}">${action.what}</a></h3>
    <p class="app-duties__tag">${
      action.doneOn !== null
        ? tag({ text: 'Done', classes: 'govuk-tag--green' })
        : standingOf(action, record.actions, today) === 'overdue'
          ? tag({ text: 'Overdue', classes: 'govuk-tag--red' })
          : tag({ text: isOpen(action) ? 'To do' : 'Not needed', classes: 'govuk-tag--grey' })
    }</p>
    <p class="app-duties__detail">${action.ownerName}, by ${inWords(action.dueOn)}</p>
    ${action.doneOn === null ? null : html`<p class="app-duties__detail">Done on ${inWords(action.doneOn)}: ${action.evidence}</p>`}
  </li>`;

const actionsPart = (shown: Shown): Html => html`
  <h2 class="govuk-heading-m" id="actions">Actions</h2>
  ${
    shown.record.actions.length === 0
      ? html`<p class="govuk-body">No actions yet. The meeting agrees them.</p>`
      : html`<ol class="app-duties">${shown.record.actions.map((action) => actionItem(action, shown))}</ol>`
  }
  ${shown.may('record-action') ? html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${shown.record.id}/actions/new">Add an action</a></p>` : null}`;

const viewsPart = (shown: Shown): Html => {
  const { record, disagreements, may, mayRead } = shown;
  const { children } = record.placement;
  return html`
    <h2 class="govuk-heading-m" id="views">${children.length === 1 ? 'The child’s' : 'The children’s'} views and feelings</h2>
    ${record.views.length === 0 ? html`<p class="govuk-body">Nothing recorded yet.</p>` : null}
    ${record.views.map((view) =>
      childWords(view, {
        children,
        disruptionId: record.id,
        mayRead: mayRead(view),
        beside: disagreementsPart(disagreementsWith(disagreements, 'view', view.id)),
      }),
    )}
    ${
      shown.linksOverdue === 0
        ? null
        : insetText({
            text: `${shown.linksOverdue} ${shown.linksOverdue === 1 ? 'link' : 'links'} from the last home should have been looked at again.`,
          })
    }
    <ul class="govuk-list">
      ${may('record-views') ? html`<li>${link(shown, 'views', 'Record views and feelings')}</li>` : null}
      <li>${link(shown, 'child-voice', 'How each child is heard and answered')}</li>
    </ul>`;
};

const historyPart = ({ record, history }: Shown): Html => html`
  <h2 class="govuk-heading-m" id="history">History</h2>
  <ol class="app-history">
    ${history.map(
      ({
        at,
        personName,
        summary,
      }) => html`<li class="app-history__entry"><p class="app-history__what">${summary}</p>
        <p class="app-history__who">${personName}, <time datetime="${at.toISOString()}">${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}</time></p>
      </li>`,
    )}
  </ol>
  <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/chronology">Chronology</a></p>`;

const placementPart = ({ record, disagreements, may }: Shown): Html => {
  const { placement } = record;
  return html`
    <h2 class="govuk-heading-m">The placement</h2>
    ${summaryList({
      rows: [
        {
          key: { text: record.stage === 'at-risk' ? 'At risk since' : 'Ended' },
          value: { text: inWords(record.brokeDownOn) },
          ...(may('correct-disruption') && record.status === 'open'
            ? {
                actions: {
                  items: [
                    {
                      href: `/disruptions/${record.id}/correct`,
                      text: 'Correct',
                      visuallyHiddenText: 'what was recorded of it',
                    },
                  ],
                },
              }
            : {}),
        },
        { key: { text: 'What happened' }, value: { text: happenedInWords[happenedAs(record)] } },
        { key: { text: 'Stage' }, value: { text: capitalised(factValueInWords('stage', record.stage)) } },
        {
          key: { text: capitalised(factValueInWords('kind', placement.kind)) },
          value: { text: placementInWords(placement) },
          ...(may('open-vault') && placement.carers.length > 0
            ? { actions: { items: [{ href: `/disruptions/${record.id}/identities`, text: 'Who they are' }] } }
            : {}),
        },
        ...(record.isComplex ? [{ key: { text: 'Complex case' }, value: { text: 'Yes' } }] : []),
        ...(record.returnedOn === null
          ? []
          : [{ key: { text: 'Returned to the agency' }, value: { text: inWords(record.returnedOn) } }]),
        ...(record.panelOn === null
          ? []
          : [{ key: { text: 'The panel looks at it' }, value: { text: inWords(record.panelOn) } }]),
        ...(placement.startedOn === null
          ? []
          : [{ key: { text: 'Moved in' }, value: { text: inWords(placement.startedOn) } }]),
        {
          key: { text: 'What led up to it' },
          value: { html: html`<span class="app-words">${record.account}</span>` },
        },
        {
          key: { text: 'Recorded' },
          value: { text: `${record.recordedBy}, ${inWords(dateInLondon(record.recordedAt))}` },
        },
      ],
    })}
    ${disagreementsPart(
      disagreementsWith(disagreements, 'account', null),
      () => 'what is recorded of what led up to it',
    )}`;
};

/** Whom nothing has reached, and who is to do what about it: nobody is passed over because of how they are reached. */
const heldPart = ({ record, held }: Shown): readonly Html[] => {
  const names = (wanted: Shown['held'][number]['status']): string =>
    listInWords(
      held.filter(({ status, childId }) => status === wanted && childId === null).map(({ name }) => name),
    );
  const at = `/disruptions/${record.id}`;
  const [failed, waiting, toDo] = [names('failed'), names('waiting'), names('to-do')];
  const texts = [
    failed !== '' &&
      html`A message to ${failed} could not be sent. <a class="govuk-link" href="${at}/invitations">See why and try again</a>`,
    waiting !== '' &&
      html`Nobody has confirmed how to reach ${waiting}, so nothing was sent. <a class="govuk-link" href="${at}/reach">Confirm it</a>`,
    toDo !== '' &&
      html`Something is to be posted or given to ${toDo}. <a class="govuk-link" href="${at}/invitations">See what</a>`,
    ...held.map(
      ({ childId, name }) =>
        childId !== null &&
        html`A message to ${name}’s own page could not be sent. <a class="govuk-link" href="${at}/child-voice/${childId}/page">Check where it goes</a>`,
    ),
  ];
  return texts.flatMap((text) =>
    text === false ? [] : [warningText({ iconFallbackText: 'Warning', html: text })],
  );
};

/** What somebody sent from their private page and nobody has attached: it waits for a person. */
const sentPart = ({ record, sent, may }: Shown): readonly Html[] =>
  sent.map(({ id, name, sentAt }) =>
    insetText({
      html: html`<strong>${name} does not agree with their copy of the minutes</strong>, and said so on ${inWords(dateInLondon(sentAt))}.
        ${may('attach-disagreement') ? html`<a class="govuk-link" href="/disruptions/${record.id}/disagreements?sent=${id}">Read what ${name} says, and attach it</a>` : 'The child’s social worker attaches what they say.'}`,
    }),
  );

const openingPart = ({ name, reason, at, until }: Shown['openings'][number]): Html =>
  insetText({
    html: html`<strong>${name} is not on this case and opened it</strong> on ${inWords(dateInLondon(at))}, to read until ${timeInWords(timeInLondon(until))}: <span class="app-words">${reason}</span>`,
  });

export const seeDisruptionView = (shell: Shell, shown: Shown): string => {
  const { record } = shown;
  const name = childrenInWords(record.placement.children);
  return page(shell, {
    title: record.reference,
    back: { href: '/', text: 'What needs doing' },
    body: html`
      <span class="govuk-caption-l">${record.reference}, ${record.council.name}</span>
      <h1 class="govuk-heading-l">${name}</h1>
      ${heldPart(shown)}
      ${shown.openings.map(openingPart)}
      ${sentPart(shown)}
      ${linkedPart(shown)}
      ${nextBox(shown)}
      ${wholeCasePart(shown)}
      ${decisionPart(shown)}
      ${meetingPart(shown)}
      ${planPart(shown)}
      ${viewsPart(shown)}
      ${actionsPart(shown)}
      ${placementPart(shown)}
      ${historyPart(shown)}`,
  });
};
