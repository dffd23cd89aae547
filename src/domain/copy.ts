import { isThereFor } from './agenda.ts';
import { capacityInWords } from './capacity.ts';
import { isNamedIn } from './carer-identity.ts';
import {
  type CaseRecord,
  type Child,
  type ChildView,
  childrenInWords,
  type Invitation,
  type Reader,
} from './case.ts';
import type { Comment } from './checking.ts';
import { isShared } from './contribution-mark.ts';
import {
  actionsSections,
  agendaSections,
  type BesideCopy,
  type CopyPassage,
  copyWords,
  disagreementSections,
  paragraph,
  peopleSection,
  type Telling,
  viewsSections,
  writtenSections,
} from './copy-sections.ts';
import { inWords, inWordsWithWeekday, timeInWords } from './dates.ts';
import type { Disagreement } from './disagreement.ts';
import type { Doc, Section } from './document.ts';
import { type Found, foundFor, foundFrame, foundTexts } from './found-sections.ts';
import { type Part, type Secret, textAlone } from './leak-check.ts';
import { readerInWords, stillInvited } from './minutes.ts';
import type { KeptApart } from './private-people.ts';
import type { MeetingItem } from './procedure.ts';
import { saidSections } from './said-sections.ts';
import { speakerTold } from './speaker.ts';
import { isSharedWith } from './view-sharing.ts';
import { keptBecause } from './whose.ts';
import { leaksIn, tell, type Withheld, withheldFrom } from './withhold.ts';

/** One person's own copy of the minutes: what they get, what they must not learn, and what was left out of it. */
export type Copy = {
  readonly doc: Doc;
  readonly secrets: readonly Secret[];
  /** Words of the copy that are no leak, although they are also in the name of somebody kept from this reader. */
  readonly known: RegExp;
  readonly withheld: readonly { readonly what: string; readonly count: number }[];
};

export type CopyFacts = {
  readonly record: CaseRecord;
  readonly passages: readonly CopyPassage[];
  readonly agenda: readonly MeetingItem[];
  readonly reader: Invitation;
  readonly keptApart: KeptApart;
  readonly disagreements: readonly Disagreement[];
  readonly found: Found;
  /** What people wrote to the meeting for the chair and the social workers alone, answer by answer: no copy has it. */
  readonly keptWords: readonly string[];
  /** What those who checked drafts said. */
  readonly comments?: readonly Comment[];
};

export const copyTitle = copyWords.title;

/** A text of fewer words stands in other texts by chance. */
const wordsToRecognise = 4;

/** What is said of a full copy that holds, in somebody's own words, what is kept in the vault. */
export const namesCarers =
  'texts that name the people the child lived with, or say where they can be reached';

/** Every text that somebody typed and copies can hold, with where it stands. */
export const typedIn = ({
  record,
  passages,
  disagreements,
  agenda,
  found,
}: Omit<CopyFacts, 'reader'>): readonly Part[] => {
  const all = (part: string, texts: readonly string[]) => texts.map((text) => ({ part, text }));
  const titleOf = (key: string) => agenda.find((item) => item.key === key)?.title ?? copyWords.other;
  return [
    ...passages.map(({ text, agendaKey }) => ({ part: `“${titleOf(agendaKey)}”`, text })),
    ...all(
      'the agenda',
      agenda.filter(({ isOwn }) => isOwn).map(({ title }) => title),
    ),
    ...all('what the meeting found', foundTexts(found)),
    ...all(
      'a statement of disagreement',
      disagreements.map(({ words }) => words),
    ),
    ...all(
      'a child’s views',
      record.views.map(({ words }) => words),
    ),
    ...all(
      'the actions',
      record.actions.flatMap(({ what, ownerName }) => [what, ownerName]),
    ),
    ...stillInvited(record.meeting?.invitations ?? [])
      .filter(isShared)
      .map(({ name, contribution }) => ({ part: `what ${name} wrote`, text: contribution })),
  ];
};

/** A text that a reader must not find, unless it is so short that it stands in others by chance. */
export const passageSecret = (value: string, label: string): readonly Secret[] =>
  value.trim().split(/\s+/).length < wordsToRecognise ? [] : [{ kind: 'passage', value, label }];

