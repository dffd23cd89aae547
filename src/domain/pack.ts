import { agendaBlocks, agendaWords } from './agenda-paper.ts';
import { capacityInWords } from './capacity.ts';
import type { CaseRecord, Child, ChildView, Invitation } from './case.ts';
import { type ContributionFile, fileInWords } from './contribution-file.ts';
import { isShared } from './contribution-mark.ts';
import { passageSecret } from './copy.ts';
import { addPeriod, nextWorkingDay, type Period, type PlainDate } from './dates.ts';
import type { Block, Doc } from './document.ts';
import { textsOf } from './document.ts';
import { type Leak, type Part, textAlone } from './leak-check.ts';
import { stillInvited } from './minutes.ts';
import type { KeptApart, OneReader } from './private-people.ts';
import type { MeetingItem } from './procedure.ts';
import { isSharedWith } from './view-sharing.ts';
import { leaksIn, tell, type Withheld, withheldFrom } from './withhold.ts';

/** The service's own words in a pack. */
export const packWords = {
  title: 'What to read before the meeting',
  paper: 'Something to read before the meeting',
  writtenBy: 'Written for the meeting by the',
  nothingYet: 'There is nothing for you to read yet. We will write to you when there is.',
  yours: 'This was made for you alone. You can read it as often as you like. You do not have to.',
  late: 'This came later than the rest. Take your time. You can tell us if it came too late for you.',
  files: 'What came with it',
  filesOnPaper: 'This came with it. Ask us if you want to see it.',
  inOtherWords: 'People are told by their part in it, and not by name.',
} as const;

/** The agenda, or what somebody wrote to the meeting, by the invitation of who wrote it. */
export type Paper = 'agenda' | (string & {});

/** One person's own part of a pack: the agenda, or one paper, as they may read it. */
export type PackPart = {
  readonly paper: Paper;
  readonly doc: Doc;
  /** What was given with it and they may open, as they may read of it. */
  readonly files: readonly ContributionFile[];
};

/** Whose a pack is: somebody's who is invited, by their invitation; or a child's. */
export type PackReader = Omit<OneReader, 'reader'> & {
  readonly id: string;
  readonly reader: Exclude<OneReader['reader'], 'looked-after-record'>;
};

/** A child as the reader of a pack: by the strictest rules, since nobody has decided yet whom they may know (section 6). */
export const childReader = ({ id, givenName }: Pick<Child, 'id' | 'givenName'>): PackReader => ({
  ...{ id, source: `child-${id}`, name: givenName, reader: 'child', mayKnowPlace: false },
});

export type PackFacts = {
  readonly record: CaseRecord;
  readonly agenda: readonly MeetingItem[];
  readonly keptApart: KeptApart;
  /** What people wrote for the chair and the social workers alone: no pack has it. */
  readonly keptWords: readonly string[];
  /** What goes out: the agenda, and whose papers. */
  readonly papers: readonly Paper[];
  /** With whose papers goes what they gave with them to those who are not staff, since somebody has looked through it. */
  readonly looked: readonly Paper[];
};

const isFamily = ({ reader }: Pick<OneReader, 'reader'>): boolean =>
  reader === 'birth-family' || reader === 'adopters' || reader === 'carers';

/** Everybody, families before those who work: they are told first that there is something to read (PG-9). */
export const familiesFirst = <T extends Pick<OneReader, 'reader'>>(people: readonly T[]): readonly T[] => [
  ...people.filter(isFamily),
  ...people.filter((one) => !isFamily(one)),
];

const docOf = (heading: string, blocks: readonly Block[]): Doc => ({
  title: packWords.title,
  language: 'en',
  sections: [{ heading, level: 2, blocks }],
});
const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/** The agenda as one reader has it. */
const agendaFor = (reader: PackReader, facts: Pick<PackFacts, 'record' | 'agenda'>, rules: Withheld): Doc =>
  docOf(
    agendaWords.heading,
    agendaBlocks(reader, facts, (text) => tell(text, rules)),
  );

/** What can go out: what was given to the meeting, and is shared with everyone by its author and the chair. */
export const papersOf = (record: Pick<CaseRecord, 'meeting'>): readonly Invitation[] =>
  stillInvited(record.meeting?.invitations ?? []).filter((one) => one.contribution !== '' && isShared(one));

/** Who wrote a paper, as its reader may know: staff by name, other agencies by their part, families not at all (section 6). */
const byline = (author: Invitation, { reader }: PackReader): string => {
  if (reader === 'staff') return `${author.name}, ${capacityInWords[author.capacity]}`;
  return reader === 'professionals' ? `${packWords.writtenBy} ${capacityInWords[author.capacity]}` : '';
};

/** Whether somebody may have a child's words: the child themselves has; another child, where all may know and nobody keeps it back. */
const mayHave = (view: ChildView, { reader, source }: PackReader): boolean =>
  reader === 'child'
    ? source === `child-${view.childId}` ||
      (view.sharing?.agreed === 'everyone' && view.withheldFrom.length === 0)
    : isSharedWith(view, reader);

