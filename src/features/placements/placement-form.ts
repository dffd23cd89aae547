import type { PlacementKind } from '../../domain/facts.ts';
import {
  isPlacementKind,
  type PlacementProposal,
  placementQuestions,
} from '../../domain/placement-proposal.ts';
import type { Problem } from '../../domain/result.ts';
import {
  hasTypedDate,
  type Row,
  readDate,
  readRows,
  readText,
  type Typed,
  withRows,
} from '../../web/typed.ts';

/** The repeated groups of the form, each with the fields of one row. */
const groups = {
  children: ['givenName', 'familyName', 'bornOn-day', 'bornOn-month', 'bornOn-year', 'caseNumber'],
  carers: ['name', 'email', 'phone', 'address'],
  currentCarers: ['name', 'email'],
  family: ['name', 'email'],
} as const;

/** The form with its blank rows closed up, so that a problem names the row as it is shown again. */
export const withRowsClosedUp = (typed: Typed): Typed =>
  Object.entries(groups).reduce(
    (closed, [group, fields]) => withRows(closed, group, readRows(closed, group, fields)),
    typed,
  );

export const howManyChildren = (typed: Typed): number => readRows(typed, 'children', groups.children).length;

/** The kind of placement the form is about; null when nobody chose one, or there is none like it. */
export const readKind = (typed: Typed): PlacementKind | null => {
  const kind = readText(typed, 'kind');
  return isPlacementKind(kind) ? kind : null;
};

/** What is wrong with dates that were typed, but are none; a date that the kind does not ask for is not looked at. */
const unreadableDates = (typed: Typed, kind: PlacementKind): readonly Problem[] => {
  const { order } = placementQuestions[kind];
  const asked = {
    ...(kind === 'adoptive' && { introductionsOn: 'The date introductions began' }),
    startedOn: 'The date the child moved in',
    ...(order && { orderMadeOn: `The date of the ${order}` }),
  };
  return Object.entries(asked).flatMap(([field, what]) =>
    readDate(typed, field) === null && hasTypedDate(typed, field)
      ? [{ field, message: `${what} must be a real date` }]
      : [],
  );
};

const nameAndEmail = ({ name = '', email = '' }: Row) => ({ name, email });
const readPerson = (typed: Typed, field: string) => ({
  name: readText(typed, `${field}-name`),
  email: readText(typed, `${field}-email`),
});

/** Reads the form, its rows closed up, and what in it cannot be read. */
export const readPlacement = (
  typed: Typed,
  kind: PlacementKind,
): { readonly proposal: PlacementProposal; readonly unreadable: readonly Problem[] } => ({
  unreadable: unreadableDates(typed, kind),
  proposal: {
    kind,
    introductionsOn: readDate(typed, 'introductionsOn'),
    startedOn: readDate(typed, 'startedOn'),
    orderMadeOn: readDate(typed, 'orderMadeOn'),
    children: readRows(typed, 'children', groups.children).map(
      ({ givenName = '', familyName = '', caseNumber = '' }, row) => ({
        givenName,
        familyName,
        caseNumber,
        bornOn: readDate(typed, `children-${row}-bornOn`),
      }),
    ),
    carers: readRows(typed, 'carers', groups.carers).map(
      ({ name = '', email = '', phone = '', address = '' }) => ({ name, email, phone, address }),
    ),
    provider: readText(typed, 'provider'),
    familySource: readText(typed, 'familySource'),
    agencyName: readText(typed, 'agencyName'),
    theirWorker: readPerson(typed, 'theirWorker'),
    homeManager: readPerson(typed, 'homeManager'),
    keyworker: readPerson(typed, 'keyworker'),
    currentCarers: readRows(typed, 'currentCarers', groups.currentCarers).map(nameAndEmail),
    family: readRows(typed, 'family', groups.family).map(nameAndEmail),
  },
});
