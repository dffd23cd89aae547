import type { Child, Reader, Whose } from './case.ts';
import { type Passage, readerInWords } from './minutes.ts';
import { allowed, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/**
 * Whom choosing whose information a passage is keeps it from (docs/domain.md, 6): of somebody’s identity, address and life others read nothing
 * unless a person decides so, and of a child who moved neither family does.
 */
export const keptFromByWhose: Readonly<Record<Whose, readonly Exclude<Reader, 'staff'>[]>> = {
  nobody: [],
  child: ['birth-family', 'adopters'],
  'birth-family': ['adopters', 'carers'],
  adopters: ['birth-family', 'carers'],
  carers: ['birth-family', 'adopters'],
  colleague: ['birth-family', 'adopters', 'carers'],
};

const whoseAre: Readonly<Record<Exclude<Whose, 'child'>, string>> = {
  nobody: 'Nobody’s in particular',
  'birth-family': 'The birth family’s',
  adopters: 'The prospective adopters’ or carers’ of the placement',
  carers: 'The current carers’',
  colleague: 'Somebody’s at work',
};

type Said = Pick<Passage, 'whose' | 'aboutChildId'>;
type Children = readonly Pick<Child, 'id' | 'givenName'>[];

/** As a form has it: `child-…` with the child’s id, or one of the others; and from whom each keeps a passage. */
export const whoseChoices = (
  children: Children,
): readonly { readonly value: string; readonly text: string; readonly keeps: readonly Reader[] }[] => {
  const plain = (value: Exclude<Whose, 'child'>) => ({
    value,
    text: whoseAre[value],
    keeps: keptFromByWhose[value],
  });
  return [
    plain('nobody'),
    ...children.map(({ id, givenName }) => ({
      value: `child-${id}`,
      text: `${givenName}’s`,
      keeps: keptFromByWhose.child,
    })),
    ...(['birth-family', 'adopters', 'carers', 'colleague'] as const).map(plain),
  ];
};

/** The choice that a passage stands at. */
export const whoseChosen = ({ whose, aboutChildId }: Said): string =>
  whose === 'child' ? `child-${aboutChildId}` : whose;

/** What a choice on a form means; undefined for none that there is. */
export const readWhose = (
  choice: string,
  children: Children,
): { readonly whose: Whose; readonly childId: string | null } | undefined => {
  if (!whoseChoices(children).some(({ value }) => value === choice)) return undefined;
  return choice.startsWith('child-')
    ? { whose: 'child', childId: choice.slice('child-'.length) }
    : { whose: choice as Whose, childId: null };
};

/** "The adopters’ information", "Robin’s information". */
const whoseInWords = ({ whose, aboutChildId }: Said, children: Children): string => {
  if (whose === 'child')
    return `${children.find(({ id }) => id === aboutChildId)?.givenName ?? 'A child'}’s information`;
  return {
    nobody: 'Nobody’s information in particular',
    'birth-family': 'The birth family’s information',
    adopters: 'The adopters’ or carers’ information',
    carers: 'The current carers’ information',
    colleague: 'Information about somebody at work',
  }[whose];
};

/** "The adopters’ or carers’ information. Kept from parents and family and current carers." */
export const passageInWords = (passage: Said & Pick<Passage, 'withheldFrom'>, children: Children): string => {
  const { whose, withheldFrom, aboutChildId } = passage;
  const child = children.length > 1 && whose !== 'child' && children.find(({ id }) => id === aboutChildId);
  return [
    whoseInWords(passage, children),
    withheldFrom.length === 0
      ? 'Everybody may read this'
      : `Kept from ${listInWords(withheldFrom.map((reader) => readerInWords[reader]))}`,
    ...(child ? [`About ${child.givenName} only`] : []),
    '',
  ]
    .join('. ')
    .trim();
};

/** Why a reader does not have a passage: whose information it is, where that keeps it from them. */
export const keptBecause = (passage: Said, reader: Reader, children: Children): string => {
  const isByWhose = reader !== 'staff' && keptFromByWhose[passage.whose].includes(reader);
  return isByWhose
    ? `${whoseInWords(passage, children)}, kept from ${readerInWords[reader]}`
    : `Kept from ${readerInWords[reader]}`;
};

type Chosen = Pick<Passage, 'whose' | 'withheldFrom' | 'aboutChildId'>;

/**
 * Decides whose information a passage is and who may read it. Choosing whose it is narrows, and never lets more people
 * read; a person can keep it from more. To let more people read words that are written, or what whose information it is
 * keeps from them, wants a reason. Answers the passage as it then stands, and who may read it now that could not.
 */
export const chooseReaders = (
  before: Pick<Passage, 'id' | 'text'> & Chosen,
  choice: {
    readonly whose: Whose;
    readonly childId: string | null;
    readonly withheldFrom: readonly Exclude<Reader, 'staff'>[];
    readonly aboutChildId: string | null;
    readonly why: string;
  },
): Result<Chosen & { readonly widened: readonly Reader[]; readonly why: string }> => {
  const isNew =
    choice.whose !== before.whose || (choice.whose === 'child' && choice.childId !== before.aboutChildId);
  const byWhose = isNew ? keptFromByWhose[choice.whose] : [];
  const withheldFrom = [...new Set([...choice.withheldFrom, ...byWhose])];
  const aboutChildId = choice.whose === 'child' ? choice.childId : choice.aboutChildId;
  const widened = before.withheldFrom.filter(
    (reader) => reader !== 'staff' && !withheldFrom.includes(reader),
  );
  const isWider =
    widened.length > 0 || (before.aboutChildId !== null && aboutChildId !== before.aboutChildId);
  const { why } = choice;
  const isWritten = before.text.trim() !== '';
  const isKeptByWhose = widened.some((reader) =>
    keptFromByWhose[choice.whose].some((kept) => kept === reader),
  );
  if (isWider && (isWritten || isKeptByWhose) && why === '')
    return refused([
      {
        field: `why-${before.id}`,
        message: 'Say why more people may read this. It is kept in the history',
        because: 'docs/domain.md, 6',
      },
    ]);
  return allowed({ whose: choice.whose, withheldFrom, aboutChildId, widened, why: isWider ? why : '' });
};
