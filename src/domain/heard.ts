import type { CaseRecord, Child, ChildView, Invitation } from './case.ts';
import type { MeetingEvent, RoomItem } from './meeting-room.ts';
import { type Passage, stillInvited } from './minutes.ts';
import { allowed, type Result, refused } from './result.ts';
import { listInWords } from './words.ts';

/** Somebody whom a meeting is there to hear (PG-9): who came, was sent, or wrote to it, or a child. */
export type Concerned = {
  readonly id: string;
  readonly name: string;
  /** Whether they were heard before anybody ticked anything: what they wrote was read, or the child's views are there. */
  readonly isHeardAnyway: boolean;
  readonly invitation: Invitation | null;
};

/** What people are told by who take part for somebody: "Kim Li for Gareth Lowe". */
const nameOf = ({ name, instead }: Invitation): string =>
  instead?.is === 'sent' ? `${instead.name} for ${name}` : name;

/** Who holds a meeting asks the others, and is not asked. */
const holdsIt = ({ capacity }: Pick<Invitation, 'capacity'>): boolean =>
  capacity === 'chair' || capacity === 'minute-taker';

/** Everybody whom a meeting is there to hear: children first. */
export const concernedIn = ({
  placement,
  views,
  meeting,
}: {
  readonly placement: { readonly children: readonly Pick<Child, 'id' | 'givenName'>[] };
  readonly views: readonly Pick<ChildView, 'childId'>[];
  readonly meeting: Pick<NonNullable<CaseRecord['meeting']>, 'invitations'> | null;
}): readonly Concerned[] => [
  ...placement.children.map(({ id, givenName }) => ({
    ...{ id, name: givenName, invitation: null },
    isHeardAnyway: views.some(({ childId }) => childId === id),
  })),
  ...stillInvited(meeting?.invitations ?? [])
    .filter((one) => !holdsIt(one))
    .filter((one) => one.attended === true || one.instead?.is === 'sent' || one.contribution !== '')
    .map((one) => ({
      ...{ id: one.id, name: nameOf(one), invitation: one },
      isHeardAnyway: one.contribution !== '' && one.contributionRead,
    })),
];

type Said = Pick<Passage, 'agendaKey' | 'text' | 'saidBy'>;

/** Who was heard on each item, by its key: those who were ticked, and those of whom a note says that they said it. */
export const heardByItem = (
  events: readonly Pick<MeetingEvent, 'kind' | 'agendaKey' | 'people'>[],
  passages: readonly Said[],
): Readonly<Record<string, readonly string[]>> => {
  const heard: Record<string, readonly string[]> = {};
  for (const { kind, agendaKey, people } of events) {
    const already = (heard[agendaKey] ?? []).filter((id) => !people.includes(id));
    if (kind === 'heard') heard[agendaKey] = [...already, ...people];
    if (kind === 'not-heard') heard[agendaKey] = already;
  }
  for (const { agendaKey, text, saidBy } of passages)
    if (saidBy != null && text !== '' && !heard[agendaKey]?.includes(saidBy.id))
      heard[agendaKey] = [...(heard[agendaKey] ?? []), saidBy.id];
  return heard;
};

/** Those who are there for an item. */
export const thereFor = (
  people: readonly Concerned[],
  { for: some }: Pick<RoomItem, 'for'>,
): readonly Concerned[] => people.filter(({ id }) => some === undefined || some.includes(id));

/**
 * Who has not been heard: on an item, of those who are there for it; or overall, when no item is named. Somebody whose
 * writing was read, or a child whose views are there, counts as heard overall, and on an item only when it is said so.
 */
export const whoIsNotHeard = (
  people: readonly Concerned[],
  heard: Readonly<Record<string, readonly string[]>>,
  item: RoomItem | null,
): readonly Concerned[] => {
  if (item !== null) return thereFor(people, item).filter(({ id }) => !heard[item.key]?.includes(id));
  const anywhere = new Set(Object.values(heard).flat());
  return people.filter(({ id, isHeardAnyway }) => !isHeardAnyway && !anywhere.has(id));
};

/** Those never heard for whom nobody has said why. A child without views is asked for by another rule (DC-2b). */
export const unexplained = (
  notHeard: readonly Concerned[],
  events: readonly Pick<MeetingEvent, 'kind' | 'people'>[],
): readonly Concerned[] => {
  const said = new Set(events.filter(({ kind }) => kind === 'said-why').flatMap(({ people }) => people));
  return notHeard.filter(({ id, invitation }) => invitation !== null && !said.has(id));
};

/**
 * Checks that everyone concerned could express their views (PG-9) before a meeting ends or its minutes are agreed: each was
 * heard, or it is said why not. Answers those whom the reason is about, or nobody.
 */
export const everybodyHeard = (missing: readonly Concerned[], reason: string): Result<readonly string[]> =>
  missing.length > 0 && reason === ''
    ? refused([
        {
          field: 'whyNotHeard',
          message: `${listInWords(missing.map(({ name }) => name))} ${missing.length === 1 ? 'was' : 'were'} not heard on any item. Go back and tick where, or say why not`,
          because: 'PG-9',
        },
      ])
    : allowed(missing.map(({ id }) => id));
