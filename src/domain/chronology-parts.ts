import { capacityInWords } from './capacity.ts';
import type { Action, ChildView } from './case.ts';
import { viewWayInWords, whoseWordsInWords } from './child-view.ts';
import type { Entry, EntryKind, Told } from './chronology-entry.ts';
import { dateInLondon, type PlainDate, timeInLondon } from './dates.ts';
import { happenedAs, happenedInWords } from './disruption.ts';
import { pauseReasonInWords } from './facts.ts';
import { whoseRecord } from './filing.ts';
import { findingInWords } from './finding.ts';
import { followUpOf } from './follow-up.ts';
import { resourceUseInWords } from './resource-use.ts';
import { isSharedWith } from './view-sharing.ts';

type More = Partial<Omit<Entry, 'key' | 'on' | 'kind' | 'caseId' | 'what' | 'atPage'>>;
/** An entry before anybody has said of which case it is. */
export type Part = Pick<Entry, 'key' | 'on' | 'kind' | 'what' | 'atPage'> & More;

/** An entry of a kind on a day, at a page; none while the day is not known. */
const part = (
  kind: EntryKind,
  [key, on, what, atPage]: readonly [key: string, on: PlainDate | null, what: string, atPage: string],
  more: More = {},
): readonly Part[] => (on === null ? [] : [{ kind, key, on, what, atPage, ...more }]);

/** The same of what the service saw happen. */
const seen = (
  kind: EntryKind,
  [key, at, what, atPage]: readonly [key: string, at: Date | null, what: string, atPage: string],
  more: More = {},
): readonly Part[] =>
  at === null ? [] : part(kind, [key, dateInLondon(at), what, atPage], { at: timeInLondon(at), ...more });

/** The days of a placement. */
export const placementParts = ({ record: { placement } }: Told): readonly Part[] => [
  ...part('home', ['introductions', placement.introductionsOn, 'Introductions began', '']),
  ...part('home', ['moved-in', placement.startedOn, 'Moved in', '']),
  ...part('home', ['order', placement.orderMadeOn, 'The order was made', '']),
];

const endingParts = ({ record }: Told): readonly Part[] => {
  const { stage, brokeDownOn, account, recordedBy, returnedOn, panelOn, outcome } = record;
  const by = { words: account, who: `Recorded by ${recordedBy}` };
  return [
    ...(stage === 'at-risk'
      ? part('concern', ['began', brokeDownOn, 'The home was found to be at risk of ending', ''], by)
      : part('ending', ['began', brokeDownOn, happenedInWords[happenedAs(record)], ''], by)),
    ...part('ending', ['returned', returnedOn, 'Returned to the agency’s care', '']),
    ...part('decision', ['panel', panelOn, 'The panel looks at it', '']),
    ...part(
      'ending',
      [
        'outcome',
        outcome?.on ?? null,
        outcome?.is === 'continues' ? 'The home goes on' : 'The home ended after all',
        '',
      ],
      { words: outcome?.note ?? '' },
    ),
  ];
};

const decisionParts = ({ record: { decision, pauses, statements }, dutyTitle }: Told): readonly Part[] => {
  const review = decision?.review;
  const agreed = review ? `. ${review.by} ${review.agrees ? 'agreed' : 'did not agree'}` : '';
  return [
    ...part(
      'decision',
      [
        `decision-${decision?.id}`,
        decision?.decidedOn ?? null,
        `It was decided ${decision?.toMeet ? '' : 'not '}to hold a meeting`,
        '',
      ],
      { words: decision?.why ?? '', who: `Decided by ${decision?.decidedBy}${agreed}` },
    ),
    ...pauses.flatMap(({ id, from, until, reason, note }) => [
      ...part('decision', [`pause-${id}`, from, `The case was paused: ${pauseReasonInWords[reason]}`, ''], {
        words: note,
      }),
      ...part('decision', [`resumed-${id}`, until ?? null, 'The case went on', '']),
    ]),
    ...statements.flatMap(({ ruleId, doneOn, note, statedBy }) =>
      part('decision', [`stated-${ruleId}`, doneOn, `Done: ${dutyTitle(ruleId)}`, ''], {
        ...{ words: note, who: `Stated by ${statedBy}` },
      }),
    ),
  ];
};

