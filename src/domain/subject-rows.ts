import type { ApartRow } from './apart-rows.ts';
import { capacityInWords } from './capacity.ts';
import {
  type CaseRecord,
  type Invitation,
  type PlacementRecord,
  placementInWords,
  type Reader,
} from './case.ts';
import { whoseWordsInWords } from './child-view.ts';
import { type Reach, reachInWords } from './contact-channel.ts';
import { replyInWords } from './contribution.ts';
import { type ContributionFile, fileInWords, type OwnFile } from './contribution-file.ts';
import { isShared } from './contribution-mark.ts';
import { dateInLondon, inWords, type PlainDate } from './dates.ts';
import type { Disagreement } from './disagreement.ts';
import { happenedAs, happenedInWords } from './disruption.ts';
import { type Doc, textsOf } from './document.ts';
import { factValueInWords, pauseReasonInWords } from './facts.ts';
import { fileFormats } from './files/format.ts';
import { withholdableFrom } from './minutes.ts';
import { postInWords } from './post.ts';
import { recordedInWords } from './recorded-contribution.ts';
import { type Category, categoryInWords } from './subject-category.ts';
import { keyOfFile } from './subject-files.ts';
import type { TimeRow } from './time-rows.ts';
import { sharingInWords } from './view-sharing.ts';
import { capitalised } from './words.ts';

/** One thing that is held, before anybody has looked who else is in it. */
export type FoundRow = {
  /** The same for the same thing, however often it is gathered. */
  readonly key: string;
  readonly category: Category;
  readonly on: PlainDate | null;
  readonly text: string;
  /** Who said or wrote it; null for what the service itself has written down. */
  readonly whose: { readonly source: string; readonly name: string } | null;
  /** Whether people wrote it, so that its words say something of their own. */
  readonly isTyped: boolean;
  /** Whom it is about besides those it names: "contact-…". */
  readonly of: readonly string[];
  /** Nobody else's, though they are on the case. */
  readonly isOnlyTheirs?: boolean;
  /** From whom the case keeps it, for whoever decides. */
  readonly keptFrom?: readonly Reader[];
};

/** Everything a case holds, as it is gathered for a request. */
export type CaseFile = {
  readonly record: CaseRecord;
  readonly passages: readonly {
    readonly id: string;
    readonly text: string;
    readonly aboutChildId: string | null;
    readonly withheldFrom: readonly Reader[];
    readonly updatedAt: Date;
  }[];
  readonly contactDetails: readonly { readonly id: string; readonly text: string }[];
  /** How those without an account are reached, by their source. */
  readonly reach: Readonly<Record<string, Reach>>;
  readonly decisions: readonly {
    readonly id: string;
    readonly text: string;
    readonly on: PlainDate;
    readonly by: string;
  }[];
  readonly copies: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly version: number;
    readonly releasedAt: Date;
    readonly document: Doc;
  }[];
  /** What each person was given to read before a meeting. */
  readonly packs: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly releasedAt: Date;
    readonly document: Doc;
    readonly files: readonly ContributionFile[];
  }[];
  readonly messages: readonly {
    readonly id: string;
    readonly source: string;
    readonly name: string;
    readonly kind: string;
    readonly at: Date;
  }[];
  readonly history: readonly {
    readonly id: number;
    readonly at: Date;
    readonly personName: string;
    readonly summary: string;
  }[];
  readonly disagreements: readonly Disagreement[];
  /** Words that somebody invited has saved for later: that there are some, and not what they say. */
  readonly files: readonly (OwnFile & { readonly invitationId: string; readonly addedAt: Date })[];
  readonly drafts: readonly { readonly invitationId: string; readonly savedAt: Date }[];
  /** What people said of the times they were asked about, before a meeting was convened. */
  readonly times: readonly TimeRow[];
  readonly apart: readonly ApartRow[];
  /** Openings of the case, its vault or a page, by day, by whose post and for what. */
  readonly opened: readonly {
    readonly on: PlainDate;
    readonly who: string;
    readonly act: string;
    readonly times: number;
  }[];
  readonly reasons: readonly { readonly id: string; readonly at: Date; readonly text: string }[];
  /** What is held of how each child was heard and answered, but for their words: see voice-rows.ts. */
  readonly voice: readonly VoiceRow[];
};

/** One thing of how a child was heard and answered. */
export type VoiceRow = {
  readonly key: string;
  readonly childId: string;
  readonly on: PlainDate | null;
  readonly text: string;
  /** Whether these are words of the child. */
  readonly isTheirs: boolean;
  readonly recordedBy: string;
};

const wordsOf = (document: Doc): string =>
  document.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)]).join('\n');

type Written = Pick<FoundRow, 'key' | 'category' | 'on' | 'text'> & Partial<FoundRow>;
const row = (written: Written): FoundRow => ({ whose: null, isTyped: false, of: [], ...written });
/** Something people wrote: without a word of theirs there is nothing. */
const typed = (written: Written): readonly FoundRow[] =>
  written.text.trim() === '' ? [] : [row({ ...written, isTyped: true })];
const by = (name: string) => ({ source: '', name });

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

/** That somebody saved words for later: they alone read them, by the page on which they wrote them. */
const draftRow = ({ savedAt }: CaseFile['drafts'][number], { id, name, source }: Invitation): FoundRow =>
  row({
    ...{ key: `draft-${id}`, category: 'written', on: dateInLondon(savedAt), of: [source] },
    text: `${name} saved words for the meeting that they have not given to it. Nobody but them has read these: they see them on the page on which they wrote them.`,
    isOnlyTheirs: true,
  });

