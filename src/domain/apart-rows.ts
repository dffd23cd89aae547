import { carerInWords, sourceOfCarer } from './carer-identity.ts';
import type { PlacementRecord } from './case.ts';
import { dateInLondon, inWords, type PlainDate } from './dates.ts';
import { type KeptApart, type Ways, whyApartInWords } from './kept-apart.ts';
import { ownWayInWords } from './own-way.ts';
import { listInWords } from './words.ts';

/** One thing of how people are kept apart, for a request: see subject-rows.ts. */
export type ApartRow = {
  readonly key: string;
  readonly on: PlainDate | null;
  readonly of: readonly string[];
  readonly text: string;
  /** Who recorded it; null for a plan, which is nobody else's than theirs whom it is for. */
  readonly recordedBy: string | null;
};

const namesOf = ({ kind, carers, contacts, roles }: PlacementRecord): ReadonlyMap<string, string> =>
  new Map([
    ...carers.map(({ id }, index): [string, string] => [sourceOfCarer(id), carerInWords(kind, index)]),
    ...contacts.map(({ id, name }): [string, string] => [`contact-${id}`, name]),
    ...roles.map(({ person }): [string, string] => [`staff-${person.id}`, person.name]),
  ]);

/** Who must not meet whom and why, and how each of them takes part, as a case holds it. */
export const apartRows = (
  held: {
    readonly keptApart: readonly (KeptApart & { readonly recordedBy: string; readonly recordedAt: Date })[];
    readonly ways: Ways;
  },
  placement: PlacementRecord,
): readonly ApartRow[] => {
  const names = namesOf(placement);
  const named = (sources: readonly string[]) =>
    listInWords(sources.map((source) => names.get(source) ?? 'somebody'));
  return [
    ...held.keptApart.map((one) => ({
      ...{ key: `apart-${one.id}`, on: dateInLondon(one.recordedAt), recordedBy: one.recordedBy },
      of: [...one.oneSide, ...one.otherSide],
      text: [
        `${named(one.oneSide)} must not meet ${named(one.otherSide)}. ${whyApartInWords[one.why]}: ${one.note}`,
        `${one.decidedBy} decided it.`,
        ...one.together.map(
          ({ one: a, other, heldOn, because }) =>
            `${named([a])} and ${named([other])} may be together at the meeting of ${inWords(heldOn)}: ${because}`,
        ),
      ].join('\n'),
    })),
    ...Object.entries(held.ways).map(([source, own]) => ({
      ...{ key: `own-way-${source}`, on: null, of: [source], recordedBy: null },
      text: `How ${named([source])} takes part in the meeting: ${ownWayInWords(own)}.`,
    })),
  ];
};
