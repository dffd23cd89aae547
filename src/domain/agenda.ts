import type { CaseRecord, Invitation, Meeting } from './case.ts';
import { addMinutes, type PlainTime } from './dates.ts';
import { citing } from './duty.ts';
import { stillInvited } from './minutes.ts';
import { LONGEST_ITEM, type MeetingItem, type Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { PlannedDuty } from './standing.ts';

/** The agenda of a meeting: the one built for it, or that of the procedure (PG-8, DC-1b). */
export const agendaOf = ({
  record,
  procedure,
}: {
  readonly record: Pick<CaseRecord, 'meeting'>;
  readonly procedure: Pick<Procedure, 'agenda'>;
}): readonly MeetingItem[] => record.meeting?.agenda ?? procedure.agenda;

/** Somebody who takes part, as an item can be led by them or be for them. */
export type Attendee = Pick<Invitation, 'id' | 'capacity'> & { readonly name: string };

/** Those who come to a meeting: invitees who attend, in their order. */
export const attendees = ({ invitations }: Pick<Meeting, 'invitations'>): readonly Invitation[] =>
  stillInvited(invitations).filter(({ mode }) => mode === 'attend');

/** Whoever runs the meeting is there for all of it. */
export const runsIt = ({ capacity }: Pick<Invitation, 'capacity'>): boolean =>
  capacity === 'chair' || capacity === 'minute-taker';

/** Whether somebody is there for an item. */
export const isThereFor = (
  { for: some }: Pick<MeetingItem, 'for'>,
  person: { readonly id: string; readonly capacity?: Invitation['capacity'] },
): boolean =>
  some === undefined ||
  some.includes(person.id) ||
  (person.capacity !== undefined && runsIt({ capacity: person.capacity }));

/** When each item begins, from the start of the meeting; null from the first one on that has no length before it. */
export const timesOf = (
  agenda: readonly MeetingItem[],
  startsAt: PlainTime,
): readonly (PlainTime | null)[] => {
  let after: number | null = 0;
  return agenda.map(({ minutes }) => {
    const begins = after;
    after = after === null || minutes === undefined ? null : after + minutes;
    return begins === null ? null : addMinutes(startsAt, begins);
  });
};

/** How long all items take together, in minutes; those without a length are not in it. */
export const minutesOf = (agenda: readonly MeetingItem[]): number =>
  agenda.reduce((all, { minutes = 0 }) => all + minutes, 0);

/** One item as a form says it. `key` is null for one that is new. */
export type ProposedItem = {
  readonly key: string | null;
  readonly isOn: boolean;
  /** Where it stands among the others, as it was typed. */
  readonly place: string;
  readonly minutes: string;
  readonly ledBy: string;
  readonly isForSome: boolean;
  readonly for: readonly string[];
  /** Of an item of this meeting's own. */
  readonly title: string;
  readonly prompt: string;
  readonly plain: string;
};

export type AgendaFacts = {
  /** Whether the procedure sets the agenda, or suggests it. */
  readonly duty: PlannedDuty | undefined;
  readonly procedure: Pick<Procedure, 'agenda' | 'purposes'>;
  readonly record: Pick<CaseRecord, 'meeting'>;
  /** Those who can lead an item, and whom one can be for. */
  readonly people: readonly Attendee[];
  /** Children who come to the meeting. */
  readonly children: readonly { readonly id: string }[];
  /** The items under which something is written already. */
  readonly written: readonly string[];
  /** The key of a new item. */
  readonly newKey: string;
};

/** Whether the procedure sets the agenda: then no item of it is left out, moved or added (DC-1b). */
export const isSet = (duty: PlannedDuty | undefined): boolean =>
  duty !== undefined && 'agenda' in duty.asks && duty.asks.agenda === 'set';

/** Every item that can be on an agenda: those that are, in their order, and the procedure's that are not. */
export const choosable = (facts: Pick<AgendaFacts, 'procedure' | 'record'>): readonly MeetingItem[] => {
  const agenda = agendaOf(facts);
  return [...agenda, ...facts.procedure.agenda.filter(({ key }) => !agenda.some((item) => item.key === key))];
};

const wholeNumber = (typed: string): number | null => (/^\d{1,4}$/.test(typed) ? Number(typed) : null);

/** An item as it will stand, with what is wrong with it. The fields of a form end in the item's key, or in `new`. */
const itemOf = (
  proposed: ProposedItem,
  before: MeetingItem,
  facts: AgendaFacts,
): { readonly item: MeetingItem; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const name = proposed.key ?? 'new';
  const wrong = (field: string, message: string) => problems.push({ field: `${field}-${name}`, message });
  const minutes = proposed.minutes === '' ? undefined : wholeNumber(proposed.minutes);
  if (minutes === null || minutes === 0 || (minutes !== undefined && minutes > LONGEST_ITEM))
    wrong('minutes', `Enter how many minutes “${before.title}” takes, such as 15, or leave it empty`);
  const leader = facts.people.find(({ id }) => id === proposed.ledBy);
  if (proposed.ledBy !== '' && leader === undefined)
    wrong('ledBy', `Whoever was to lead “${before.title}” does not come any more. Choose again`);
  const known = [...facts.people.filter((one) => !runsIt(one)), ...facts.children].map(({ id }) => id);
  const some = known.filter((id) => proposed.for.includes(id));
  if (proposed.isForSome && some.length === 0)
    wrong('for', `Choose who is there for “${before.title}”, or say that everybody is`);
  const { key, title, prompt, kind, owner, isOwn } = before;
  const plain = isOwn ? proposed.plain : (before['for-families'] ?? '');
  const led = leader?.capacity ?? (proposed.ledBy === '' ? owner : undefined);
  return {
    problems,
    item: {
      ...{ key, title, prompt, kind },
      ...(led !== undefined && { owner: led }),
      ...(leader !== undefined && { ledBy: leader.id }),
      ...(typeof minutes === 'number' && { minutes }),
      ...(proposed.isForSome && { for: some }),
      ...(plain !== '' && { 'for-families': plain }),
      ...(isOwn && { isOwn }),
    },
  };
};

const ownItem = (key: string, { title, prompt }: ProposedItem): MeetingItem => ({
  ...{ key, title, prompt, kind: 'note', isOwn: true },
});

type Placed = { readonly item: MeetingItem; readonly place: number };

/** Items in their order: those that nobody moved as they were, and each that was moved at the place it was moved to. */
const inOrder = (placed: readonly Placed[], before: readonly MeetingItem[]): readonly MeetingItem[] => {
  const isMoved = ({ item, place }: Placed) => before.findIndex(({ key }) => key === item.key) + 1 !== place;
  const order = before.flatMap(({ key }) => placed.filter((one) => one.item.key === key && !isMoved(one)));
  for (const one of placed.filter(isMoved).toSorted((a, b) => a.place - b.place))
    order.splice(one.place - 1, 0, one);
  return order.map(({ item }) => item);
};

/** What was said of an item before it is checked: a suggestion keeps its words, one of the meeting's own has those typed. */
const startOf = (proposed: ProposedItem, facts: AgendaFacts): MeetingItem | undefined => {
  if (proposed.key === null) return ownItem(facts.newKey, proposed);
  const found = choosable(facts).find(({ key }) => key === proposed.key);
  const suggested = facts.procedure.agenda.find(({ key }) => key === proposed.key);
  if (found?.isOwn) return ownItem(found.key, proposed);
  return suggested ?? found;
};

/** Problems with what is left out: something stands under it, or the meeting is there to answer it (PG-9). */
const leftOutProblems = (
  items: readonly MeetingItem[],
  { procedure, record, written }: AgendaFacts,
): readonly Problem[] => {
  const isOn = (key: string) => items.some((item) => item.key === key);
  const titleOf = (key: string) =>
    choosable({ procedure, record }).find((item) => item.key === key)?.title ?? key;
  return [
    ...written
      .filter((key) => !isOn(key) && choosable({ procedure, record }).some((item) => item.key === key))
      .map((key) => ({
        field: `on-${key}`,
        message: `Something is written under “${titleOf(key)}”, so it stays on the agenda`,
      })),
    ...procedure.purposes
      .filter(({ under }) => !under.some(isOn))
      .map(({ title, under: [first = ''], because }) => ({
        field: `on-${first}`,
        message: `Keep “${titleOf(first)}”: the meeting is there to answer it (${title})`,
        because: because.says,
      })),
  ];
};

/**
 * Checks the agenda of a meeting and answers it in its order. One that the procedure sets keeps its items and their order
 * (DC-1b); one that it suggests is built for the child (PG-8), and still answers what the meeting is there for (PG-9).
 */
export const buildAgenda = (
  proposed: readonly ProposedItem[],
  facts: AgendaFacts,
): Result<readonly MeetingItem[]> => {
  const set = isSet(facts.duty);
  const problems: Problem[] = [];
  const chosen = proposed.flatMap((one) => {
    const isOn = set || one.isOn;
    const start = startOf(one, facts);
    if (!isOn || start === undefined || (set && start.isOwn)) return [];
    if (start.isOwn && one.title === '')
      problems.push({ field: `title-${one.key ?? 'new'}`, message: 'Enter what the item is called' });
    const { item, problems: ofItem } = itemOf(one, start, facts);
    const place = one.place === '' ? Number.MAX_SAFE_INTEGER : wholeNumber(one.place);
    if (place === null && !set)
      problems.push({
        field: `place-${one.key ?? 'new'}`,
        message: `Enter where “${start.title}” comes as a whole number, such as 3`,
      });
    problems.push(...ofItem);
    return [{ item, place: place ?? Number.MAX_SAFE_INTEGER }];
  });
  const items = set ? chosen.map(({ item }) => item) : inOrder(chosen, agendaOf(facts));
  if (items.length === 0) problems.push({ field: '', message: 'Choose at least one item' });
  if (set && facts.procedure.agenda.some(({ key }) => !items.some((item) => item.key === key)))
    problems.push({
      field: '',
      message: 'The agenda has changed since you opened this page. Open it again',
      ...(facts.duty !== undefined && citing(facts.duty)),
    });
  problems.push(...leftOutProblems(items, facts));
  return problems.length > 0 ? refused(problems) : allowed(items);
};