const meetingParts = ({ record: { meeting } }: Told): readonly Part[] => {
  if (meeting === null) return [];
  const { id, status, heldOn, startsAt, satOn = [], chair, agreedAt } = meeting;
  const atPage = '#meeting';
  const held = status === 'held' ? 'The meeting was held' : 'The meeting is to be held';
  return [
    ...satOn.flatMap((on) =>
      part('meeting', [`sat-${id}-${on}`, on, 'The meeting began, and went on another day', atPage]),
    ),
    ...part('meeting', [`meeting-${id}`, heldOn, held, atPage], {
      ...{ at: startsAt, who: `Chaired by ${chair.name}` },
    }),
    ...seen('meeting', [`agreed-${id}`, agreedAt, 'The minutes were agreed', atPage], {
      who: `By ${chair.name}`,
    }),
  ];
};

const viewPart = (view: ChildView, givenName: string, isRead: boolean): readonly Part[] => {
  const { id, childId, saidOn, words, whoseWords, way, how, recordedBy, fileFormat } = view;
  const came = fileFormat && isRead ? '. A drawing, photo or recording came with it' : '';
  const what = `${givenName} was heard${way === null ? '' : `. ${viewWayInWords[way]}`}${came}`;
  const recorded = recordedBy === '' ? '' : `. Recorded by ${recordedBy}`;
  return part('views', [`view-${id}`, saidOn, what, '#views'], {
    ...{ childId, isQuoted: true, isAgreed: isSharedWith(view, 'staff'), words: isRead ? words : '' },
    who: isRead
      ? `${whoseWordsInWords[whoseWords]}: ${how}${recorded}`
      : 'The words are with the chair and the child’s social worker',
  });
};

const heardParts = ({ record, voice, mayRead }: Told): readonly Part[] => {
  const nameOf = (childId: string): string =>
    record.placement.children.find(({ id }) => id === childId)?.givenName ?? '';
  return [
    ...record.views.flatMap((view) => viewPart(view, nameOf(view.childId), mayRead(view))),
    ...voice.answers.flatMap(({ id, childId, givings }) =>
      givings.flatMap(({ givenOn, how, whoWasThere, recordedBy }, index) =>
        part(
          'views',
          [
            `giving-${id}-${givings.length - index}`,
            givenOn,
            `${nameOf(childId)} was answered: ${how}. There: ${whoWasThere}`,
            '/child-voice',
          ],
          { childId, who: `Recorded by ${recordedBy}` },
        ),
      ),
    ),
  ];
};

const foundParts = ({ findings }: Told): readonly Part[] =>
  findings.flatMap((finding) =>
    seen('finding', [`finding-${finding.id}`, finding.recordedAt, 'The meeting found', '/findings'], {
      ...{ childId: finding.aboutChildId, words: findingInWords(finding) },
      who: `Recorded by ${finding.recordedBy}`,
    }),
  );

/** How an action ended, or the day by which it is to. */
const standsAs = ({ dueOn, doneOn, notNeededOn }: Action): readonly [on: PlainDate, what: string] => {
  if (doneOn !== null) return [doneOn, 'Done'];
  return notNeededOn === null ? [dueOn, 'To be done by this day'] : [notNeededOn, 'Not needed any more'];
};

