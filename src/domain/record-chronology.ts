import { childrenInWords } from './case.ts';
import { whoInWords } from './chronology.ts';
import { type Entry, entryKinds } from './chronology-entry.ts';
import { type Copy, type CopyFacts, passageSecret } from './copy.ts';
import { writeCsv } from './csv.ts';
import { inWords, inWordsWithWeekday, type PlainDate } from './dates.ts';
import type { Block, Section } from './document.ts';
import { type FilingOf, type RecordKind, recordInWords, type whoseRecord } from './filing.ts';
import { narrowedTo, ofOthers } from './filing-copy.ts';
import { textAlone } from './leak-check.ts';
import { isSharedWith } from './view-sharing.ts';
import { leaksIn, tell } from './withhold.ts';

/** One entry as a record has it: days and words, and nothing by which another record could be found. */
export type RecordedEntry = {
  readonly day: PlainDate;
  readonly about: string;
  readonly what: string;
  /** What somebody wrote of it, or a child said; empty when nothing. */
  readonly words: string;
  readonly isQuoted: boolean;
  readonly who: string;
};

const monthOf = (day: PlainDate): string => inWords(day).replace(/^\d+ /, '');

const blocksOf = ({ day, what, words, isQuoted, who }: RecordedEntry): readonly Block[] => [
  {
    is: 'paragraph',
    text: `${inWordsWithWeekday(day)}: ${what}.${who === '' || isQuoted ? '' : ` ${who}.`}`,
  },
  ...(words === ''
    ? []
    : [isQuoted ? ({ is: 'quote', words, who } as const) : ({ is: 'paragraph', text: words } as const)]),
];

/** Entries by the months in which they were. */
export const byMonth = <One>(
  entries: readonly One[],
  dayOf: (one: One) => PlainDate,
): readonly (readonly [string, readonly One[]])[] => [...Map.groupBy(entries, (one) => monthOf(dayOf(one)))];

const titles: Record<RecordKind, string> = {
  'looked-after': 'What happened: for the looked-after record',
  adoption: 'What happened: for the adoption record',
  child: 'What happened: for the file',
};

/**
 * The chronology as one record may have it, told by the rules by which minutes are filed there: of a child's record
 * nothing that is only about a brother or sister, and of a looked-after record nobody by name whom the child lived with
 * (docs/domain.md, 4.4 and 4.16). What a child said is there as far as they agreed that staff may know it. `facts` are
 * those that copies are composed from; what was only done in the service is left out.
 */
export const composeChronology = (
  entries: readonly Entry[],
  facts: Omit<CopyFacts, 'reader'>,
  of: FilingOf,
): Pick<Copy, 'doc' | 'secrets' | 'known'> & { readonly entries: readonly RecordedEntry[] } => {
  const { rules, others } = narrowedTo(facts, of);
  const { children } = facts.record.placement;
  const own = children.filter(({ id }) => of.childId === null || id === of.childId);
  const isOwn = ({ childId }: Entry): boolean => own.some(({ id }) => childId === null || childId === id);
  const isClean = (text: string): boolean =>
    leaksIn([textAlone(text)], rules.secrets, rules.known).length === 0;
  // A child's words are never told otherwise: they stand as they were said, or not at all.
  const wordsOf = ({ words, isQuoted, isAgreed }: Entry): string => {
    if (!isQuoted) return tell(words, rules);
    return isAgreed && isClean(words) ? words : '';
  };
  const told = entries
    .filter(({ kind }) => kind !== 'service')
    .filter(isOwn)
    .map(
      (entry): RecordedEntry => ({
        ...{ day: entry.on, about: entryKinds[entry.kind], isQuoted: entry.isQuoted },
        what: tell(entry.what, rules),
        words: wordsOf(entry),
        who: tell(whoInWords(entry, own), rules),
      }),
    );
  const sections: readonly Section[] = byMonth(told, ({ day }) => day).map(([heading, inMonth]) => ({
    heading,
    level: 2,
    blocks: inMonth.flatMap(blocksOf),
  }));
  return {
    doc: {
      ...{ title: titles[of.kind], language: 'en', subtitle: childrenInWords(own) },
      sections,
    },
    entries: told,
    secrets: [
      ...rules.secrets,
      ...ofOthers([...others, ...entries.filter((entry) => !isOwn(entry)).map(({ words }) => words)]),
      ...facts.record.views
        .filter((view) => !isSharedWith(view, 'staff') || !isClean(view.words))
        .flatMap(({ words }) => passageSecret(words, 'what a child said and keeps to themselves')),
    ],
    known: rules.known,
  };
};

