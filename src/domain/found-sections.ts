import type { Reader } from './case.ts';
import { copyWords, paragraph, type Telling } from './copy-sections.ts';
import type { Block, Section } from './document.ts';
import { factorGroupInWords, factorGroups } from './factor.ts';
import type { FoundFactor } from './finding.ts';
import type { PurposeStands } from './purpose.ts';

/** What a copy needs of a factor that the meeting found. */
type CopyFinding = Pick<
  FoundFactor,
  'group' | 'title' | 'evidence' | 'otherwiseBy' | 'otherwise' | 'aboutChildId' | 'withheldFrom'
>;

/** What played a part and what went well, in words that meetings share, each with its evidence and who sees it differently. */
const findingsSections = ({ record, say }: Telling, findings: readonly CopyFinding[]): readonly Section[] => {
  const { children } = record.placement;
  const blocksOf = ({
    title,
    evidence,
    otherwiseBy,
    otherwise,
    aboutChildId,
  }: CopyFinding): readonly Block[] => {
    const child = children.length > 1 ? children.find(({ id }) => id === aboutChildId) : undefined;
    const about = child === undefined ? '' : `About ${child.givenName}: `;
    return [
      paragraph(`${about}${title}. ${say(evidence)}`),
      ...(otherwise === '' ? [] : [paragraph(`Seen differently by ${say(otherwiseBy)}: ${say(otherwise)}`)]),
    ];
  };
  const sections = factorGroups.flatMap((group): readonly Section[] => {
    const blocks = findings.filter((one) => one.group === group).flatMap(blocksOf);
    const level = group === 'strengths' ? 2 : 3;
    return blocks.length === 0 ? [] : [{ heading: factorGroupInWords[group], level, blocks }];
  });
  const heading: Section = { heading: copyWords.found, level: 2, blocks: [] };
  return sections.some(({ level }) => level === 3) ? [heading, ...sections] : sections;
};

/** What the meeting was there to answer and did not, and why (PG-9), for those who may read why. */
const unansweredSections = ({ say }: Telling, purposes: readonly PurposeStands[]): readonly Section[] => {
  const blocks = purposes.flatMap(({ title, isWritten, whyNot }): readonly Block[] =>
    isWritten || whyNot === null ? [] : [paragraph(`${title}: ${say(whyNot.why)}`)],
  );
  return blocks.length === 0 ? [] : [{ heading: copyWords.notAnswered, level: 2, blocks }];
};

/** What a meeting found, factor by factor, and how what it was there to answer stands. */
export type Found = {
  readonly findings: readonly CopyFinding[];
  readonly purposes: readonly PurposeStands[];
};

/** What people wrote of what was found. */
export const foundTexts = ({ findings, purposes }: Found): readonly string[] => [
  ...findings.flatMap(({ evidence, otherwiseBy, otherwise }) => [evidence, otherwiseBy, otherwise]),
  ...purposes.flatMap(({ whyNot }) => (whyNot === null ? [] : [whyNot.why])),
];

/** The service's and the council's own words about what was found: in them a word that is also a name is no leak. */
export const foundFrame = ({ findings, purposes }: Found): readonly string[] => [
  ...Object.values(factorGroupInWords),
  ...[...findings, ...purposes].map(({ title }) => title),
];

/** What one reader gets of what was found, by the rules of passages: the rest is kept, and how much of it. */
export const foundFor = (
  mayRead: (text: { readonly withheldFrom: readonly Reader[] }) => boolean,
  { findings, purposes }: Found,
) => {
  const isKept = ({ whyNot }: PurposeStands) => whyNot !== null && !mayRead(whyNot);
  const read = {
    findings: findings.filter(mayRead),
    purposes: purposes.filter((purpose) => !isKept(purpose)),
  };
  const kept = { findings: findings.filter((one) => !mayRead(one)), purposes: purposes.filter(isKept) };
  return {
    keptWords: foundTexts(kept),
    withheld: kept.findings.length + kept.purposes.length,
    sections: (telling: Telling): readonly Section[] => [
      ...findingsSections(telling, read.findings),
      ...unansweredSections(telling, read.purposes),
    ],
  };
};
