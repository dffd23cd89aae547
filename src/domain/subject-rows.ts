import { actionRows } from './action-rows.ts';
import { afterwardsRows } from './afterwards-rows.ts';
import { capacityInWords } from './capacity.ts';
import { sourceOfCarer } from './carer-identity.ts';
import { type PlacementRecord, placementInWords } from './case.ts';
import { whoseWordsInWords } from './child-view.ts';
import { reachInWords } from './contact-channel.ts';
import { fileInWords } from './contribution-file.ts';
import { dateInLondon, inWords } from './dates.ts';
import { happenedAs, happenedInWords } from './disruption.ts';
import { type Doc, textsOf } from './document.ts';
import { factValueInWords, pauseReasonInWords } from './facts.ts';
import { fileFormats } from './files/format.ts';
import { recordInWords } from './filing.ts';
import { keptRows } from './kept-rows.ts';
import { postInWords } from './post.ts';
import { speakerNamed } from './speaker.ts';
import { by, type CaseFile, type FoundRow, row, typed } from './subject-case-file.ts';
import { categoryInWords } from './subject-category.ts';
import { keyOfFile } from './subject-files.ts';
import { meetingRows } from './subject-meeting-rows.ts';
import { sharingInWords } from './view-sharing.ts';
import { capitalised } from './words.ts';

const wordsOf = (document: Doc): string =>
  document.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)]).join('\n');

/** What is held of a placement, also where no case was made of it. */
export const placementRows = (
  placement: PlacementRecord,
  { contactDetails, reach }: Pick<CaseFile, 'contactDetails' | 'reach'>,
): readonly FoundRow[] => {
  const days = [
    ['Introductions began', placement.introductionsOn],
    ['Moved in', placement.startedOn],
    ['Order made', placement.orderMadeOn],
  ] as const;
  return [
    row({
      key: `placement-${placement.id}`,
      category: 'placement',
      on: placement.startedOn ?? placement.introductionsOn,
      text: [
        `${capitalised(factValueInWords('kind', placement.kind))}: ${placementInWords(placement)}.`,
        ...days.flatMap(([what, on]) => (on === null ? [] : [`${what} on ${inWords(on)}.`])),
      ].join(' '),
    }),
    ...placement.roles.map(({ personId, role, person, fromOn, untilOn }) =>
      row({
        ...{ key: `role-${personId}-${role}-${fromOn}`, category: 'people', on: fromOn },
        text: `${person.name} was ${role.replaceAll('-', ' ')} from ${inWords(fromOn)}${untilOn === null ? '' : ` until ${inWords(untilOn)}`}.`,
        of: [`staff-${personId}`],
      }),
    ),
    ...placement.contacts.map(({ id, name, kind }) =>
      row({
        ...{ key: `contact-${id}`, category: 'people', on: null, of: [`contact-${id}`] },
        text: `${name}, ${capacityInWords[kind]}, is on the case.`,
      }),
    ),
    ...contactDetails.map(({ id, text }) =>
      row({
        ...{ key: `details-${id}`, category: 'about-you', on: null, text },
        ...{ of: [`contact-${id}`], isOnlyTheirs: true },
      }),
    ),
    ...Object.entries(reach).flatMap(([source, of]) => [
      row({
        ...{ key: `reach-${source}`, category: 'about-you', on: null, text: reachInWords(of) },
        ...{ of: [source], isOnlyTheirs: true },
      }),
      ...typed({
        ...{ key: `reach-note-${source}`, category: 'about-you', on: null, of: [source] },
        text: [of.needs, of.stopped?.note ?? '', ...of.confirmations.map(({ how }) => how)].join('\n').trim(),
      }),
    ]),
  ];
};

const endingRows = ({ record }: CaseFile): readonly FoundRow[] => [
  row({
    key: `ending-${record.id}`,
    category: 'placement',
    on: record.brokeDownOn,
    text: `${happenedInWords[happenedAs(record)]}, ${inWords(record.brokeDownOn)}.`,
  }),
  ...typed({
    ...{ key: `account-${record.id}`, category: 'placement', on: record.brokeDownOn },
    ...{ text: record.account, whose: by(record.recordedBy) },
  }),
];

/** Who said what a passage has, where the minutes say so. */
const speakerOf = (
  saidBy: CaseFile['passages'][number]['saidBy'],
  { placement, meeting }: CaseFile['record'],
): FoundRow['whose'] => {
  if (saidBy === null) return null;
  const name = speakerNamed(saidBy, { placement, meeting });
  const source =
    saidBy.is === 'child'
      ? `child-${saidBy.id}`
      : meeting?.invitations.find(({ id }) => id === saidBy.id)?.source;
  return name === null || source === undefined ? null : { source, name: `${name}, in the meeting` };
};

