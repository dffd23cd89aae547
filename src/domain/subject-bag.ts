import { inWords, type PlainDate } from './dates.ts';
import { type Block, type Doc, type Section, textsOf } from './document.ts';
import { findLeaks, type Part, type Secret } from './leak-check.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { AboutWhom, Asker } from './subject-access.ts';
import { byKind, type Category, categoryForChild, categoryInWords } from './subject-category.ts';
import { asSecret, type DecidedItem, givenOf, type LeftOutReason } from './subject-decision.ts';
import type { BagFile } from './subject-files.ts';

/** Something in a bag, by the number it has in the officer's list, and what the vault holds where it stands for that. */
export type NumberedItem = DecidedItem & {
  readonly number: number;
  readonly fromVault: string | null;
  /** The file that comes with it, once it is given. */
  readonly file?: BagFile | null;
};

type Thing = {
  readonly on: PlainDate | null;
  readonly case: string;
  readonly text: string;
  readonly saidBy: string;
  readonly file?: BagFile;
};

/** What somebody gets, before it is written as a page, a PDF or data. Nothing that was left out is in it. */
export type Bag = {
  readonly reference: string;
  readonly council: string;
  readonly about: readonly string[];
  readonly forChild: boolean;
  readonly madeOn: PlainDate;
  readonly groups: readonly { readonly category: Category; readonly things: readonly Thing[] }[];
  /** Why something was left out, where that may be told, with what could be any other reason; empty when nothing was. */
  readonly leftOut: readonly string[];
};

/** Reasons as whoever gets the bag is told them. Those that are not here are not told: saying them could do the harm. */
const toldAs: Readonly<Partial<Record<LeftOutReason, string>>> = {
  'another-person': 'It is about another person',
  'adoption-records': 'It is of adoption records',
  'legal-privilege': 'It is legal advice, or for a court',
};

const ANY_OTHER = 'Or another reason that the law allows';

const leftOutOf = (items: readonly NumberedItem[]): Bag['leftOut'] => {
  const reasons = items.flatMap(({ decided }) => [
    ...(decided?.reason ? [decided.reason] : []),
    ...(decided?.redactions ?? []).map(({ reason }) => reason),
  ]);
  const told = new Set(reasons.flatMap((reason) => toldAs[reason] ?? []));
  return reasons.length === 0 ? [] : [...told, ANY_OTHER];
};

/** One thing as it is given; null when it is not. */
const givenThing = (item: NumberedItem): Thing | null => {
  const given = item.decided && givenOf(item, item.decided);
  const { file, fromVault } = item;
  return (
    given && {
      ...{ on: item.on, case: item.source, text: fromVault ?? given.text, saidBy: given.whose },
      ...(file && { file }),
    }
  );
};

/** Puts together what somebody gets of what was gathered, by what was decided of each thing. */
export const composeBag = (
  request: {
    readonly reference: string;
    readonly asker: Asker;
    readonly aboutWhom: AboutWhom;
    readonly council: string;
    readonly about: readonly string[];
    readonly madeOn: PlainDate;
  },
  items: readonly NumberedItem[],
): Bag => {
  const { reference, council, about, madeOn, asker, aboutWhom } = request;
  const given = items.flatMap((item) => {
    const thing = givenThing(item);
    return thing === null ? [] : [{ category: item.category, thing }];
  });
  return {
    ...{ reference, council, about, madeOn, forChild: asker === 'child' && aboutWhom === 'child' },
    groups: byKind(given).map(({ category, of }) => ({ category, things: of.map(({ thing }) => thing) })),
    leftOut: leftOutOf(items),
  };
};

const paragraph = (text: string): Block => ({ is: 'paragraph', text });

const frontForChild = ({ council }: Bag): readonly Block[] => [
  paragraph(`You asked ${council} to see what we write down about you. Here it is. It is yours to keep.`),
  paragraph(
    'Some of it may be hard to read. You do not have to read it alone: ask somebody you trust to sit with you. You can stop whenever you like.',
  ),
  paragraph(
    'We write things down so that the grown-ups who help you know what happened and what you want, most of all when you move.',
  ),
  paragraph(
    'If something is wrong, tell us. We can put it right, or add what you say next to it. You can also ask us to stop using something, or to rub it out. Sometimes we have to say no, and then we tell you why.',
  ),
  paragraph(
    'If you are not happy with how we answered, you can tell the Information Commissioner. They look after these rules: ico.org.uk, 0303 123 1113.',
  ),
];

const front = ({ council }: Bag): readonly Block[] => [
  paragraph(
    `This is a copy of the information that ${council} holds about the person named here (UK GDPR, article 15).`,
  ),
  {
    is: 'list',
    items: [
      'Why it is held: councils must look after children, support those who care for them, and learn when a child moves sooner than planned.',
      'Where it came from: the person, people on the case, and those who took part in a meeting. Where somebody said or wrote it, that stands with it.',
      'Who else may have had it: those who were invited to the meeting, each a copy made for them, and the regional adoption agency where it was part of the case.',
      `How long it is kept: ${council} has set times for each kind of record, and tells you if you ask.`,
      'Rights: mistakes can be put right, something can be deleted or no longer used, and a statement can be kept beside a record. Ask the council.',
      'Complaints: to the council first. You can also complain to the Information Commissioner, ico.org.uk, 0303 123 1113.',
    ],
  },
];

