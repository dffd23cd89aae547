import { capacityInWords } from './capacity.ts';
import type { CaseRecord, Invitation } from './case.ts';
import { isShared } from './contribution-mark.ts';
import { passageSecret } from './copy.ts';
import { addPeriod, nextWorkingDay, type Period, type PlainDate } from './dates.ts';
import type { Block, Doc } from './document.ts';
import { textsOf } from './document.ts';
import { type Leak, textAlone } from './leak-check.ts';
import { stillInvited } from './minutes.ts';
import type { KeptApart } from './private-people.ts';
import type { AgendaItem } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { isSharedWith } from './view-sharing.ts';
import { leaksIn, tell, withheldFrom } from './withhold.ts';
import { listInWords } from './words.ts';

/** The service's own words in a pack. */
export const packWords = {
  title: 'What to read before the meeting',
  agenda: 'What we will talk about',
  noAgenda: 'We will tell you at the meeting what we talk about.',
  order: 'We talk about one thing after the other. You can ask for a break.',
  led: 'led by the',
  paper: 'Something to read before the meeting',
  writtenBy: 'Written for the meeting by the',
  nothingYet: 'There is nothing for you to read yet. We will write to you when there is.',
  yours: 'This was made for you alone. You can read it as often as you like. You do not have to.',
  late: 'This came later than the rest. Take your time. You can tell us if it came too late for you.',
  inOtherWords: 'People are told by their part in it, and not by name.',
} as const;

/** The agenda, or what somebody wrote to the meeting, by the invitation of who wrote it. */
export type Paper = 'agenda' | (string & {});

/** One person's own part of a pack: the agenda, or one paper, as they may read it. */
export type PackPart = { readonly paper: Paper; readonly doc: Doc };

export type PackFacts = {
  readonly record: CaseRecord;
  readonly agenda: readonly AgendaItem[];
  readonly keptApart: KeptApart;
  /** What people wrote for the chair and the social workers alone: no pack has it. */
  readonly keptWords: readonly string[];
  /** What goes out: the agenda, and whose papers. */
  readonly papers: readonly Paper[];
};

const isFamily = ({ reader }: Pick<Invitation, 'reader'>): boolean =>
  reader === 'birth-family' || reader === 'adopters' || reader === 'carers';

/** Everybody, families before those who work: they are told first that there is something to read (PG-9). */
export const familiesFirst = <T extends Pick<Invitation, 'reader'>>(people: readonly T[]): readonly T[] => [
  ...people.filter(isFamily),
  ...people.filter((one) => !isFamily(one)),
];

const docOf = (heading: string, blocks: readonly Block[]): Doc => ({
  title: packWords.title,
  language: 'en',
  sections: [{ heading, level: 2, blocks }],
});
const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/** The agenda: families read it in plain words, and only what the procedure has plain words for. */
const agendaFor = (reader: Invitation, agenda: readonly AgendaItem[]): Doc => {
  if (!isFamily(reader))
    return docOf(packWords.agenda, [
      {
        is: 'list',
        items: agenda.map(
          ({ title, owner }) => `${title} (${packWords.led} ${capacityInWords[owner ?? 'chair']})`,
        ),
      },
    ]);
  const items = agenda.flatMap(({ 'for-families': plain }) => plain ?? []);
  return docOf(
    packWords.agenda,
    items.length === 0
      ? [paragraph(packWords.noAgenda)]
      : [paragraph(packWords.order), { is: 'list', items }],
  );
};

/** What can go out: what was given to the meeting, and is shared with everyone by its author and the chair. */
export const papersOf = (record: Pick<CaseRecord, 'meeting'>): readonly Invitation[] =>
  stillInvited(record.meeting?.invitations ?? []).filter((one) => one.contribution !== '' && isShared(one));

/** Who wrote a paper, as its reader may know: staff by name, other agencies by their part, families not at all (section 6). */
const byline = (author: Invitation, { reader }: Invitation): string => {
  if (reader === 'staff') return `${author.name}, ${capacityInWords[author.capacity]}`;
  return reader === 'professionals' ? `${packWords.writtenBy} ${capacityInWords[author.capacity]}` : '';
};

/**
 * Composes one reader's pack from what they may read and never by blacking out: people whom they may not know are told by
 * their part. A paper in which something is left that they must not learn is not in their pack; `leftOut` says whose.
 * What somebody wrote themselves they have already.
 */
export const composePack = (
  facts: PackFacts,
  reader: Invitation,
): {
  readonly parts: readonly PackPart[];
  readonly leftOut: readonly { readonly author: Invitation; readonly leaks: readonly Leak[] }[];
} => {
  const { record, agenda, keptApart, keptWords } = facts;
  const frame = [
    ...Object.values(packWords),
    ...Object.values(capacityInWords),
    ...agenda.flatMap(({ title, 'for-families': plain }) => [title, ...(plain === undefined ? [] : [plain])]),
    record.council.name,
  ];
  const rules = withheldFrom(record, reader, keptApart, frame);
  const secrets = [
    ...rules.secrets,
    ...keptWords.flatMap((words) =>
      passageSecret(words, 'something written for the chair and the social workers alone'),
    ),
    ...record.views
      .filter((view) => !isSharedWith(view, reader.reader))
      .flatMap(({ words }) => passageSecret(words, 'a child’s views')),
  ];
  const written = papersOf(record).filter(({ id }) => facts.papers.includes(id) && id !== reader.id);
  const told = written.map((author) => {
    const words = tell(author.contribution, rules);
    const doc = docOf(packWords.paper, [
      { is: 'quote', words, who: byline(author, reader) },
      ...(words === author.contribution ? [] : [paragraph(packWords.inOtherWords)]),
    ]);
    const texts = doc.sections.flatMap(({ blocks }) => blocks.flatMap(textsOf));
    return { author, doc, leaks: leaksIn(texts.map(textAlone), secrets, rules.known) };
  });
  return {
    parts: [
      ...(facts.papers.includes('agenda') ? [{ paper: 'agenda', doc: agendaFor(reader, agenda) }] : []),
      ...told.filter(({ leaks }) => leaks.length === 0).map(({ author, doc }) => ({ paper: author.id, doc })),
    ],
    leftOut: told.filter(({ leaks }) => leaks.length > 0),
  };
};