/** As a table, for a spreadsheet. */
export const chronologyCsv = (entries: readonly RecordedEntry[]): string =>
  writeCsv(
    ['Day', 'About', 'What happened', 'Words', 'Who'],
    entries.map(({ day, about, what, words, who }) => [day, about, what, words, who]),
  );

/** For a computer: see `chronologySchema`. */
export const chronologyJson = (entries: readonly RecordedEntry[], council: string) => ({
  version: 1,
  council,
  entries: entries.map(({ day, about, what, words, isQuoted, who }) => ({
    ...{ day, about, what, words, who },
    wordsAre: isQuoted ? 'as a child said them' : 'as somebody wrote them',
  })),
});

const text = { type: 'string' } as const;

/** What the file for a computer looks like (JSON Schema 2020-12). */
export const chronologySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What happened, day by day',
  type: 'object',
  required: ['version', 'council', 'entries'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    council: { ...text, minLength: 1 },
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['day', 'about', 'what', 'words', 'who', 'wordsAre'],
        additionalProperties: false,
        properties: {
          day: { ...text, pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          about: { enum: Object.values(entryKinds) },
          what: { ...text, minLength: 1 },
          words: text,
          who: text,
          wordsAre: { enum: ['as a child said them', 'as somebody wrote them'] },
        },
      },
    },
  },
} as const;

type BagFacts = {
  readonly of: FilingOf;
  readonly council: string;
  readonly about: string;
  readonly madeOn: PlainDate;
  readonly withMinutes: boolean;
};

/** What somebody reads first who opens the bag in thirty years and has never heard of any of it. */
export const chronologyReadme = ({
  of,
  council,
  about,
  madeOn,
  withMinutes,
}: BagFacts): string => `WHAT THIS IS

This tells what happened, day by day, when a home came to an end or was close to it.
It is about ${about}.
${council} kept it. It was put together on ${inWords(madeOn)}.

When a child has to move because a home did not last, people meet to find out why,
and what the child needs now. This has what was known, what was said and what was done.

${
  of.kind === 'looked-after'
    ? 'The people the child lived with are not named here. They are told by their part.'
    : 'It is kept as one record. Other records are kept apart from it.'
}

WHERE TO START

Open index.html. It has it all, on one page. You need no other program than the one
that shows you pages on the web, and you do not have to be online.

THE FILES

index.html           what happened, to read on a screen.
chronology.pdf       the same, to print. It is a kind of PDF that is made to be kept (PDF/A).
chronology.docx      the same, for a word processor.
chronology.csv       the same, as a table.
chronology.json      the same, for a computer. chronology.schema.json says what is in it.
${withMinutes ? 'minutes.pdf          what was said when people met. minutes.docx has the same words.\n' : ''}
IS IT WHOLE?

This is a “bag” (BagIt, RFC 8493). The file manifest-sha512.txt, one folder up, has a long
number for each file here. If one letter of a file was changed, its number is another.
The command sha512sum works it out.

IF YOU ARE THE CHILD

You may ask to see all that is kept about you. You do not have to read it alone.
Ask somebody you trust to sit with you.
`;

/** The lines that describe the bag (RFC 8493, 2.2.2). */
export const chronologyBagInfo = (
  { of, council, madeOn }: BagFacts,
  children: Parameters<typeof whoseRecord>[1],
): readonly (readonly [string, string])[] => [
  ['Source-Organization', council],
  ['External-Description', `What happened, day by day, for the ${recordInWords[of.kind]}`],
  ...(of.childId === null
    ? []
    : children
        .filter(({ id }) => id === of.childId)
        .map((child) => ['External-Identifier', child.caseNumber] as const)),
  ['Bagging-Date', madeOn],
];