const writtenRows = ({
  record,
  passages,
  comments,
  found,
  disagreements,
  voice,
}: CaseFile): readonly FoundRow[] => [
  ...record.views.flatMap((view) =>
    typed({
      ...{ key: `view-${view.id}`, category: 'view', on: view.saidOn, text: view.words },
      of: [`child-${view.childId}`],
      isOnlyTheirs: true,
      keptFrom: view.withheldFrom,
      whose:
        view.whoseWords === 'child'
          ? { source: `child-${view.childId}`, name: whoseWordsInWords.child }
          : by(`${whoseWordsInWords[view.whoseWords]}, recorded by ${view.recordedBy}`),
    }),
  ),
  ...record.views.flatMap(({ id, childId, saidOn, fileFormat, withheldFrom, recordedById, recordedBy }) =>
    fileFormat
      ? [
          row({
            ...{
              key: keyOfFile({ table: 'view_file', id }),
              category: 'view',
              on: saidOn,
              isOnlyTheirs: true,
            },
            ...{ of: [`child-${childId}`], keptFrom: withheldFrom },
            text: `A ${fileFormats[fileFormat].inWords} ${recordedById === null ? 'that the child gave on a page of their own' : `of what the child drew, wrote or said, added by ${recordedBy}`}.`,
          }),
        ]
      : [],
  ),
  ...record.views.flatMap(({ id, childId, sharing }) =>
    sharing === null
      ? []
      : [
          row({
            ...{ key: `sharing-${id}`, category: 'view', on: sharing.agreedOn, isOnlyTheirs: true },
            ...{ of: [`child-${childId}`], text: sharingInWords(sharing, 'The child') },
          }),
        ],
  ),
  // What is about one child alone is in no brother's or sister's bag.
  ...voice.flatMap(({ key, childId, on, text, isTheirs, recordedBy }) =>
    typed({
      ...{ key, category: 'view', on, text, of: [`child-${childId}`], isOnlyTheirs: true },
      whose: isTheirs
        ? { source: `child-${childId}`, name: whoseWordsInWords.child }
        : by(`Recorded by ${recordedBy}`),
    }),
  ),
  ...passages.flatMap(({ id, text, saidBy, aboutChildId, withheldFrom, updatedAt }) =>
    typed({
      ...{ key: `passage-${id}`, category: 'minutes', on: dateInLondon(updatedAt), text },
      ...{ whose: speakerOf(saidBy, record) ?? by('The minutes of the meeting'), keptFrom: withheldFrom },
      ...(aboutChildId !== null && { of: [`child-${aboutChildId}`], isOnlyTheirs: true }),
    }),
  ),
  ...comments.flatMap(({ id, source, name, text, at }) =>
    typed({
      ...{ key: `comment-${id}`, category: 'minutes', on: dateInLondon(at), text, of: [source] },
      whose: { source, name },
    }),
  ),
  ...found.flatMap(({ key, text, aboutChildId, withheldFrom, recordedBy, at }) =>
    typed({
      ...{ key, category: 'minutes', on: dateInLondon(at), text, keptFrom: withheldFrom },
      whose: by(`Recorded by ${recordedBy}`),
      ...(aboutChildId !== null && { of: [`child-${aboutChildId}`], isOnlyTheirs: true }),
    }),
  ),
  ...disagreements.flatMap(({ id, whose, words, receivedOn, withheldFrom }) =>
    typed({
      ...{ key: `disagreement-${id}`, category: 'disagreement', on: receivedOn, text: words },
      ...{ whose: by(whose), keptFrom: withheldFrom },
    }),
  ),
];