/** The last day on which the pack reaches everybody in time: the same for all, families and staff. */
export const packDueOn = (
  before: Period,
  heldOn: PlainDate,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): PlainDate =>
  addPeriod(heldOn, before, -1, (day, direction) => nextWorkingDay(day, direction, bankHolidays));

/** What goes out: the agenda with the first release, and papers that are out in no such words yet. */
export type Released = {
  readonly papers: readonly Paper[];
  readonly isLate: boolean;
  readonly because: string;
};

/** One release of a meeting's pack, with who has opened which part of it. */
export type Pack = {
  readonly id: string;
  readonly isLate: boolean;
  readonly lateBecause: string;
  readonly releasedAt: Date;
  readonly releasedBy: string;
  readonly parts: readonly {
    readonly paper: Paper;
    readonly invitationId: string;
    readonly openedAt: Date | null;
  }[];
};

/** One part of somebody's own pack. */
export type OwnPart = {
  readonly document: Doc;
  /** When it came after the others: late, or after the first release. */
  readonly isLate: boolean;
  readonly openedAt: Date | null;
};

type Sent = Pick<Pack, 'isLate' | 'parts'>;

/** What is out, each paper once, with those still invited who have not opened it; what came late says so. */
export const seenOf = (
  packs: readonly Sent[],
  invitations: readonly Invitation[],
): readonly {
  readonly paper: Paper;
  readonly author: Invitation | null;
  readonly isLate: boolean;
  readonly unseenBy: readonly Invitation[];
}[] => {
  const parts = packs.flatMap(({ isLate, parts }) => parts.map((part) => ({ ...part, isLate })));
  return [...Map.groupBy(parts, ({ paper }) => paper)].map(([paper, out]) => ({
    paper,
    author: invitations.find(({ id }) => id === paper) ?? null,
    isLate: out.some(({ isLate }) => isLate),
    unseenBy: stillInvited(invitations).filter(({ id }) =>
      out.some(({ invitationId, openedAt }) => invitationId === id && openedAt === null),
    ),
  }));
};

/** Each late paper with those who have not opened it, as a sentence for whoever prepares or holds the meeting. */
export const lateInWords = (seen: ReturnType<typeof seenOf>): readonly string[] =>
  seen
    .filter(({ isLate, unseenBy }) => isLate && unseenBy.length > 0)
    .map(
      ({ author, unseenBy }) =>
        `Late: ${author === null ? 'the agenda' : `what ${author.name} wrote`}. Not opened yet by ${listInWords(unseenBy.map(({ name }) => name))}.`,
    );

/** What somebody still invited does not have of papers that are out or go out. */
export const lackedBy = (
  reader: Pick<Invitation, 'id'>,
  papers: readonly Paper[],
  packs: readonly Sent[],
): readonly Paper[] => {
  const has = packs.flatMap(({ parts }) =>
    parts.flatMap(({ paper, invitationId }) => (invitationId === reader.id ? [paper] : [])),
  );
  return papers.filter((paper) => paper !== reader.id && !has.includes(paper));
};

/**
 * Checks a release: the first has the agenda, later ones papers alone. What goes out after the day that the procedure sets,
 * or after the first release, is late, and says why.
 */
export const releasePack = (
  proposal: { readonly papers: readonly string[]; readonly because: string },
  facts: {
    readonly open: readonly Paper[];
    readonly isFirst: boolean;
    /** Whether somebody, invited since, does not have what is out. */
    readonly isLacked: boolean;
    readonly dueOn: PlainDate | null;
    readonly today: PlainDate;
  },
): Result<Released> => {
  const { open, isFirst, isLacked, dueOn, today } = facts;
  const chosen = proposal.papers.filter((paper) => open.includes(paper));
  const isLate = !isFirst || (dueOn !== null && today > dueOn);
  const problems: Problem[] = [];
  if (!isFirst && !isLacked && chosen.length === 0)
    problems.push({ field: 'papers', message: 'Choose what goes out to everybody' });
  if (chosen.length < proposal.papers.length)
    problems.push({
      field: 'papers',
      message: 'Something was changed or taken back meanwhile. Choose again what goes out',
    });
  if (isLate && proposal.because === '')
    problems.push({ field: 'because', message: 'Enter why it goes out late' });
  return problems.length > 0
    ? refused(problems)
    : allowed({
        papers: isFirst ? ['agenda', ...chosen] : chosen,
        isLate,
        because: isLate ? proposal.because : '',
      });
};
