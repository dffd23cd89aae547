import { partInWords } from './attendance.ts';
import { capacityInWords } from './capacity.ts';
import type { CaseRecord, ChildView, Invitation, Meeting } from './case.ts';
import { fileInWords } from './contribution-file.ts';
import { isShared } from './contribution-mark.ts';
import { inWords } from './dates.ts';
import type { Disagreement } from './disagreement.ts';
import type { Block, Section } from './document.ts';
import { fileFormats } from './files/format.ts';
import { type Passage, stillInvited } from './minutes.ts';
import { sentForInWords } from './private-people.ts';
import type { MeetingItem } from './procedure.ts';
import { asSpoken } from './speaker.ts';

/** What a copy needs of a passage. */
export type CopyPassage = Pick<
  Passage,
  'agendaKey' | 'text' | 'withheldFrom' | 'aboutChildId' | 'saidBy' | 'whose'
> &
  Partial<Pick<Passage, 'kind'>> & {
    /** By which the reader’s copy of a draft names it; without one, they are not asked whether it is right. */
    readonly ref?: string;
  };

/** What the sections of a copy are written from: facts the reader may have, and how everything else is told. */
export type Telling = {
  readonly record: CaseRecord;
  readonly meeting: Meeting;
  readonly reader: Invitation;
  readonly isStaff: boolean;
  /** The text with people and addresses that the reader must not learn told in other words. */
  readonly say: (text: string) => string;
  /** Whether the text may stand as it is. */
  readonly isClean: (text: string) => boolean;
  /** Who said what stands in a passage, as the reader may know them; null when it does not say. */
  readonly speaker: (saidBy: CopyPassage['saidBy']) => string | null;
};

/** The service's own words in a copy. */
export const copyWords = {
  title: 'Minutes of the meeting',
  about: 'About the meeting',
  byPart: 'This is your own copy. It tells other people by their part in what happened.',
  replaces: 'This copy takes the place of any copy you were sent before.',
  draft: 'Draft, to be checked',
  isDraft:
    'This is a draft. The chair has not agreed it yet. Please say of each part if it is right, or what is not.',
  saidOfDraft: 'What you said about the draft',
  saidChanged: 'We changed it.',
  saidKept: 'We kept it as it was:',
  saidWaits: 'Nobody has decided yet what becomes of it.',
  saidNotHere: 'Something you said about the draft is kept with the minutes, and is not in this copy.',
  people: 'Who took part',
  name: 'Name',
  part: 'Part in the meeting',
  how: 'How they took part',
  came: 'Came',
  cameAndWrote: 'Came, and wrote to the meeting',
  wrote: 'Wrote to the meeting',
  asked: 'Was asked to write',
  absent: 'Did not come',
  apologised: 'Sent apologies',
  sentSomebody: 'Sent somebody instead',
  youCame: 'You came to the meeting.',
  youWereInvited: 'You were invited to the meeting.',
  youApologised: 'You could not come to the meeting, and let us know.',
  youSentSomebody: 'You sent somebody to the meeting for you.',
  youWereAsked: 'You were asked to write to the meeting.',
  others: 'Other people took part too. Your copy does not name them.',
  read: 'These people also wrote to the meeting, and it was read there:',
  written: 'What people wrote to the meeting',
  youWrote: 'What you wrote to the meeting',
  yoursWasRead: 'What you wrote was read in the meeting.',
  withFiles: 'With it came:',
  yoursIsKept:
    'What you wrote was for the chair and the social workers. They have read it, and it is in no copy of the minutes.',
  someIsKept: 'Some of it was written for the chair and the social workers alone. It is in no copy.',
  discussed: 'What the meeting talked about',
  other: 'Other matters',
  found: 'What played a part in it',
  notAnswered: 'What the meeting did not answer',
  actions: 'What will be done',
  what: 'What',
  byWhom: 'Who will do it',
  byWhen: 'By when',
  disagreed: 'What people do not agree with',
  withMinutes: 'Does not agree with the minutes',
  withCopy: 'Does not agree with their copy of the minutes',
  withView: 'Does not agree with how a child’s views were recorded',
  notHere:
    'Somebody does not agree with the minutes. What they say is kept with them, and is not in this copy.',
  wrong: 'If something is wrong',
  putRight:
    'If something here is wrong or missing, tell the chair or the child’s social worker. They will look at it with you, and the minutes can be corrected.',
  keepSafe:
    'This copy was made for you alone. If it was not meant for you, do not pass it on, and tell the council at once.',
} as const;