const aboutSection = ({ record, meeting, reader, isStaff, say }: Telling): Section => {
  const where = reader.mayKnowPlace && meeting.place !== '' ? ` Place: ${meeting.place}.` : '';
  const chair = say(meeting.chair.name) === meeting.chair.name ? ` The chair was ${meeting.chair.name}.` : '';
  return {
    heading: copyWords.about,
    level: 2,
    blocks: [
      paragraph(`The meeting was about ${childrenInWords(record.placement.children)}.`),
      paragraph(
        `It was held on ${[...(meeting.satOn ?? []).map(inWordsWithWeekday), `${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}`].join(' and on ')}.${where}${chair}`,
      ),
      ...(isStaff ? [] : [paragraph(copyWords.byPart)]),
      ...(meeting.minutesStatus === 'being-checked' ? [paragraph(copyWords.isDraft)] : []),
      ...(meeting.minutesVersion > 1 ? [paragraph(copyWords.replaces)] : []),
    ],
  };
};

/** Whether a reader may have a text that is kept from some. */
export const mayRead = (reader: Reader, text: { readonly withheldFrom: readonly Reader[] }): boolean =>
  reader === 'staff' || !text.withheldFrom.includes(reader);

/** Whether a reader may have a passage: it is not kept from them, and they are there for the item it stands under (PG-8). */
export const mayReadPassage = (
  reader: Pick<Invitation, 'id' | 'reader' | 'capacity'>,
  passage: Pick<CopyPassage, 'agendaKey' | 'withheldFrom'>,
  agenda: readonly MeetingItem[],
): boolean => {
  const item = agenda.find(({ key }) => key === passage.agendaKey);
  const isThere = reader.reader === 'staff' || item === undefined || isThereFor(item, reader);
  return isThere && mayRead(reader.reader, passage);
};

/** What the reader themselves said that is not right. */
const ownComments = ({ comments = [], reader }: CopyFacts): readonly Comment[] =>
  comments.filter(({ invitationId, isRight }) => invitationId === reader.id && !isRight);

const copiedPassages = 'passages of the minutes';

/** What is told of the passages that a reader does not have: how many, by whose information they are. */
const passagesKept = (
  passages: readonly CopyPassage[],
  reader: Reader,
  children: readonly Child[],
): Copy['withheld'] => {
  const written = passages.filter(({ text }) => text.trim() !== '');
  return [...Map.groupBy(written, (passage) => keptBecause(passage, reader, children))].map(
    ([because, { length }]) => ({
      what: because.startsWith('Kept') ? copiedPassages : `${copiedPassages}: ${because}`,
      count: length,
    }),
  );
};

/** The statements about what a copy has in it. What was decided and recorded before a meeting is in no copy. */
export const besideCopy = (
  { disagreements, reader }: CopyFacts,
  views: readonly ChildView[],
): readonly BesideCopy[] =>
  disagreements.filter((statement): statement is BesideCopy => {
    const { about, recordId, invitationId } = statement;
    if (about === 'copy') return reader.reader === 'staff' || invitationId === reader.id;
    return about === 'minutes' || (about === 'view' && views.some(({ id }) => id === recordId));
  });

/** Whose place in the case the service names in its own words; the secrets of a copy are looked for in all others. */
export const frameOf = ({ record, agenda, found }: CopyFacts): readonly string[] => [
  ...Object.values(copyWords),
  ...Object.values(capacityInWords),
  ...agenda.filter(({ isOwn }) => !isOwn).map(({ title }) => title),
  ...foundFrame(found),
  record.council.name,
];

/**
 * Composes a reader's copy of the minutes from what they may read and never by blacking out (docs/domain.md, 4.18). Throws when
 * there is no meeting. `notTold` is what is not told, where it is another than by who reads.
 */