const fileRow = (
  { id, format, description, isGiven, addedAt }: CaseFile['files'][number],
  { name, source, ...marks }: Invitation,
): FoundRow =>
  row({
    ...{
      key: isGiven ? keyOfFile({ table: 'contribution_file', id }) : `own-file-${id}`,
      category: 'written',
      on: dateInLondon(addedAt),
      of: [source],
    },
    text: isGiven
      ? `${name} gave a file to the meeting: ${fileInWords({ format, description })}`
      : `${name} added a file to what they write to the meeting (${fileFormats[format].inWords}), and has not given it. It is theirs alone, at their private link or where they write`,
    ...(isGiven ? { whose: { source, name } } : { isOnlyTheirs: true }),
    ...(isGiven && !isShared(marks) ? { keptFrom: withholdableFrom } : {}),
  });

const meetingRows = ({ record: { meeting }, drafts, files }: CaseFile): readonly FoundRow[] => {
  if (meeting === null) return [];
  const on = meeting.heldOn;
  return [
    row({
      ...{ key: `meeting-${meeting.id}`, category: 'meeting', on },
      text: `A meeting on ${inWords(on)}, chaired by ${meeting.chair.name}. It ${meeting.status === 'held' ? 'was held' : 'is arranged'}.`,
    }),
    ...typed({
      ...{ key: `outside-${meeting.id}`, category: 'meeting', on, text: meeting.outsideWindowReason },
      whose: by('Whoever convened it'),
    }),
    ...meeting.leftOut.flatMap(({ name, capacity, reason }) =>
      typed({
        ...{ key: `left-out-${meeting.id}-${capacity}-${name}`, category: 'meeting', on },
        text: `${name}, ${capacity.replaceAll('-', ' ')}, was not invited: ${reason}`,
      }),
    ),
    ...meeting.invitations.flatMap((one) => {
      const about = { on, of: [one.source] } as const;
      const reply =
        one.reply === null ? 'They have not answered' : `They answered: ${replyInWords[one.reply]}`;
      const whose = { source: one.source, name: one.name };
      return [
        row({
          ...{ ...about, key: `invitation-${one.id}`, category: 'meeting' },
          text: `${one.name}, ${capacityInWords[one.capacity]}, was ${one.mode === 'attend' ? 'invited' : 'asked to write'}. ${reply}.${one.attended === true ? ' They came.' : ''}`,
        }),
        ...typed({
          ...{ ...about, key: `why-${one.id}`, category: 'meeting', text: one.addedReason },
          whose: by('Whoever convened it'),
        }),
        ...typed({
          ...{ ...about, key: `withdrawn-${one.id}`, category: 'meeting', text: one.withdrawnReason },
          whose: by('Whoever convened it'),
        }),
        ...typed({ ...about, key: `note-${one.id}`, category: 'meeting', text: one.replyNote, whose }),
        ...typed({
          ...{ ...about, key: `written-${one.id}`, category: 'written', text: one.contribution, whose },
          ...(isShared(one) ? {} : { keptFrom: withholdableFrom }),
        }),
        ...(one.contributionRecorded
          ? [
              row({
                ...{ ...about, key: `recorded-${one.id}`, category: 'written' },
                text: `${one.name} gave it by hand. ${recordedInWords(one.contributionRecorded)}`,
                ...(isShared(one) ? {} : { keptFrom: withholdableFrom }),
              }),
            ]
          : []),
        ...files.flatMap((file) => (file.invitationId === one.id ? [fileRow(file, one)] : [])),
        ...drafts.flatMap((draft) => (draft.invitationId === one.id ? [draftRow(draft, one)] : [])),
      ];
    }),
  ];
};

const timesRows = ({ times }: CaseFile): readonly FoundRow[] =>
  times.map((one) => row({ ...one, category: 'meeting', of: [one.whose.source] }));

/** Why people must not meet is for whoever decides to let out of the case, to none of its readers by itself. */
const apartHeld = ({ apart }: CaseFile): readonly FoundRow[] =>
  apart.map(({ recordedBy, ...one }) =>
    recordedBy === null
      ? row({ ...one, category: 'meeting', isOnlyTheirs: true })
      : row({
          ...{ ...one, category: 'decision', isTyped: true, whose: by(`Recorded by ${recordedBy}`) },
          keptFrom: withholdableFrom,
        }),
  );

const writtenRows = ({ record, passages, disagreements, voice }: CaseFile): readonly FoundRow[] => [
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
  ...passages.flatMap(({ id, text, aboutChildId, withheldFrom, updatedAt }) =>
    typed({
      ...{ key: `passage-${id}`, category: 'minutes', on: dateInLondon(updatedAt), text },
      ...{ whose: by('The minutes of the meeting'), keptFrom: withheldFrom },
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

const workRows = ({ record, decisions }: CaseFile): readonly FoundRow[] => [
  ...record.actions.flatMap((action) =>
    typed({
      ...{ key: `action-${action.id}`, category: 'action', on: action.dueOn },
      text: `${action.what}. ${action.ownerName}, by ${inWords(action.dueOn)}.${action.doneOn === null ? '' : ` Done on ${inWords(action.doneOn)}: ${action.evidence}`}`,
      of: action.ownerId === null ? [] : [`staff-${action.ownerId}`],
    }),
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
    ...[endingRows, meetingRows, timesRows, apartHeld, writtenRows, workRows, leftRows, packRows].flatMap(
      (part) => part(file),
    ),
  ];
  const order = Object.keys(categoryInWords);
  return rows.toSorted((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
};