/** One thing as it is read; the case is said where there are several. */
const thingBlocks = ({ on, case: ofCase, text, saidBy, file }: Thing, cases: number): readonly Block[] => {
  const withIt = file ? [paragraph(`You can find it in the file ${file.name}.`)] : [];
  const where = [...(on === null ? [] : [inWords(on)]), ...(cases > 1 && ofCase !== '' ? [ofCase] : [])].join(
    ', ',
  );
  const who = [saidBy, where].filter((part) => part !== '').join(', ');
  if (saidBy !== '') return [{ is: 'quote', words: text, who }, ...withIt];
  return [paragraph(where === '' ? text : `${where}: ${text}`), ...withIt];
};

const casesOf = ({ groups }: Bag): number =>
  new Set(groups.flatMap(({ things }) => things.map((thing) => thing.case)).filter((one) => one !== '')).size;

/** The files that come with a bag. */
export const filesIn = ({ groups }: Pick<Bag, 'groups'>): readonly BagFile[] =>
  groups.flatMap(({ things }) => things.flatMap(({ file }) => file ?? []));

/** The bag as a document: what it is, what was left out and why, and then everything, kind by kind. */
export const bagDocument = (bag: Bag): Doc => {
  const { forChild, leftOut, groups } = bag;
  const cases = casesOf(bag);
  const leftOutSection: readonly Section[] =
    leftOut.length === 0
      ? []
      : [
          {
            heading: forChild ? 'What we left out' : 'What is left out',
            level: 2,
            blocks: [
              paragraph(
                forChild
                  ? 'We could not give you everything. Where words are missing, it says “left out”.'
                  : 'Where words are left out of a text, it says so in their place. Some things are left out whole.',
              ),
              {
                is: 'list',
                items: [...leftOut],
              },
            ],
          },
        ];
  return {
    title: forChild ? 'What we wrote down about you' : 'A copy of the information held',
    language: 'en',
    subtitle: `${bag.council}, ${inWords(bag.madeOn)}. Our reference: ${bag.reference}`,
    sections: [
      {
        heading: forChild ? 'About this' : 'About this copy',
        level: 2,
        blocks: forChild ? frontForChild(bag) : front(bag),
      },
      {
        heading: forChild ? 'Who it is about' : 'Whom it is about',
        level: 2,
        blocks: [{ is: 'list', items: [...bag.about] }],
      },
      ...leftOutSection,
      ...groups.map(
        ({ category, things }): Section => ({
          heading: (forChild ? categoryForChild : categoryInWords)[category],
          level: 2,
          blocks: things.flatMap((thing) => thingBlocks(thing, cases)),
        }),
      ),
    ],
  };
};

/** The bag as data that another system can read (UK GDPR, article 15(3)): the same words, with days as YYYY-MM-DD. */
export const bagAsData = ({ reference, council, about, madeOn, groups, leftOut }: Bag) => ({
  ...{ reference, council, about, madeOn },
  kinds: groups.map(({ category, things }) => ({ kind: categoryInWords[category], things })),
  leftOut,
});

/** Fewer words than this, when nothing of a thing is given, say nothing that only that thing said. */
const TELLING_WORDS = 8;
/** Of what could do harm a few words say it. */
const HARMFUL_WORDS = 3;
const harmful: ReadonlySet<LeftOutReason | null> = new Set(['serious-harm', 'expectations', 'child-abuse']);

/** What may stand nowhere in a bag: words that were left out, and what people wrote in things that are not given. */
const keptBack = (items: readonly NumberedItem[]): readonly Secret[] =>
  items.flatMap(({ number, decided, text, isTyped }) => {
    const label = `number ${number}`;
    if (decided?.decision === 'withhold')
      return isTyped &&
        text.trim().split(/\s+/).length >= (harmful.has(decided.reason) ? HARMFUL_WORDS : TELLING_WORDS)
        ? [asSecret(text, label)]
        : [];
    return (decided?.redactions ?? []).map(({ words }) => asSecret(words, label));
  });

/** Where words that were left out of one thing are given in another, or on finished pages. */
export const leaksOf = (items: readonly NumberedItem[], parts: readonly Part[]): readonly Problem[] =>
  findLeaks(parts, keptBack(items)).map(({ label, part }) => ({
    field: '',
    message: `Words that are left out of ${label} stand in ${part}. Leave them out there as well, or leave out more words around them in ${label}`,
  }));

const asPart = (part: string, { sections, title, subtitle }: Doc): Part => ({
  part,
  text: [
    title,
    subtitle,
    ...sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)]),
  ].join('\n\n'),
});

/** What a bag says where, by the numbers the officer knows things by. */
const partsOf = (bag: Bag, items: readonly NumberedItem[]): readonly Part[] => {
  const cases = casesOf(bag);
  return [
    asPart('what every copy says of itself', bagDocument({ ...bag, groups: [] })),
    ...items.flatMap((item) => {
      const given = givenThing(item);
      return given === null
        ? []
        : thingBlocks(given, cases)
            .flatMap(textsOf)
            .map((text) => ({ part: `number ${item.number}`, text }));
    }),
  ];
};

/** Whether a bag can be put together for somebody to check: everything is decided, and nothing left out is given elsewhere. */
export const readyToCheck = (bag: Bag, items: readonly NumberedItem[]): Result<Bag> => {
  const open = items.filter(({ decided }) => decided === null).length;
  if (items.length === 0) return refused([{ field: '', message: 'Nothing is gathered yet' }]);
  if (open > 0)
    return refused([
      {
        field: '',
        message: open === 1 ? 'One thing is not decided yet' : `${open} things are not decided yet`,
      },
    ]);
  const leaks = leaksOf(items, partsOf(bag, items));
  return leaks.length > 0 ? refused(leaks) : allowed(bag);
};

/** Whether something goes on being written down while a request is dealt with, by everybody who works here. */
export const goesOn = ({ category, key }: Pick<DecidedItem, 'category' | 'key'>): boolean =>
  category === 'access' || key.startsWith('done-');