export const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/** Somebody asked to write is never told as absent (PG-5). */
const howTookPart = (person: Invitation): string => {
  const { attended, contribution, mode, instead } = person;
  const noted = partInWords(person);
  const wrote = contribution === '' ? '' : ` ${copyWords.wrote}.`;
  if (instead?.is === 'sent') return `${copyWords.sentSomebody}: ${instead.name}, ${instead.as}.${wrote}`;
  if (instead?.is === 'apologies')
    return contribution === '' ? copyWords.apologised : `${copyWords.apologised}.${wrote}`;
  if (attended === true)
    return `${contribution === '' ? copyWords.came : copyWords.cameAndWrote}${noted === '' ? '' : ` (${noted})`}`;
  if (contribution !== '') return copyWords.wrote;
  return mode === 'contribute' ? copyWords.asked : copyWords.absent;
};

const howYouTookPart = ({ attended, mode, instead }: Invitation): string => {
  if (attended === true) return copyWords.youCame;
  if (instead != null) return instead.is === 'sent' ? copyWords.youSentSomebody : copyWords.youApologised;
  return mode === 'contribute' ? copyWords.youWereAsked : copyWords.youWereInvited;
};

/** "chair", "prospective adopter (2)": how many took part in each capacity, in the order of the invitations. */
const capacitiesOf = (invitations: readonly Invitation[]): readonly string[] =>
  [...Map.groupBy(invitations, ({ capacity }) => capacity)].map(([capacity, { length }]) =>
    length === 1 ? capacityInWords[capacity] : `${capacityInWords[capacity]} (${length})`,
  );

/** Who took part: staff see everybody, professionals from elsewhere the capacities, a family or carer themselves. */
export const peopleSection = ({ meeting, reader, isStaff, say }: Telling): Section => {
  const invited = stillInvited(meeting.invitations);
  const section = (...blocks: readonly Block[]): Section => ({ heading: copyWords.people, level: 2, blocks });
  if (isStaff)
    return section({
      is: 'table',
      headings: [copyWords.name, copyWords.part, copyWords.how],
      rows: invited.map((person) => [
        say(person.name),
        capacityInWords[person.capacity],
        howTookPart(person),
      ]),
    });
  const own = paragraph(howYouTookPart(reader));
  if (reader.reader !== 'professionals') return section(own, paragraph(copyWords.others));
  const others = invited.filter(({ id }) => id !== reader.id);
  const writers = capacitiesOf(others.filter((one) => one.contributionRead && isShared(one)));
  return section(
    own,
    {
      is: 'list',
      items: [
        ...capacitiesOf(invited.filter(({ attended }) => attended === true)),
        ...invited
          .filter(({ instead }) => instead?.is === 'sent')
          .map(({ capacity }) => sentForInWords(capacity)),
      ],
    },
    ...(writers.length === 0 ? [] : [paragraph(copyWords.read), { is: 'list' as const, items: writers }]),
  );
};

/** The files that came with somebody's words are named in a copy, and not in it. */
const filesWith = (files: Invitation['contributionFiles'], isClean: Telling['isClean']): readonly Block[] => {
  if (files.length === 0) return [];
  const items = files.map((file) =>
    isClean(file.description) ? fileInWords(file) : fileFormats[file.format].inWords,
  );
  return [paragraph(copyWords.withFiles), { is: 'list', items }];
};

/**
 * What was written to the meeting: staff read all that is shared with everyone, everybody else their own (docs/domain.md,
 * 4.7). What is kept to the chair and the social workers is in no copy, not even its author's: copies are prepared, checked
 * and filed by others.
 */
export const writtenSections = ({ meeting, reader, isStaff, say, isClean }: Telling): readonly Section[] => {
  const written = stillInvited(meeting.invitations).filter(({ contribution }) => contribution !== '');
  const mine = isStaff ? written : written.filter(({ id }) => id === reader.id);
  if (mine.length === 0) return [];
  const quotes = mine
    .filter(isShared)
    .flatMap(
      ({
        contribution,
        contributionFiles,
        contributionRecorded: recorded,
        name,
        capacity,
      }): readonly Block[] => [
        isClean(contribution)
          ? {
              is: 'quote',
              words: contribution,
              who: `${say(name)}, ${capacityInWords[capacity]}${recorded ? `; written down for them by ${recorded.by}` : ''}`,
            }
          : paragraph(copyWords.yoursWasRead),
        ...filesWith(contributionFiles, isClean),
      ],
    );
  const kept = mine.filter((one) => !isShared(one));
  const isOwnKept = kept.some(({ id }) => id === reader.id);
  const areOthersKept = kept.some(({ id }) => id !== reader.id);
  return [
    {
      heading: isStaff ? copyWords.written : copyWords.youWrote,
      level: 2,
      blocks: [
        ...quotes,
        ...(isOwnKept ? [paragraph(copyWords.yoursIsKept)] : []),
        ...(areOthersKept ? [paragraph(copyWords.someIsKept)] : []),
      ],
    },
  ];
};

const whoseWords = (view: ChildView, givenName: string): string =>
  ({
    child: `${givenName}’s own words`,
    worker: `${givenName}’s views, told by a worker`,
    advocate: `${givenName}’s views, told by an advocate`,
    carer: `${givenName}’s views, told by a carer`,
  })[view.whoseWords];

