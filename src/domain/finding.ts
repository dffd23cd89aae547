import type { Reader } from './case.ts';
import { wordsLimit } from './contribution.ts';
import type { FactorGroup, ListedFactor } from './factor.ts';
import { withholdableFrom } from './minutes.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What a form about a factor says. */
export type TypedFinding = {
  readonly factor: string;
  readonly evidence: string;
  readonly otherwiseBy: string;
  readonly otherwise: string;
  readonly aboutChildId: string;
  readonly withheldFrom: readonly string[];
};

/** What is said of a factor that a meeting found. */
export type FoundFactor = {
  readonly group: FactorGroup;
  readonly factor: string;
  readonly title: string;
  readonly list: string;
  readonly evidence: string;
  /** Who sees it differently, and how; both are empty when nobody does. */
  readonly otherwiseBy: string;
  readonly otherwise: string;
  readonly aboutChildId: string | null;
  readonly withheldFrom: readonly Reader[];
};

/** "Therapy. It began in April.", and on a line of its own who sees it differently, and how. */
export const findingInWords = ({
  title,
  evidence,
  otherwiseBy,
  otherwise,
}: Pick<FoundFactor, 'title' | 'evidence' | 'otherwiseBy' | 'otherwise'>): string =>
  `${title}. ${evidence}${otherwise === '' ? '' : `\nSeen differently by ${otherwiseBy}: ${otherwise}`}`;

/** A factor recorded on a meeting: with its evidence, its readers and its history. */
export type Finding = FoundFactor & {
  readonly id: string;
  readonly revision: number;
  /** Everybody who wrote in it: none of them may release a copy. */
  readonly authors: readonly string[];
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
};

/** The longest name of whoever sees it differently. */
const nameLimit = 200;

/** What is wrong with a text that is longer than it may be. */
const tooLong = (field: string, text: string, limit: number): readonly Problem[] =>
  text.length <= limit
    ? []
    : [{ field, message: `This is ${text.length - limit} characters too long: shorten it to ${limit}` }];

/**
 * Checks a factor before it is recorded or put right (PG-9a). `was` is what it was: its factor may stay although the list
 * no longer has it. Answers it whole, or every problem at once.
 */
export const recordFinding = (
  typed: TypedFinding,
  {
    factors,
    childIds,
    was,
  }: {
    readonly factors: readonly ListedFactor[];
    readonly childIds: readonly string[];
    readonly was?: Pick<Finding, 'group' | 'factor' | 'title' | 'list'>;
  },
): Result<FoundFactor> => {
  const listed = factors.find(({ key }) => key === typed.factor);
  const chosen = listed && {
    ...{ group: listed.group, factor: listed.key, title: listed.title, list: listed.list },
  };
  const factor = was?.factor === typed.factor ? was : chosen;
  const problems: Problem[] = [
    ...(factor === undefined ? [{ field: 'factor', message: 'Choose what it is' }] : []),
    ...(typed.evidence === '' ? [{ field: 'evidence', message: 'Say what shows it' }] : []),
    ...tooLong('evidence', typed.evidence, wordsLimit),
    ...(typed.otherwise !== '' && typed.otherwiseBy === ''
      ? [{ field: 'otherwiseBy', message: 'Say who sees it differently' }]
      : []),
    ...(typed.otherwiseBy !== '' && typed.otherwise === ''
      ? [{ field: 'otherwise', message: 'Say how they see it' }]
      : []),
    ...tooLong('otherwiseBy', typed.otherwiseBy, nameLimit),
    ...tooLong('otherwise', typed.otherwise, wordsLimit),
  ];
  if (factor === undefined || problems.length > 0) return refused(problems);
  const { evidence, otherwiseBy, otherwise } = typed;
  return allowed({
    ...{ group: factor.group, factor: factor.factor, title: factor.title, list: factor.list },
    ...{ evidence, otherwiseBy, otherwise },
    aboutChildId: childIds.find((id) => id === typed.aboutChildId) ?? null,
    withheldFrom: withholdableFrom.filter((reader) => typed.withheldFrom.includes(reader)),
  });
};