/** What a reader must not learn from their pack, and how they are told it. */
const rulesFor = (
  { record, agenda, keptApart, keptWords }: Omit<PackFacts, 'papers' | 'looked'>,
  reader: PackReader,
) => {
  const frame = [
    ...Object.values(packWords),
    ...Object.values(agendaWords),
    ...Object.values(capacityInWords),
    // What somebody added to it may name people: it is no word of the service's own.
    ...agenda.flatMap(({ title, 'for-families': plain, isOwn }) =>
      isOwn ? [] : [title, ...(plain === undefined ? [] : [plain])],
    ),
    record.council.name,
  ];
  const rules = withheldFrom(record, reader, keptApart, frame);
  const secrets = [
    ...rules.secrets,
    ...keptWords.flatMap((words) =>
      passageSecret(words, 'something written for the chair and the social workers alone'),
    ),
    ...record.views
      .filter((view) => !mayHave(view, reader))
      .flatMap(({ words }) => passageSecret(words, 'a child’s views')),
  ];
  return { ...rules, secrets };
};

/** What of a finished pack its reader must not learn. */
export const leaksInPack = (
  facts: Omit<PackFacts, 'papers' | 'looked'>,
  reader: PackReader,
  parts: readonly Part[],
): readonly Leak[] => {
  const { secrets, known } = rulesFor(facts, reader);
  return leaksIn(parts, secrets, known);
};

/**
 * Composes one reader's pack from what they may read and never by blacking out: people whom they may not know are told by
 * their part. A paper in which something is left that they must not learn is not in their pack; `leftOut` says whose.
 * What somebody wrote themselves they have already.
 */
export const composePack = (
  facts: PackFacts,
  reader: PackReader,
): {
  readonly parts: readonly PackPart[];
  readonly leftOut: readonly (ToldPart & { readonly leaks: readonly Leak[] })[];
} => {
  const { record, papers, looked } = facts;
  const rules = rulesFor(facts, reader);
  const written = papersOf(record).filter(({ id }) => papers.includes(id) && id !== reader.id);
  const told = written.map((author): ToldPart => {
    const words = tell(author.contribution, rules);
    // Of what is in a file nobody is told by their part: it goes to staff, and to others once somebody has looked.
    const files = reader.reader === 'staff' || looked.includes(author.id) ? author.contributionFiles : [];
    return {
      author,
      paper: author.id,
      doc: docOf(packWords.paper, [
        { is: 'quote', words, who: byline(author, reader) },
        ...(words === author.contribution ? [] : [paragraph(packWords.inOtherWords)]),
      ]),
      files: files.map((file) => ({ ...file, description: tell(file.description, rules) })),
    };
  });
  const parts: readonly ToldPart[] = [
    ...(papers.includes('agenda')
      ? [{ author: null, paper: 'agenda', doc: agendaFor(reader, facts, rules), files: [] }]
      : []),
    ...told,
  ];
  const looking = parts.map((part) => ({ ...part, leaks: leaksOfPart(part, rules) }));
  return {
    parts: looking
      .filter(({ leaks }) => leaks.length === 0)
      .map(({ paper, doc, files }) => ({ paper, doc, files })),
    leftOut: looking.filter(({ leaks }) => leaks.length > 0),
  };
};

type ToldPart = PackPart & {
  /** Whose words it is; nobody's, of the agenda. */
  readonly author: Invitation | null;
};

const leaksOfPart = ({ doc, files }: PackPart, { secrets, known }: Withheld): readonly Leak[] => {
  const texts = [...doc.sections.flatMap(({ blocks }) => blocks.flatMap(textsOf)), ...files.map(fileInWords)];
  return leaksIn(texts.map(textAlone), secrets, known);
};

/** A part of a pack as people call it: "the agenda", "what Kirsty wrote". */
export const partInWords = ({ author }: Pick<ToldPart, 'author'>): string =>
  author === null ? 'the agenda' : `what ${author.name} wrote`;

/**
 * The agenda anew for those who have another one than it is now, with that said: whoever sees the same of it as before has
 * nothing new to read.
 */
export const changedAgendas = <Reader extends PackReader>(
  before: Pick<PackFacts, 'record' | 'agenda' | 'keptApart' | 'keptWords'>,
  agenda: readonly MeetingItem[],
  readers: readonly Reader[],
): readonly { readonly reader: Reader; readonly doc: Doc; readonly leaks: readonly Leak[] }[] => {
  const of = (reader: Reader, facts: typeof before) => agendaFor(reader, facts, rulesFor(facts, reader));
  return readers.flatMap((reader) => {
    const after = { ...before, agenda };
    const doc = of(reader, after);
    if (JSON.stringify(doc) === JSON.stringify(of(reader, before))) return [];
    const [section] = doc.sections;
    const changed = docOf(agendaWords.heading, [paragraph(agendaWords.changed), ...(section?.blocks ?? [])]);
    return [
      {
        reader,
        doc: changed,
        leaks: leaksOfPart({ paper: 'agenda', doc, files: [] }, rulesFor(after, reader)),
      },
    ];
  });
};

/** The last day on which the pack reaches everybody in time: the same for all, families and staff. */
export const packDueOn = (
  before: Period,
  heldOn: PlainDate,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): PlainDate =>
  addPeriod(heldOn, before, -1, (day, direction) => nextWorkingDay(day, direction, bankHolidays));