/**
 * Each child's views, as they were said and with where they come from (docs/domain.md, 4.8). Words that would tell the reader who
 * somebody is are not edited: the copy says that they were heard.
 */
export const viewsSections = (
  { record, say, isClean }: Telling,
  views: readonly ChildView[],
): readonly Section[] => {
  const { children } = record.placement;
  return children.flatMap(({ id, givenName }): readonly Section[] => {
    const own = views.filter(({ childId }) => childId === id);
    // A picture or a recording is not in a copy: the copy says that there was something.
    const clean = own.filter(({ words }) => words !== '' && isClean(words));
    const quotes = clean.map(
      (view): Block => ({
        is: 'quote',
        words: view.words,
        who: `${whoseWords(view, givenName)}: ${say(view.how)}, ${inWords(view.saidOn)}.${view.recordedBy === '' ? '' : ` Recorded by ${say(view.recordedBy)}.`}`,
      }),
    );
    const heard = paragraph(
      `Some of ${givenName}’s views were heard in the meeting and are not in this copy.`,
    );
    const blocks = own.length > clean.length ? [...quotes, heard] : quotes;
    return blocks.length === 0 ? [] : [{ heading: `${givenName}’s views and feelings`, level: 2, blocks }];
  });
};

/** Passages under their items of the agenda, findings and lessons each on their own; an item nobody may read is left out. */
export const agendaSections = (
  { record, say, speaker }: Telling,
  passages: readonly CopyPassage[],
  agenda: readonly MeetingItem[],
): readonly Section[] => {
  const { children } = record.placement;
  const written = passages.filter(({ text }) => text.trim() !== '');
  const blocksOf = (under: readonly CopyPassage[], itemKind: MeetingItem['kind']): readonly Block[] =>
    under.map(({ text, aboutChildId, kind, saidBy, ref }) => {
      const child = children.length > 1 ? children.find(({ id }) => id === aboutChildId) : undefined;
      const told = asSpoken(say(text), { of: kind, under: itemKind }, speaker(saidBy));
      const said = child === undefined ? told : `About ${child.givenName}: ${told}`;
      return ref === undefined ? paragraph(said) : { is: 'paragraph', text: said, ref };
    });
  const keys = new Set(agenda.map(({ key }) => key));
  const items: readonly Omit<MeetingItem, 'prompt'>[] = [
    ...agenda,
    { key: '', title: copyWords.other, kind: 'note' },
  ];
  const sections = items.flatMap(({ key, title, kind, isOwn }): readonly Section[] => {
    const blocks = blocksOf(
      written.filter(({ agendaKey }) => (keys.has(agendaKey) ? agendaKey : '') === key),
      kind,
    );
    // What somebody added to the agenda may name people.
    const heading = isOwn ? say(title) : title;
    return blocks.length === 0 ? [] : [{ heading, level: kind === 'note' ? 3 : 2, blocks }];
  });
  const notes = sections.filter(({ level }) => level === 3);
  const heading: Section = { heading: copyWords.discussed, level: 2, blocks: [] };
  return [...(notes.length === 0 ? [] : [heading, ...notes]), ...sections.filter(({ level }) => level === 2)];
};

/** What was agreed to be done, by whom and when (PG-9d). */
export const actionsSections = ({ record, say }: Telling): readonly Section[] =>
  record.actions.length === 0
    ? []
    : [
        {
          heading: copyWords.actions,
          level: 2,
          blocks: [
            {
              is: 'table',
              headings: [copyWords.what, copyWords.byWhom, copyWords.byWhen],
              rows: record.actions.map(({ what, ownerName, dueOn }) => [
                say(what),
                say(ownerName),
                inWords(dueOn),
              ]),
            },
          ],
        },
      ];

const disagreedWith = {
  minutes: copyWords.withMinutes,
  copy: copyWords.withCopy,
  view: copyWords.withView,
} as const;

/** A statement about what stands in a copy. */
export type BesideCopy = Disagreement & { readonly about: keyof typeof disagreedWith };

/**
 * Statements of disagreement, word for word beside what they are about (UK GDPR, article 16). One that would tell the
 * reader who somebody is is not edited: the copy says that it is there.
 */
export const disagreementSections = (
  { say, isClean }: Telling,
  statements: readonly BesideCopy[],
): readonly Section[] =>
  statements.length === 0
    ? []
    : [
        {
          heading: copyWords.disagreed,
          level: 2,
          blocks: statements.map(({ about, words, whose, receivedOn }) =>
            isClean(words)
              ? {
                  is: 'quote',
                  words,
                  who: `${say(whose)}. ${disagreedWith[about]}. Received on ${inWords(receivedOn)}.`,
                }
              : paragraph(copyWords.notHere),
          ),
        },
      ];