const workRows = ({ record, decisions, story, afterwards }: CaseFile): readonly FoundRow[] => [
  ...actionRows(record.actions, story).flatMap((one) => typed({ ...one, category: 'action' })),
  ...afterwardsRows(afterwards).flatMap(({ by: who, ...one }) =>
    typed({ ...one, category: 'action', whose: by(who) }),
  ),
  ...decisions.flatMap((one) =>
    typed({
      ...{ key: `decision-${one.id}`, category: 'decision', on: one.on, text: one.text },
      whose: by(one.by),
    }),
  ),
  ...record.pauses.map(({ id, reason, note, from }) =>
    row({
      ...{ key: `pause-${id}`, category: 'decision', on: from, isTyped: true },
      text: `The case was paused: ${pauseReasonInWords[reason]}. ${note}`,
    }),
  ),
  ...record.statements.flatMap(({ ruleId, doneOn, note, statedBy }) =>
    typed({
      key: `statement-${record.id}-${ruleId}`,
      category: 'decision',
      on: doneOn,
      text: note,
      whose: by(statedBy),
    }),
  ),
  ...record.notNeeded.flatMap(({ id, reason, decidedBy }) =>
    typed({ key: `not-needed-${id}`, category: 'decision', on: null, text: reason, whose: by(decidedBy) }),
  ),
];

const messageInWords = (kind: string): string =>
  kind === 'code' ? 'A code for a private page' : `A message about the meeting (${kind})`;

const packRows = ({ packs }: CaseFile): readonly FoundRow[] =>
  packs.map(({ id, source, name, releasedAt, document, files }) =>
    row({
      ...{ key: `pack-${id}`, category: 'copy', on: dateInLondon(releasedAt), of: [source] },
      ...{ isTyped: true, isOnlyTheirs: true, whose: by('What they were given to read before the meeting') },
      text: [
        `Given to ${name} to read before the meeting:`,
        wordsOf(document),
        ...files.map(fileInWords),
      ].join('\n'),
    }),
  );

/** That the minutes are on a record: of the child, or of those who wanted to adopt. */
const filingRows = ({ filings, record }: CaseFile): readonly FoundRow[] =>
  filings.flatMap(({ id, kind, childId, version, filedAt }) =>
    filedAt === null
      ? []
      : row({
          ...{ key: `filing-${id}`, category: 'copy', on: dateInLondon(filedAt) },
          of:
            childId === null
              ? record.placement.carers.map((carer) => sourceOfCarer(carer.id))
              : [`child-${childId}`],
          text: `Version ${version} of the minutes was put on the ${recordInWords[kind]}.`,
        }),
  );

const panelReportRows = ({ panel }: CaseFile): readonly FoundRow[] =>
  panel.flatMap(({ key, on, text, recordedBy }) =>
    typed({ key, category: 'decision', on, text, whose: by(recordedBy) }),
  );

const leftRows = ({ record, copies, messages, history, opened, reasons }: CaseFile): readonly FoundRow[] => [
  ...copies.flatMap((copy) => {
    const about = { category: 'copy', on: dateInLondon(copy.releasedAt), of: [copy.source] } as const;
    return [
      row({
        ...{ ...about, key: `copy-${copy.id}` },
        text: `Version ${copy.version} of the minutes was released to ${copy.name}.`,
      }),
      // Each copy was composed for its own reader: it is whole in nobody else's bag.
      row({
        ...{ ...about, key: `text-of-copy-${copy.id}`, text: wordsOf(copy.document) },
        ...{ isTyped: true, isOnlyTheirs: true, whose: by('The copy as it was released') },
      }),
    ];
  }),
  ...messages.map(({ id, source, name, kind, at }) =>
    row({
      ...{ key: `message-${id}`, category: 'message', on: dateInLondon(at), of: [source] },
      text: `${messageInWords(kind)} was sent to ${name}.`,
    }),
  ),
  ...history.map(({ id, at, personName, summary }) =>
    row({
      ...{ key: `history-${id}`, category: 'history', on: dateInLondon(at), isTyped: true },
      ...{ text: summary, whose: by(personName) },
    }),
  ),
  ...opened.map(({ on, who, act, times }) =>
    row({
      ...{ key: `opened-${record.id}-${on}-${who}-${act}`, category: 'access', on },
      text: `${postInWords(who)}: ${act.replaceAll('-', ' ')}, ${times === 1 ? 'once' : `${times} times`}.`,
    }),
  ),
  ...reasons.flatMap(({ id, at, text }) =>
    typed({ key: `reason-${id}`, category: 'access', on: dateInLondon(at), text }),
  ),
];

/** Everything a case holds, in the order in which a bag has it. */
export const rowsOfCase = (file: CaseFile): readonly FoundRow[] => {
  const rows = [
    ...placementRows(file.record.placement, file),
    ...keptRows(file.kept),
    ...[
      endingRows,
      meetingRows,
      writtenRows,
      workRows,
      panelReportRows,
      leftRows,
      filingRows,
      packRows,
    ].flatMap((part) => part(file)),
  ];
  const order = Object.keys(categoryInWords);
  return rows.toSorted((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
};