export const composeCopy = (facts: CopyFacts, notTold?: Withheld): Copy => {
  const { record, passages, agenda, reader, keptApart } = facts;
  const { meeting } = record;
  if (meeting === null) throw new Error(`Disruption ${record.id} has no meeting to write minutes of`);
  const rules = notTold ?? withheldFrom(record, reader, keptApart, frameOf(facts));
  const isStaff = reader.reader === 'staff';
  const isClean = (text: string): boolean =>
    leaksIn([textAlone(text)], rules.secrets, rules.known).length === 0;
  let toldOtherwise = 0;
  const say = (text: string): string => {
    const told = tell(text, rules);
    if (told !== text) toldOtherwise += 1;
    return told;
  };
  const speaker: Telling['speaker'] = (saidBy) => speakerTold(saidBy, facts, (name) => tell(name, rules));
  const telling: Telling = { record, meeting, reader, isStaff, say, isClean, speaker };

  const readable = passages.filter((passage) => mayReadPassage(reader, passage, agenda));
  const keptPassages = passages.filter((passage) => !readable.includes(passage));
  // What a child said is nobody’s before the child agreed to it, of staff no more than of anybody else.
  const views = record.views.filter((view) => isSharedWith(view, reader.reader));
  const keptViews = record.views.filter((view) => !views.includes(view) || !isClean(view.words));
  const beside = besideCopy(facts, views);
  const statements = beside.filter((statement) => mayRead(reader.reader, statement));
  const keptStatements = beside.filter(
    (statement) => !statements.includes(statement) || !isClean(statement.words),
  );
  const others = stillInvited(meeting.invitations).filter(({ id }) => id !== reader.id);
  const found = foundFor((text) => mayRead(reader.reader, text), facts.found);

  const sections = [
    aboutSection(telling),
    peopleSection(telling),
    ...viewsSections(telling, views),
    ...writtenSections(telling),
    ...saidSections(telling, ownComments(facts)),
    ...agendaSections(telling, readable, agenda),
    ...found.sections(telling),
    ...actionsSections(telling),
    ...disagreementSections(telling, statements),
    {
      heading: copyWords.wrong,
      level: 2 as const,
      blocks: [copyWords.putRight, copyWords.keepSafe].map(paragraph),
    },
  ];
  const kept = (text: string) => `${text} kept from ${readerInWords[reader.reader]}`;
  return {
    doc: {
      title: copyWords.title,
      language: 'en',
      ...(meeting.minutesStatus === 'being-checked' && { mark: copyWords.draft }),
      subtitle: `${record.reference}, ${inWords(meeting.heldOn)}. Copy for ${reader.name}`,
      sections,
    },
    secrets: [
      ...rules.secrets,
      ...keptPassages.flatMap(({ text, agendaKey }) =>
        passageSecret(
          text,
          kept(`a passage of “${agenda.find(({ key }) => key === agendaKey)?.title ?? copyWords.other}”`),
        ),
      ),
      ...found.keptWords.flatMap((words) => passageSecret(words, kept('something that the meeting found'))),
      ...facts.keptWords.flatMap((words) =>
        passageSecret(words, 'something written for the chair and the social workers alone'),
      ),
      ...keptViews.flatMap(({ words }) => passageSecret(words, kept('a child’s views'))),
      ...keptStatements.flatMap(({ words }) => passageSecret(words, kept('a statement of disagreement'))),
    ],
    known: rules.known,
    withheld: [
      ...passagesKept(keptPassages, reader.reader, record.placement.children),
      { what: 'things that the meeting found', count: found.withheld },
      { what: 'views of a child', count: keptViews.length },
      { what: 'statements of disagreement', count: keptStatements.length },
      { what: 'names of others who were invited', count: isStaff ? 0 : others.length },
      {
        what: 'written contributions of others',
        count: others.filter((one) => one.contribution !== '' && !(isStaff && isShared(one))).length,
      },
      { what: 'texts in which people or addresses are told in other words', count: toldOtherwise },
      // Staff on the case may know it: the minutes stand as they were typed, and whoever releases them is told.
      {
        what: namesCarers,
        count: isStaff
          ? typedIn(facts).filter(({ text }) => isNamedIn(text, keptApart.identities)).length
          : 0,
      },
    ].filter(({ count }) => count > 0),
  };
};