const actionParts = ({ record, voice }: Told): readonly Part[] => [
  ...record.actions.flatMap((action) => {
    const [on, what] = standsAs(action);
    const words = [action.what, action.evidence, action.notNeededBecause].filter((text) => text !== '');
    return part('action', [`action-${action.id}`, on, what, `/actions/${action.id}`], {
      ...{ words: words.join('\n'), who: action.ownerName },
    });
  }),
  ...voice.steps.flatMap(({ id, childId, what, who, dueOn, doneOn, howItWent }) =>
    part(
      'action',
      [
        `step-${id}`,
        doneOn ?? dueOn,
        doneOn === null ? 'To be done for the move by this day' : 'Done for the move',
        '/child-voice',
      ],
      { childId, who, words: howItWent === '' ? what : `${what}\n${howItWent}` },
    ),
  ),
];

/** What became of each matter of the checklist that is done, and what followed. */
const afterwardsParts = ({ record, followUps, resourceDecisions }: Told): readonly Part[] => [
  ...record.checklist.flatMap(({ itemKey, about, says, is, told, doneBy, doneOn, evidence }) =>
    is === 'done'
      ? part('action', [`arranged-${itemKey}-${about}`, doneOn, says, '/arrangements'], {
          words: evidence,
          who: told === '' ? doneBy : `${told}, told by ${doneBy}`,
          childId: about.startsWith('child-') ? about.slice('child-'.length) : null,
        })
      : [],
  ),
  ...followUps.flatMap(({ id, kind, outcome, happenedOn, whom, words, byName }) =>
    part(
      'decision',
      [
        `follow-up-${id}`,
        happenedOn,
        `${followUpOf(kind).title}: ${followUpOf(kind).outcomes[outcome] ?? outcome}`,
        '/follow-ups',
      ],
      { words: [whom, words].filter((text) => text !== '').join('\n'), who: `Recorded by ${byName}` },
    ),
  ),
  ...resourceDecisions.flatMap(({ id, resource, decision, conditions, because, decidedOn, byName }) =>
    part(
      'decision',
      [
        `resource-${id}`,
        decidedOn,
        `Whether it is used again: ${resourceUseInWords[decision].toLowerCase()}`,
        '/follow-ups',
      ],
      {
        words: [resource, because, conditions].filter((text) => text !== '').join('\n'),
        who: `Decided by ${byName}`,
      },
    ),
  ),
];

/** What went to the panel, and what it did. What it concluded stands with the actions that it became. */
const panelParts = ({ panel: { sendings, steps } }: Told): readonly Part[] => [
  ...sendings.flatMap(({ id, sentAt, sentBy, capacity }) =>
    seen('decision', [`to-panel-${id}`, sentAt, 'The report was sent to the panel', '/panel-report'], {
      who: `Sent by ${sentBy}, as the ${capacityInWords[capacity]}`,
    }),
  ),
  ...steps.flatMap(({ id, kind, on, words, by }) =>
    kind === 'agenda' || kind === 'considered'
      ? part(
          'decision',
          [
            `panel-${id}`,
            on,
            kind === 'agenda' ? 'On the agenda of the panel' : 'The panel considered it',
            '/panel-report',
          ],
          { words, who: `Recorded by ${by}` },
        )
      : [],
  ),
];

const fileParts = ({ filings, record }: Told): readonly Part[] =>
  filings.flatMap((filing) => {
    const whose = whoseRecord(filing, record.placement.children);
    const what = `${whose}: version ${filing.version} of the minutes was filed`;
    return seen('file', [`filing-${filing.id}`, filing.filedAt, what, '/filing'], {
      childId: filing.childId,
    });
  });

const historyParts = ({ history }: Told): readonly Part[] =>
  history.flatMap(({ id, at, personName, summary }) =>
    seen('service', [`history-${id}`, at, summary, '#history'], { who: personName }),
  );

/** What of a case has a day, besides the placement itself. */
export const partsOf = (told: Told): readonly Part[] =>
  [
    endingParts,
    decisionParts,
    meetingParts,
    heardParts,
    foundParts,
    actionParts,
    afterwardsParts,
    panelParts,
    fileParts,
    historyParts,
  ].flatMap((parts) => parts(told));
