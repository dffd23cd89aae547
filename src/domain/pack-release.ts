import type { Child, Invitation } from './case.ts';
import type { ContributionFile } from './contribution-file.ts';
import type { PlainDate } from './dates.ts';
import type { Doc } from './document.ts';
import { stillInvited } from './minutes.ts';
import type { Paper } from './pack.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** What goes out: the agenda with the first release, and papers that are out in no such words yet. */
export type Released = {
  readonly papers: readonly Paper[];
  /** Those that children get too: what is out already, or goes out now. */
  readonly forChildren: readonly Paper[];
  /** With whose papers goes what they gave with them, to whoever is not staff: somebody has looked through it. */
  readonly looked: readonly Paper[];
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
    /** An invitation's id, or a child's. */
    readonly readerId: string;
    readonly openedAt: Date | null;
    /** Whether its reader has it on paper. */
    readonly isPrinted: boolean;
  }[];
};

/** One part of somebody's own pack. */
export type OwnPart = {
  readonly paper: Paper;
  readonly document: Doc;
  readonly files: readonly ContributionFile[];
  /** When it came after the others: late, or after the first release. */
  readonly isLate: boolean;
  readonly openedAt: Date | null;
};

type Sent = Pick<Pack, 'isLate' | 'parts'>;
type Somebody = Pick<Invitation, 'id' | 'name'>;

/**
 * What is out, each paper once, with those still invited, and children, who have not opened it and do not have it on paper,
 * and with those who do have it so; what came late says so.
 */
export const seenOf = (
  packs: readonly Sent[],
  invitations: readonly Invitation[],
  children: readonly Pick<Child, 'id' | 'givenName'>[] = [],
): readonly {
  readonly paper: Paper;
  readonly author: Invitation | null;
  readonly isLate: boolean;
  readonly unseenBy: readonly Somebody[];
  readonly onPaper: readonly Somebody[];
}[] => {
  const parts = packs.flatMap(({ isLate, parts }) => parts.map((part) => ({ ...part, isLate })));
  const readers: readonly Somebody[] = [
    ...stillInvited(invitations),
    ...children.map(({ id, givenName }) => ({ id, name: givenName })),
  ];
  return [...Map.groupBy(parts, ({ paper }) => paper)].map(([paper, out]) => {
    const has = (id: string, how: (part: (typeof out)[number]) => boolean) =>
      out.some((part) => part.readerId === id && how(part));
    return {
      paper,
      author: invitations.find(({ id }) => id === paper) ?? null,
      isLate: out.some(({ isLate }) => isLate),
      unseenBy: readers.filter(({ id }) =>
        has(id, ({ openedAt, isPrinted }) => openedAt === null && !isPrinted),
      ),
      onPaper: readers.filter(({ id }) => has(id, ({ isPrinted }) => isPrinted)),
    };
  });
};

/** Each late paper with those who have not opened it, as a sentence for whoever prepares or holds the meeting. */
export const lateInWords = (seen: ReturnType<typeof seenOf>): readonly string[] =>
  seen
    .filter(({ isLate, unseenBy }) => isLate && unseenBy.length > 0)
    .map(
      ({ author, unseenBy }) =>
        `Late: ${author === null ? 'the agenda' : `what ${author.name} wrote`}. Not opened yet by ${listInWords(unseenBy.map(({ name }) => name))}.`,
    );

/** The papers that one of some readers has. */
export const hadBy = (
  readers: readonly { readonly id: string }[],
  packs: readonly Sent[],
): readonly Paper[] => [
  ...new Set(
    packs.flatMap(({ parts }) =>
      parts.flatMap(({ paper, readerId }) => (readers.some(({ id }) => id === readerId) ? [paper] : [])),
    ),
  ),
];

/** What somebody still invited, or a child, does not have of papers that are out or go out. */
export const lackedBy = (
  reader: { readonly id: string },
  papers: readonly Paper[],
  packs: readonly Sent[],
): readonly Paper[] => {
  const has = hadBy([reader], packs);
  return papers.filter((paper) => paper !== reader.id && !has.includes(paper));
};

type Chosen = Record<'papers' | 'forChildren' | 'looked', readonly string[]>;

/** What was chosen of what can be, with a problem where something cannot be any more. */
const choose = (field: keyof Chosen, chosen: readonly string[], open: readonly Paper[]) => ({
  chosen: chosen.filter((paper) => open.includes(paper)),
  problems: chosen.every((paper) => open.includes(paper))
    ? []
    : [
        {
          field,
          message: 'Something was changed or taken back meanwhile. Choose again what goes out',
        },
      ],
});

/**
 * Checks a release: the first has the agenda, later ones papers alone; children get a paper that goes out now, or is out.
 * What goes out after the day that the procedure sets, or after the first release, is late, and says why.
 */
export const releasePack = (
  proposal: Chosen & { readonly because: string },
  facts: {
    readonly open: readonly Paper[];
    /** What everybody has and no child. */
    readonly openForChildren: readonly Paper[];
    readonly isFirst: boolean;
    /** Whether somebody, invited since, does not have what is out. */
    readonly isLacked: boolean;
    readonly dueOn: PlainDate | null;
    readonly today: PlainDate;
  },
): Result<Released> => {
  const { open, openForChildren, isFirst, isLacked, dueOn, today } = facts;
  const papers = choose('papers', proposal.papers, open);
  const forChildren = choose('forChildren', proposal.forChildren, [...open, ...openForChildren]);
  const looked = choose('looked', proposal.looked, [...open, ...openForChildren]);
  const isLate = !isFirst || (dueOn !== null && today > dueOn);
  const problems: Problem[] = [];
  if (!isFirst && !isLacked && papers.chosen.length + forChildren.chosen.length === 0)
    problems.push({ field: 'papers', message: 'Choose what goes out to everybody' });
  problems.push(...papers.problems, ...forChildren.problems, ...looked.problems);
  if (forChildren.chosen.some((paper) => open.includes(paper) && !papers.chosen.includes(paper)))
    problems.push({
      field: 'forChildren',
      message: 'Children read only what everybody gets. Choose it for everybody too',
    });
  if (isLate && proposal.because === '')
    problems.push({ field: 'because', message: 'Enter why it goes out late' });
  return problems.length > 0
    ? refused(problems)
    : allowed({
        papers: isFirst ? ['agenda', ...papers.chosen] : papers.chosen,
        forChildren: forChildren.chosen,
        looked: looked.chosen,
        isLate,
        because: isLate ? proposal.because : '',
      });
};
