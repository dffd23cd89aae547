import type { PlainDate } from './dates.ts';

/** Where a factor belongs: what played a part, and what went well (docs/domain.md, 9). */
export const factorGroupInWords = {
  child: 'The child',
  carers: 'The adopters or carers',
  matching: 'Matching',
  information: 'Information',
  preparation: 'Preparation and introductions',
  support: 'Support',
  'family-time': 'Contact and family time',
  courts: 'Courts and plans',
  agency: 'Agencies',
  events: 'Outside events',
  strengths: 'What went well',
} as const;
export type FactorGroup = keyof typeof factorGroupInWords;
export const factorGroups = Object.keys(factorGroupInWords) as readonly FactorGroup[];

/** Something that can be recorded of a meeting, in words that meetings share. */
export type Factor = { readonly group: FactorGroup; readonly key: string; readonly title: string };

/** One version of the factors that meetings share, with where they come from. */
export type FactorList = {
  readonly version: string;
  readonly from: PlainDate;
  readonly sources: readonly string[];
  readonly factors: readonly Factor[];
};

/** A factor that a meeting can record, and the list that it stands in. */
export type ListedFactor = Factor & { readonly list: string };

/** What the names of a council’s own factors begin with, so that none is ever taken for one that all share. */
const OWN = 'own/';

/**
 * The factors that a meeting can record: those of the version in force on its day, or of the first there was, and its
 * council’s own, group by group. `lists` are in the order in which they come into force.
 */
export const factorsOn = (
  lists: readonly FactorList[],
  procedure: { readonly id: string; readonly version: string; readonly factors: readonly Factor[] },
  day: PlainDate,
): readonly ListedFactor[] => {
  const list = lists.findLast(({ from }) => from <= day) ?? lists[0];
  const shared = (list?.factors ?? []).map((factor) => ({ ...factor, list: list?.version ?? '' }));
  const own = procedure.factors.map(({ group, key, title }) => ({
    ...{ group, key: `${OWN}${key}`, title },
    list: `${procedure.id} ${procedure.version}`,
  }));
  return factorGroups.flatMap((group) => [...shared, ...own].filter((factor) => factor.group === group));
};
